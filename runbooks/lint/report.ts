// Everything that one call of lint has to say, in the form that all formats are made from.
import type { Finding, Level, RuleText } from './rule.ts';
import { rules } from './rules.ts';
import { suppressionTexts } from './suppress/texts.ts';

export interface LintedFile {
  /** As it is named for people, relative to the working folder, with `/`. */
  readonly uri: string;
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
  readonly suppressed: number;
}

export interface LintReport {
  readonly files: readonly LintedFile[];
  /** Of gameday. */
  readonly version: string;
}

/** Worst first. */
export const levels: readonly Level[] = ['high', 'medium', 'low'];

/** All rules, those about suppressions among them, by id. */
export const ruleTexts: readonly RuleText[] = [...rules, ...suppressionTexts].toSorted((a, b) =>
  a.id < b.id ? -1 : 1,
);

export type Counts = Readonly<Record<Level | 'files' | 'suppressed', number>>;

export const countsOf = ({ files }: LintReport): Counts => {
  const findings = files.flatMap((file) => file.findings);
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  return {
    high: count('high'),
    medium: count('medium'),
    low: count('low'),
    files: files.length,
    suppressed: files.reduce((sum, { suppressed }) => sum + suppressed, 0),
  };
};

/** True when something is at `level` or above. */
export const reaches = (report: LintReport, level: Level): boolean => {
  const counts = countsOf(report);
  return levels.slice(0, levels.indexOf(level) + 1).some((one) => counts[one] > 0);
};
