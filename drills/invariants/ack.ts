// INV-ACK: an answer is a promise. What was acknowledged is not lost; what was refused is not done later.
import { outcomeCounts, some, type Invariant } from './invariant.ts';

/**
 * `lost`: acknowledged, yet neither in the log of accepted work nor in any terminal state.
 * `ghosts`: refused, yet accepted. They break this invariant (and not INV-ONCE): the refusal was as much a promise as an
 * acknowledgement is, and the client, who trusts it, orders again. Unknown outcomes are neither.
 */
export const ack: Invariant = ({ operations, terminals }) => {
  const kept = new Set(
    terminals.filter(({ accepted, states }) => accepted > 0 || states.length > 0).map(({ id }) => id),
  );
  const lost = operations.filter(({ id, outcome }) => outcome === 'ok' && !kept.has(id));
  const ghosts = operations.filter(({ id, outcome }) => outcome === 'refused' && kept.has(id));
  const counts = { ...outcomeCounts(operations), lost: lost.length, ghosts: ghosts.length };
  const broken = lost.length + ghosts.length > 0;
  return {
    verdict: broken ? 'fail' : counts.ok === 0 ? 'unknown' : 'pass',
    counts,
    evidence: [
      { what: 'acknowledged operations', expected: 'at least 1', actual: String(counts.ok) },
      { what: 'acknowledged and lost', expected: '0', actual: some(lost.map(({ id }) => id)) },
      { what: 'refused and accepted all the same', expected: '0', actual: some(ghosts.map(({ id }) => id)) },
    ],
  };
};
