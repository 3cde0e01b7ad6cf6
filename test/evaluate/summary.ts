// Counts per rule and over all: what was there to be found and what was; what was said and how much of it is true.
import { isStatic, needsContext, type Label } from './labels.ts';
import { isHit, type Reported } from './match.ts';
import type { Verdict } from './judgements.ts';

export interface Judged extends Reported {
  readonly verdict: Verdict;
}

export interface Summary {
  readonly rule: string;
  /** Labels that a linter can see in the runbook alone, and those of them that were found. */
  readonly detectable: number;
  readonly found: number;
  /** Labels that need context, and those of them that were found. */
  readonly context: number;
  readonly contextFound: number;
  readonly findings: number;
  readonly matching: number;
  /** Judged right; what matches a label and was not judged counts as right. */
  readonly right: number;
  readonly wrong: number;
  readonly open: number;
}

export const summaries = (labels: readonly Label[], judged: readonly Judged[]): readonly Summary[] => {
  const rules = new Set([...labels.map(({ rule }) => rule), ...judged.map(({ finding }) => finding.ruleId)]);
  return [...rules].toSorted().map((rule) =>
    summarise(
      rule,
      labels.filter((label) => label.rule === rule),
      judged.filter(({ finding }) => finding.ruleId === rule),
      labels,
      judged,
    ),
  );
};

export const total = (labels: readonly Label[], judged: readonly Judged[]): Summary =>
  summarise('all', labels, judged, labels, judged);

/** Null where there is nothing to divide by: no share is better than a made-up one. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const summarise = (
  rule: string,
  labels: readonly Label[],
  judged: readonly Judged[],
  allLabels: readonly Label[],
  allJudged: readonly Judged[],
): Summary => {
  const found = (label: Label): boolean => allJudged.some((one) => isHit(label, one));
  const matches = (one: Judged): boolean => allLabels.some((label) => isHit(label, one));
  const seen = labels.filter(isStatic);
  const withContext = labels.filter(needsContext);
  const right = judged.filter((one) => one.verdict === 'right' || (one.verdict === '' && matches(one)));
  const wrong = judged.filter(({ verdict }) => verdict === 'wrong');
  return {
    rule,
    detectable: seen.length,
    found: seen.filter(found).length,
    context: withContext.length,
    contextFound: withContext.filter(found).length,
    findings: judged.length,
    matching: judged.filter(matches).length,
    right: right.length,
    wrong: wrong.length,
    open: judged.length - right.length - wrong.length,
  };
};
