// Words for people.
import { expect, it } from 'vitest';
import { journalOf, incident, stopped } from './fixtures/mini-journal.ts';
import { foldGameDay } from './fold/game-day.ts';
import { reporters } from './reporters.ts';
import { measuredText } from './text.ts';

it.each([
  [4000, 'pass', '4.0 s'],
  [null, 'fail', 'never'],
  [null, 'unknown', 'not measured'],
  [4000, 'unknown', '4.0 s'],
] as const)('%s, %s: %s', (ms, verdict, text) => {
  expect(measuredText(ms, verdict)).toBe(text);
});

it('an interrupted drill has not measured what it did not wait for', () => {
  const gameDay = foldGameDay({ events: journalOf(stopped(incident(), 1260, 'interrupted')), torn: false });
  for (const reporter of [reporters.markdown, reporters.html]) {
    expect(reporter.render(gameDay)).toContain('not measured');
    expect(reporter.render(gameDay)).not.toMatch(/\bnever of\b|>never</);
  }
});
