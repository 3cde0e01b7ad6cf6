// A placebo's bad looks: the system's, or the machine's.
import { expect, it } from 'vitest';
import { journalOf, look, stalledLook } from '../fixtures/mini-journal.ts';
import { foldGameDay } from './game-day.ts';

const stays = (rows: Parameters<typeof journalOf>[0]) => {
  const { report } = foldGameDay({ events: journalOf(rows), torn: false });
  return report.drills[0]?.checks.find(({ name }) => name === 'health stays good');
};
const bad = 'the first 4.2 s after the gate: it: wanted good, found fail';

it.each([
  ['in time', stalledLook(20), 'fail', `1 look of 2 bad, ${bad}`],
  [
    'late',
    stalledLook(200),
    'unknown',
    `1 look of 2 bad, ${bad}; meanwhile gameday itself was up to 200 ms late: the machine stalled`,
  ],
  [
    'so late that operations were missed',
    stalledLook(260),
    'unknown',
    `1 look of 2 bad, ${bad}; meanwhile gameday itself was up to 260 ms late: the machine stalled, and its load generator missed 4 ticks`,
  ],
  [
    'late, and a look was bad at another time too',
    stalledLook(200, [7000, look('fail', 6990)]),
    'fail',
    `2 looks of 3 bad, ${bad}; during 1 of them gameday itself was up to 200 ms late: the machine stalled`,
  ],
])('gameday itself was %s', (_, rows, verdict, reason) => {
  expect(stays(rows)).toMatchObject({ verdict, reason });
});
