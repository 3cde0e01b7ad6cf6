// INV-SUM: conserved sums match, e.g. initial stock = stock now + sold.
import type { Invariant } from './invariant.ts';

export const sum: Invariant = ({ conservations }) => {
  const off = conservations.filter(({ expected, actual }) => !(expected === actual));
  const shown = off.length > 0 ? off : conservations;
  return {
    verdict: off.length > 0 ? 'fail' : conservations.length === 0 ? 'unknown' : 'pass',
    counts: { sums: conservations.length, off: off.length },
    evidence:
      conservations.length === 0
        ? [{ what: 'sums to check', expected: 'at least 1', actual: '0' }]
        : shown.slice(0, 5).map(({ what, expected, actual }) => ({
            what,
            expected: `= ${expected}`,
            actual: difference(expected, actual),
          })),
  };
};

const difference = (expected: number, actual: number): string => {
  if (Number.isNaN(actual)) return 'not a number: a part of the sum is gone';
  return actual === expected
    ? String(actual)
    : `${actual} (${actual > expected ? '+' : ''}${actual - expected})`;
};
