// A verdict hangs on names and closed lists, which are never masked: with every text made unreadable it is the same.
import { expect, it } from 'vitest';
import { redactRecord } from '../../core/journal/redact-record.ts';
import { journalOf } from '../fixtures/mini-journal.ts';
import { foldGameDay } from './game-day.ts';
import { doubts } from './verdict-rows/doubts.ts';
import { ends } from './verdict-rows/ends.ts';
import { fails } from './verdict-rows/fails.ts';
import { knowns } from './verdict-rows/known.ts';
import { passes } from './verdict-rows/passes.ts';

/** Two that differ still do: a command is found again by its text. */
const unreadable = (text: string): string => `«${[...text].toReversed().join('')}»`;
const all = [...passes, ...fails, ...doubts, ...ends, ...knowns];

it.each(all.map(([name, expected, rows, shape]) => ({ name, expected, rows, shape })))(
  '$name: $expected',
  ({ expected, rows, shape }) => {
    const events = journalOf(rows, shape).map((event) => redactRecord(event, unreadable));
    const { report } = foldGameDay({ events, torn: false });
    const drill = report.drills[0];
    expect(`${drill?.verdict} ${drill?.reasonCode} ${drill?.cleanup} ${report.exitCode}`).toBe(expected);
    expect(drill?.id).toMatch(/^shop\//);
  },
);
