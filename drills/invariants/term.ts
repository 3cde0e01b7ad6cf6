// INV-TERM: everything that was accepted ends in exactly one terminal state.
import { some, type Invariant } from './invariant.ts';

/** `open`: accepted, and in no terminal state (a DLQ is one) though the queues had their time to drain. `several`: in more than one. */
export const term: Invariant = ({ terminals }) => {
  const accepted = terminals.filter((one) => one.accepted > 0 || one.states.length > 0);
  const open = accepted.filter(({ states }) => states.length === 0);
  const several = accepted.filter(({ states }) => states.length > 1);
  const counts = { accepted: accepted.length, open: open.length, several: several.length };
  return {
    verdict: open.length + several.length > 0 ? 'fail' : accepted.length === 0 ? 'unknown' : 'pass',
    counts: { ...counts, ...byState(accepted.map(({ states }) => states)) },
    evidence: [
      { what: 'accepted operations', expected: 'at least 1', actual: String(accepted.length) },
      { what: 'without an end', expected: '0', actual: some(open.map(({ id }) => id)) },
      {
        what: 'in several terminal states',
        expected: '0',
        actual: some(several.map(({ id, states }) => `${id} (${states.join(' and ')})`)),
      },
    ],
  };
};

const byState = (ends: readonly (readonly string[])[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const [state] of ends.filter(({ length }) => length === 1))
    if (state !== undefined) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};
