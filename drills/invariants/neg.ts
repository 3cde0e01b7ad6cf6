// INV-NEG: stock and balances never fall below zero.
import type { Invariant } from './invariant.ts';

export const neg: Invariant = ({ levels }) => {
  const below = levels.filter(({ level }) => level < 0);
  const untold = levels.filter(({ level }) => Number.isNaN(level));
  const shown = below.length > 0 ? below : untold.length > 0 ? untold : levels;
  return {
    verdict: below.length > 0 ? 'fail' : levels.length === 0 || untold.length > 0 ? 'unknown' : 'pass',
    counts: { levels: levels.length, negative: below.length, untold: untold.length },
    evidence:
      levels.length === 0
        ? [{ what: 'levels to check', expected: 'at least 1', actual: '0' }]
        : shown.slice(0, 5).map(({ what, level }) => ({ what, expected: '>= 0', actual: String(level) })),
  };
};
