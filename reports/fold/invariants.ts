// Invariants over the recorded operations: the last judgement of each counts, one never judged is unknown.
import type { EventOf } from '../../core/journal/events.ts';
import type { InvariantReport } from '../schema.ts';
import { evidenceText } from '../text.ts';
import { ofType, type DrillRecords } from './records.ts';

export const foldInvariants = (drill: DrillRecords): InvariantReport[] => {
  const judged = ofType(drill.events, 'invariant.judged');
  const codes = new Set([...drill.plan.invariants, ...judged.map(({ code }) => code)]);
  return [...codes].map((code) =>
    foldInvariant(
      code,
      judged.filter((event) => event.code === code),
    ),
  );
};

/** A breach stays one, whatever a later look says: lost is lost. */
const foldInvariant = (code: string, judged: readonly EventOf<'invariant.judged'>[]): InvariantReport => {
  const event = judged.find(({ verdict }) => verdict === 'fail') ?? judged.at(-1);
  if (event === undefined) return { code, verdict: 'unknown', reason: 'never judged', counts: {} };
  const { verdict, counts, evidence } = event;
  return { code, verdict, reason: evidenceText(evidence) || countsText(counts), counts: { ...counts } };
};

export const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
