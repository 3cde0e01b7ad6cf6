// The verdict table: for each way a drill or a run can go, its verdict, reason code, clean-up and exit code.
import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../../core/verdicts.ts';
import { incident, journalOf, placebo, stopped, without, withoutAlert } from '../fixtures/mini-journal.ts';
import { foldGameDay } from './game-day.ts';
import { doubts } from './verdict-rows/doubts.ts';
import { ends } from './verdict-rows/ends.ts';
import { fails } from './verdict-rows/fails.ts';
import { knowns } from './verdict-rows/known.ts';
import { passes } from './verdict-rows/passes.ts';

describe('one drill', () => {
  const all = [...passes, ...fails, ...doubts, ...ends, ...knowns];
  it.each(all.map(([name, expected, rows, shape]) => ({ name, expected, rows, shape })))(
    '$name: $expected',
    ({ expected, rows, shape }) => {
      const { report } = foldGameDay({ events: journalOf(rows, shape), torn: false });
      const drill = report.drills[0];
      expect(`${drill?.verdict} ${drill?.reasonCode} ${drill?.cleanup} ${report.exitCode}`).toBe(expected);
    },
  );

  it('every reason code has a row', () => {
    const tried = new Set(all.map(([, expected]) => expected.split(' ')[1]));
    expect(reasonCodes.filter((code) => !tried.has(code))).toEqual([]);
  });
});

const id = 'shop/broker-killed';
const ok = incident();
const neverFired = withoutAlert(ok, 'pending', 'firing', 'delivered', 'resolved');

describe('several drills', () => {
  const other = incident({}, 'shop/other');
  it.each([
    ['pass and pass', [...placebo(), ...ok], {}, 0, 'pass'],
    ['pass and fail', [...placebo(), ...neverFired], {}, 1, 'fail'],
    ['fail and interrupted', [...neverFired, ...stopped(other, 1200, 'interrupted')], {}, 3, 'aborted'],
    ['fail and error', [...neverFired, ...stopped(other, 850, 'engine-lost')], {}, 70, 'error'],
    ['fail and a dirty clean-up', [...neverFired, ...without(other, 'fault.gone')], {}, 5, 'fail'],
    [
      'a passed placebo and a gate that was not met: nothing was injected',
      [...placebo(), ...stopped(ok, 850, 'gate')],
      {},
      4,
      'inconclusive',
    ],
    [
      'a gate that was not met, though another drill injected',
      [...ok, ...stopped(other, 850, 'gate')],
      {},
      2,
      'inconclusive',
    ],
    [
      'not met before inconclusive',
      [...stopped(ok, 850, 'gate'), ...without(placebo(), 'probe.observed')],
      {},
      4,
      'inconclusive',
    ],
    ['pass and skipped', [...ok, ...stopped(other, 100, 'skipped')], {}, 0, 'pass'],
    ['one named but never begun', ok, { drills: [id, 'shop/other'] }, 2, 'inconclusive'],
    ['killed before the second', ok, { drills: [id, 'shop/other'], finished: false }, 3, 'aborted'],
    ['no drill at all', [], { drills: [] }, 2, 'inconclusive'],
  ] as const)('%s', (_name, rows, shape, exitCode, verdict) => {
    const { report } = foldGameDay({ events: journalOf(rows, shape), torn: false });
    expect([report.exitCode, report.verdict]).toEqual([exitCode, verdict]);
  });
});
