// Colours by line: a fold over what was played.
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';
import { coverageOf, type PlayedStep, type StepColour } from './coverage.ts';

const text = [
  '# Broker', // 1
  '',
  '## Resolution',
  '',
  '```bash', // 5
  '# look first',
  'docker ps -a', // 7
  'docker logs \\', // 8
  '  broker',
  '```',
  '',
  '1. Wait until `curl -f localhost/health` succeeds, for at most 1 minute.', // 12
  '',
  '```json', // 14
  '{}',
  '```',
].join('\n');

const step = (line: number, colour: StepColour, more: Partial<PlayedStep> = {}): PlayedStep => ({
  line,
  endLine: line,
  colour,
  via: 'real',
  drill: 'a/b',
  reason: colour,
  ...more,
});

const look = (steps: readonly PlayedStep[]) => coverageOf(parseRunbook(text), text, steps);

describe('coverage', () => {
  it('knows every command, also those that nobody played', () => {
    expect(look([]).commands.map(({ line, endLine, colour }) => [line, endLine, colour])).toEqual([
      [7, 7, 'not-taken'],
      [8, 9, 'not-taken'],
      [12, 12, 'not-taken'],
    ]);
  });

  it('gives each line that is not blank one colour', () => {
    const { lines } = look([step(7, 'observed'), step(8, 'ran', { endLine: 9, via: 'stand-in' })]);
    expect(
      lines.map(({ line, colour, via }) => `${line} ${colour}${via === 'stand-in' ? ' by a stand-in' : ''}`),
    ).toEqual([
      '1 prose',
      '3 prose',
      '5 output',
      '6 output',
      '7 observed',
      '8 ran by a stand-in',
      '9 ran by a stand-in',
      '10 output',
      '12 not-taken',
      '14 output',
      '15 output',
      '16 output',
    ]);
  });

  it.each<[readonly StepColour[], StepColour]>([
    [['observed', 'ran'], 'observed'],
    [['ran', 'observed'], 'observed'],
    [['observed', 'failed'], 'failed'],
    [['not-taken', 'ran'], 'ran'],
    [['blocked', 'not-taken'], 'blocked'],
    [['unbound', 'waived'], 'unbound'],
  ])('played as %j it is %s', (colours, expected) => {
    const { commands } = look(colours.map((colour) => step(7, colour)));
    expect(commands[0]).toMatchObject({ colour: expected, drills: ['a/b'] });
  });

  it('says who answered only of commands that ran', () => {
    expect(look([step(7, 'blocked', { via: 'stand-in' })]).commands[0]?.via).toBeNull();
  });
});
