// Hosts of one cluster under names of two kinds: by their part in one place, by their number in another.
import type { Found, LintDocument } from '../rule.ts';

const host =
  /(?<![\w.-])([a-z][a-z0-9]*(?:-[a-z0-9]+)*)-(master|primary|leader|replica|standby|secondary|slave|node|host|server|db|vm)(?:-?(\d{1,2}))?(?=[.:/\s`'"|,;)]|$)/gi;
const anyRole = /-(?:master|primary|leader|replica|standby|secondary|slave)/i;
const roles = /^(?:master|primary|leader|replica|standby|secondary|slave)$/i;

interface Name {
  readonly text: string;
  readonly line: number;
  readonly isRole: boolean;
}

export const hostFamilies = (document: LintDocument): readonly Found[] => {
  if (!anyRole.test(document.text)) return [];
  const names = document.lines.flatMap((text, at): readonly (Name & { readonly stem: string })[] =>
    /^\s*#{1,6}\s/.test(text)
      ? []
      : [...text.matchAll(host)].flatMap(({ 0: whole, 1: stem = '', 2: kind = '', 3: number }) => {
          const isRole = roles.test(kind);
          // A role may stand alone; what is counted needs its number.
          return !isRole && number === undefined
            ? []
            : [{ text: whole, stem: stem.toLowerCase(), line: at + 1, isRole }];
        }),
  );
  return [...Map.groupBy(names, ({ stem }) => stem).values()].flatMap(ofCluster(document));
};

const ofCluster =
  (document: LintDocument) =>
  (names: readonly Name[]): readonly Found[] => {
    const byRole = names.filter(({ isRole }) => isRole);
    const counted = names.filter(({ isRole }) => !isRole);
    const [first] = byRole;
    const [other] = counted;
    const of = (group: readonly Name[]): readonly string[] => [
      ...new Set(group.map(({ text }) => text.toLowerCase())),
    ];
    if (first === undefined || other === undefined || of(byRole).length < 2 || of(counted).length < 2)
      return [];
    // One line that has both says which is which.
    if (counted.some(({ line }) => byRole.some((one) => one.line === line))) return [];
    // Pods and containers have such names too, and are none of one's own.
    if (!isHost(document, byRole) || !isHost(document, counted)) return [];
    return [
      {
        at: { line: first.line, endLine: first.line },
        level: 'medium',
        message: `\`${first.text}\` here and \`${other.text}\` in line ${other.line} are hosts of one cluster under names of two kinds, and nothing says which is which`,
        related: [...counted, ...byRole.slice(1)]
          .filter(
            ({ line }, at, all) => line !== first.line && all.findIndex((one) => one.line === line) === at,
          )
          .map(({ text, line }) => ({ at: { line, endLine: line }, message: `here \`${text}\`` })),
      },
    ];
  };

const isHost = ({ lines }: LintDocument, names: readonly Name[]): boolean =>
  names.some(({ text, line }) =>
    new RegExp(
      `(?:://|\\bssh (?:\\S+@)?|-h |--host[= ]|\\bin )${text}|${text}(?:\\.[\\w.-]+)?:\\d{2,5}\\b|${text}\\.[a-z][\\w-]*\\.[a-z]`,
      'i',
    ).test(lines[line - 1] ?? ''),
  );
