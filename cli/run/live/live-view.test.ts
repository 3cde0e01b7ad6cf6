// The view over time: what is drawn when, and what is left of it. And which terminals get one.
import { expect, it } from 'vitest';
import { fakeClock } from '../../../core/fake-clock.ts';
import { createTerminalText } from '../../../stack/terminal-text.ts';
import { abilities, canRedraw } from './abilities.ts';
import { isForeground } from './foreground.ts';
import { liveView } from './live-view.ts';

const scene = () => {
  const clock = fakeClock();
  let written = '';
  const terminal = { columns: 80, rows: 24, write: (text: string) => void (written += text) };
  const view = liveView({
    terminal,
    clock,
    elapsedMs: () => clock.monotonicMs(),
    colour: false,
    unicode: true,
    undoneBy: 'the watchdog',
  });
  const shown = (): string => {
    const screen = createTerminalText(1_000_000);
    screen.push(Buffer.from(written.replaceAll('\n', '\r\n')));
    return screen.finish().output;
  };
  return { clock, view, shown, written: () => written };
};

it('time goes on also when nothing is told, and the clock is left alone afterwards', async () => {
  const { clock, view, shown, written } = scene();
  view.enter();
  await clock.advance(1_900);
  expect(shown()).toContain(' 0:01.8 ──');
  view.say('a line');
  expect(shown()).toMatch(/^a line\n── starting/);
  const closing = view.close();
  await clock.settle();
  await closing;
  expect(shown()).toBe('a line\n');
  expect(clock.waiting()).toBe(0);
  const before = written();
  await clock.advance(1_000);
  expect(written()).toBe(before);
  expect(before).not.toMatch(/\x1b\[\?/);
});

it('whoever has the terminal meanwhile finds it empty, and lines go on plainly', async () => {
  const { clock, view, shown } = scene();
  view.enter();
  view.leave();
  view.say('suspended');
  await clock.advance(1_000);
  expect(shown()).toBe('suspended\n');
  view.enter();
  expect(shown()).toContain('── starting');
});

it.each([
  ['a terminal', true, { TERM: 'xterm-256color' }, true],
  ['a pipe', false, { TERM: 'xterm-256color' }, false],
  ['a terminal that can not move its cursor', true, { TERM: 'dumb' }, false],
  ['a terminal that a pipeline has made up', true, { TERM: 'xterm', CI: 'true' }, false],
])('%s', (_, isTerminal, env, expected) => {
  expect(canRedraw(isTerminal, env)).toBe(expected);
});

it.each([
  [{ LANG: 'C.UTF-8' }, { colour: true, unicode: true }],
  [
    { LANG: 'de_DE.utf8', NO_COLOR: '1' },
    { colour: false, unicode: true },
  ],
  [
    { LANG: 'de_DE.utf8', NO_COLOR: '' },
    { colour: true, unicode: true },
  ],
  [
    { LANG: 'en_US.UTF-8', LC_ALL: 'C' },
    { colour: true, unicode: false },
  ],
  [
    { LC_CTYPE: 'en_US.ISO-8859-1', LANG: 'en_US.UTF-8' },
    { colour: true, unicode: false },
  ],
  [{}, { colour: true, unicode: false }],
])('%o', (env, expected) => {
  expect(abilities(env)).toEqual(expected);
});

/** pid (name) state parent group session terminal foreground-group */
const stats: Readonly<Record<number, string>> = {
  10: '10 (bash) S 1 10 10 34816 20',
  20: '20 (node (a) b) S 10 20 10 34816 20 4194304',
  21: '21 (node) S 10 21 10 34816 20',
  30: '30 (node) S 20 30 30 0 -1',
  31: '31 (node) S 21 31 31 0 -1',
  40: '40 (node) S 1 40 40 0 -1',
};

it.each([
  ['the job of the shell', 20, true],
  ['a job in the background', 21, false],
  ['a session of its own below the job', 30, true],
  ['a session of its own below a job in the background', 31, false],
  ['no terminal anywhere', 40, true],
  ['no such process', 99, true],
])('foreground: %s', (_, pid, expected) => {
  expect(isForeground(pid, (one) => stats[one] ?? null)).toBe(expected);
});
