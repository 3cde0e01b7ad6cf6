import { expect, it } from 'vitest';
import type { CheckVerdict } from '../../core/verdicts.ts';
import { createProbeBoard } from './probe-board.ts';

/** Looks one after the other, 100 ms apart, each taking 10 ms: p pass, f fail, u unknown. */
const board = (looks: string) => {
  const made = createProbeBoard();
  const verdicts: Readonly<Record<string, CheckVerdict>> = { p: 'pass', f: 'fail', u: 'unknown' };
  for (const [index, letter] of [...looks].entries()) {
    const beganMs = index * 100;
    const verdict = verdicts[letter] ?? 'unknown';
    made.take({ probe: 'health', verdict, evidence: [], beganMs, endedMs: beganMs + 10 });
  }
  return made;
};

it.each([
  ['', null, null, 0, 0, null],
  ['ppp', 10, null, 0, 3, null],
  ['pfp', 210, 100, 1, 1, null],
  ['ffp', 210, 0, 0, 1, null],
  ['ppf', null, 200, 1, 0, null],
  ['pfpfpp', 410, 100, 2, 2, null],
  // One look that measured nothing is as a missed tick, two in a row are doubt; neither is bad.
  ['pup', 10, null, 0, 1, null],
  ['ppu', 10, null, 0, 0, null],
  ['pupup', 10, null, 0, 1, null],
  ['fup', 210, 0, 0, 1, null],
  ['puf', null, 200, 1, 0, null],
  ['ppuu', null, null, 0, 0, 300],
  ['puup', 310, null, 0, 1, 200],
  ['puuf', null, 300, 1, 0, 200],
  ['fuuf', null, 0, 0, 0, 200],
  ['up', 110, null, 0, 1, null],
])(
  '%s: good since %s, failed anew at %s, turned bad %s times, %s passes, in doubt at %s',
  (looks, since, fail, turns, passes, doubt) => {
    const made = board(looks);
    expect(made.allGoodSince(['health'])).toBe(since);
    expect(made.failedAnew('health', 0)?.beganMs ?? null).toBe(fail);
    expect(made.turnsBad(['health'], 0)).toBe(turns);
    expect(made.passesSince('health', 0)).toBe(passes);
    expect(made.firstDoubt(['health'], 0)?.beganMs ?? null).toBe(doubt);
  },
);

it.each([
  ['', null],
  ['pf', 'fail'],
  ['pfu', 'fail'],
  ['fpu', 'pass'],
  ['fuu', 'unknown'],
  ['fuup', 'pass'],
])('%s counts as %s', (looks, verdict) => {
  expect(board(looks).counted('health')?.verdict ?? null).toBe(verdict);
});

it('counts from an instant on', () => {
  const made = board('pfppfpp');
  expect(made.failedAnew('health', 101)?.beganMs).toBe(400);
  expect(made.turnsBad(['health'], 100)).toBe(1);
  expect(made.passesSince('health', 501)).toBe(1);
  expect(board('uuufuu').firstDoubt(['health'], 201)?.beganMs).toBe(500);
});

// What was bad before is no news; a look that was on its way when the instant came is no "before".
it.each([
  ['pfffff', 150, null],
  ['pfffpf', 150, 500],
  ['pfuffp', 150, null],
  ['pfuupf', 150, 500],
  ['pfffff', 105, 200],
  ['ffffff', 50, null],
])('%s, seen from %s ms on, failed anew at %s', (looks, afterMs, anew) => {
  expect(board(looks).failedAnew('health', afterMs)?.beganMs ?? null).toBe(anew);
});

it('knows the last failure of several', () => {
  expect(board('pfpfpp').lastFailMs(['lag', 'health'])).toBe(310);
  expect(board('ppu').lastFailMs(['lag', 'health'])).toBe(null);
});

it('says nothing good of a probe that never looked, or of none', () => {
  const made = board('ppp');
  expect(made.allGoodSince(['health', 'lag'])).toBe(null);
  expect(made.allGoodSince([])).toBe(null);
});

it('costs the same per look after a day of failures', () => {
  const made = createProbeBoard();
  for (let look = 0; look < 500_000; look += 1) {
    const verdict = look % 3 === 0 ? 'pass' : 'fail';
    made.take({ probe: 'health', verdict, evidence: [], beganMs: look, endedMs: look });
  }
  expect(made.failedAnew('health', 499_000)?.beganMs).toBe(499_000);
});
