// INV-ONCE: no effect is applied twice, however often the work was delivered.
import { some, type Invariant } from './invariant.ts';

/** `untold`: the store can't say how often. One alone leaves the judgement open, unless another is known to be doubled. */
export const once: Invariant = ({ terminals }) => {
  const doubled = terminals.filter(({ effects }) => effects !== null && effects > 1);
  const untold = terminals.filter(({ effects }) => effects === null);
  const applied = terminals.filter(({ effects }) => effects !== null && effects > 0).length;
  const redelivered = terminals.filter(({ accepted }) => accepted > 1).length;
  const open = applied === 0 || untold.length > 0;
  return {
    verdict: doubled.length > 0 ? 'fail' : open ? 'unknown' : 'pass',
    counts: { applied, doubled: doubled.length, untold: untold.length, redelivered },
    evidence: [
      { what: 'operations that took effect', expected: 'at least 1', actual: String(applied) },
      { what: 'applied more than once', expected: '0', actual: some(doubled.map(({ id }) => id)) },
      { what: 'the stores do not tell how often', expected: '0', actual: some(untold.map(({ id }) => id)) },
    ],
  };
};
