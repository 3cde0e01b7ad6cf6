// SH-TWICE: a $(date …) that is evaluated again to name the file that it named before.
import type { Command } from '../../model.ts';
import type { Found, Level, Rule } from '../rule.ts';

export const shTwice: Rule = {
  id: 'SH-TWICE',
  level: 'medium',
  summary: 'a file named by `$(date …)` and then named by another `$(date …)`',
  why: 'Each `$(date …)` is evaluated anew. With seconds in it the second name never is the first one: the backup that was just written is not found, not compressed, not uploaded.',
  bad: '```bash\npg_dump shop > backup-$(date +%Y%m%d-%H%M%S).sql\ngzip backup-$(date +%Y%m%d-%H%M%S).sql\n```\n',
  good: '```bash\nFILE=backup-$(date +%Y%m%d-%H%M%S).sql\npg_dump shop > "$FILE"\ngzip "$FILE"\n```\n',
  *check(document) {
    const names = document.runbook.commands.flatMap((command) => datedNames(command));
    for (const inSection of Map.groupBy(names, ({ command }) => command.section).values())
      yield* twiceIn(inSection);
  },
};

const twiceIn = (names: readonly DatedName[]): readonly Found[] =>
  names.flatMap((first, at) => {
    const again = names.slice(at + 1).filter((later) => isSameFile(first, later));
    const [next] = again;
    // The first use writes the file; only what names it the second time can miss it.
    const isFirst = !names.slice(0, at).some((earlier) => isSameFile(earlier, first));
    return next !== undefined && isFirst && first.writes ? [found(first, next, again)] : [];
  });

interface DatedName {
  readonly command: Command;
  /** `backup-$(date +%F).sql`, without folder and quotes. */
  readonly name: string;
  readonly writes: boolean;
}

const dated = /[^\s'"`<>|;&=]{0,200}(?:\$\(date\b[^()]*\)|`date\b[^`]*`)[^\s'"`<>|;&]*/g;

const datedNames = (command: Command): readonly DatedName[] =>
  (command.command.includes('date') ? [...command.command.matchAll(dated)] : []).map(({ 0: text, index }) => {
    const before = command.command.slice(0, index).trimEnd();
    return {
      command,
      name: text.replace(/^.*\/(?=[^/]*\$?[(`])/, ''),
      writes: writesFile(before, command.command),
    };
  });

const writesFile = (before: string, whole: string): boolean =>
  /(>|>>|-o|--output|-f|--file|--out|--archive|-cz?f|cz?f|czvf|-czvf|--rdb|save|--result-file)["'=]?$/.test(
    before.replace(/["'./\w-]*\/$/, ''),
  ) ||
  /^\s*(sudo\s+)?(docker|kubectl)?\s*(compose\s+)?(cp|mv|mkdir|pg_dump|mysqldump|mongodump)\b/.test(whole);

/** With the same text around the date. */
const isSameFile = (first: DatedName, later: DatedName): boolean =>
  first.command.index !== later.command.index &&
  (later.name === first.name || later.name.startsWith(`${first.name}.`)) &&
  /\$\(|`/.test(first.name) &&
  !(
    later.writes &&
    />\s*["']?[^\s>]*$/.test(later.command.command.slice(0, later.command.command.indexOf(later.name)))
  );

const found = ({ command, name }: DatedName, next: DatedName, again: readonly DatedName[]): Found => {
  const level = levelOf(name);
  const when = { high: 'seconds later', medium: 'in the next minute', low: 'past midnight' }[level];
  return {
    at: command,
    level,
    message: `\`${name}\` is evaluated again at line ${next.command.line}: ${when} it is another name than that of the file written here.`,
    related: again.map((one) => ({ at: one.command, message: 'evaluated again' })),
    suggestion: 'set a variable once, and use it in both',
  };
};

const levelOf = (name: string): Level => {
  if (/%[SsTNcXr]|%-S|-I(seconds|ns)|-Is|--iso-8601=s/.test(name) || /date\s*\)|date`/.test(name))
    return 'high';
  return /%[MHIkR]/.test(name) ? 'medium' : 'low';
};
