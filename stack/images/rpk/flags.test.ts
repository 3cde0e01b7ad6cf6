// Options as runbooks write them for rpk.
import { describe, expect, it } from 'vitest';
import { parseFlags, UsageError, type FlagTable } from './flags.ts';

const table: FlagTable = {
  num: { kind: 'number', short: 'n' },
  offset: { kind: 'text', short: 'o' },
  partitions: { kind: 'list', short: 'p' },
  regex: { kind: 'switch', short: 'r' },
  'meta-only': { kind: 'switch' },
};

describe('options', () => {
  it.each([
    ['orders -n 3', { topics: ['orders'], num: 3 }],
    ['-n3 orders', { topics: ['orders'], num: 3 }],
    ['orders -n=3', { topics: ['orders'], num: 3 }],
    ['--num 3 orders payments', { topics: ['orders', 'payments'], num: 3 }],
    ['orders --num=3', { topics: ['orders'], num: 3 }],
    ['orders -rn 3', { topics: ['orders'], num: 3, regex: true }],
    ['orders -o -10', { topics: ['orders'], offset: '-10' }],
    ['orders -p 0,1 -p 2', { topics: ['orders'], partitions: ['0', '1', '2'] }],
    ['-r -- -n', { topics: ['-n'], regex: true }],
    ['orders --regex=false', { topics: ['orders'], regex: false }],
  ])('%s', (line, wanted) => {
    const flags = parseFlags(line.split(' '), table);
    expect({
      topics: flags.positional,
      num: flags.number('num'),
      offset: flags.text('offset'),
      partitions: flags.list('partitions'),
      regex: flags.on('regex'),
    }).toEqual({ num: null, offset: null, partitions: [], regex: false, ...wanted });
  });

  it.each([
    ['orders --lines 3', 'unknown flag: --lines'],
    ['orders -q', "unknown shorthand flag: 'q' in -q"],
    ['orders -n', 'flag needs an argument: -n'],
    ['orders --num', 'flag needs an argument: --num'],
  ])('%s is refused', (line, message) => {
    expect(() => parseFlags(line.split(' '), table)).toThrow(new UsageError(message));
  });

  it('refuses a number that is none', () => {
    const flags = parseFlags(['-n', 'many'], table);
    expect(() => flags.number('num')).toThrow('invalid argument "many" for "--num" flag: not a number');
  });
});
