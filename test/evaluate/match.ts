// Which label a finding is about: the same rule on the same lines, and nothing less.
import type { Finding } from '../../runbooks/lint/rule.ts';
import type { Place } from '../../runbooks/model.ts';
import type { Label } from './labels.ts';

/** A finding of the runbook that the labels call `file`. */
export interface Reported {
  readonly file: string;
  readonly finding: Finding;
}

export interface NearMiss {
  readonly label: Label;
  readonly reported: Reported;
  readonly why: 'other rule of the family' | 'a few lines off' | 'other family';
}

export const isHit = (label: Label, { file, finding }: Reported): boolean =>
  label.file === file &&
  isRule(label.rule, finding.ruleId) &&
  distance(label.places, placesOf(finding)) === 0;

export const hitsOf = (label: Label, reported: readonly Reported[]): readonly Reported[] =>
  reported.filter((one) => isHit(label, one));

/** For a label that nobody found: what comes close to it. */
export const nearMisses = (label: Label, reported: readonly Reported[]): readonly NearMiss[] =>
  reported
    .filter(({ file }) => file === label.file)
    .flatMap((one): readonly NearMiss[] => {
      const { ruleId } = one.finding;
      const lines = distance(label.places, placesOf(one.finding));
      const sameFamily = familyOf(ruleId) === familyOf(label.rule);
      if (lines === 0)
        return [{ label, reported: one, why: sameFamily ? 'other rule of the family' : 'other family' }];
      const near = isRule(label.rule, ruleId) && lines <= nearbyLines;
      return near ? [{ label, reported: one, why: 'a few lines off' }] : [];
    });

const nearbyLines = 3;

/** A label that names only the family is about each of its rules. */
const isRule = (wanted: string, ruleId: string): boolean => wanted === ruleId || wanted === familyOf(ruleId);

const familyOf = (ruleId: string): string => ruleId.split('-')[0] ?? ruleId;

const placesOf = ({ span, related }: Finding): readonly Place[] => [span, ...related.map((one) => one.span)];

/** Lines between the nearest two; 0 where they overlap. */
const distance = (some: readonly Place[], others: readonly Place[]): number =>
  Math.min(...some.flatMap((a) => others.map((b) => Math.max(0, a.line - b.endLine, b.line - a.endLine))));
