// One alert, and two places that say how bad it is.
import type { Found, LintDocument } from '../rule.ts';
import { namedAlerts, type NamedAlert } from './alerts.ts';
import { splitName } from './words.ts';

export const severityContradictions = (document: LintDocument): readonly Found[] =>
  [...Map.groupBy(namedAlerts(document), ({ name }) => splitName(name).join('')).values()].flatMap(
    (group) => {
      const sources = [...Map.groupBy(group, sourceOf).values()];
      // Several severities in one place are tiers of one alert.
      const single = sources.flatMap((alerts) => {
        const words = new Set(alerts.flatMap(({ severity }) => scaled(severity)?.join(' ') ?? []));
        const [first] = alerts;
        return words.size === 1 && first !== undefined ? [first] : [];
      });
      const [first, ...others] = single.length === sources.length ? single : [];
      const other = first === undefined ? undefined : others.find((one) => differs(first, one));
      if (first === undefined || other === undefined) return [];
      return [
        {
          at: { line: first.line, endLine: first.endLine },
          message: `${first.name} is ${first.severity ?? ''} here, and ${other.severity ?? ''} in line ${other.line}: who gets up for it depends on which of the two the pager has`,
          related: [{ at: { line: other.line, endLine: other.endLine }, message: other.severity ?? '' }],
        },
      ];
    },
  );

const sourceOf = ({ origin, section }: NamedAlert): string => `${origin} ${section ?? ''}`;

const scales: readonly (readonly [name: string, steps: readonly RegExp[]])[] = [
  [
    'words',
    [
      /^(?:critical|crit|fatal|emergency|page|urgent|kritisch|critique)$/,
      /^(?:warning|warn|ticket|warnung|avertissement)$/,
      /^info/,
    ],
  ],
  [
    'numbers',
    [
      /^(?:p|s|sev-?)0$/,
      /^(?:p|s|sev-?)1$/,
      /^(?:p|s|sev-?)2$/,
      /^(?:p|s|sev-?)3$/,
      /^(?:p|s|sev-?)4$/,
      /^(?:p|s|sev-?)5$/,
    ],
  ],
  ['heights', [/^high$/, /^(?:medium|moderate)$/, /^low$/]],
];

/** Which scale, and which step of it: a P1 can't be compared with a warning. */
const scaled = (severity: string | null): readonly [string, number] | null => {
  if (severity === null) return null;
  for (const [name, steps] of scales) {
    const step = steps.findIndex((pattern) => pattern.test(severity));
    if (step >= 0) return [name, step];
  }
  return null;
};

const differs = (one: NamedAlert, other: NamedAlert): boolean => {
  const [a, b] = [scaled(one.severity), scaled(other.severity)];
  return a !== null && b !== null && a[0] === b[0] && a[1] !== b[1];
};
