// Names of commands: one for each text, and text to whoever reads them from YAML.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandHash, hashInYaml, normalised } from './command-key.ts';

it.each([
  ['docker  compose \\\n  restart api\n', 'docker compose restart api', true],
  ['rm -rf /data/\\\nold', 'rm -rf /data/old', true],
  ['rm -rf /data/\\\nold', 'rm -rf /data/ old', false],
])('an entry for %j is one for %j: %s', (one, other, same) => {
  expect(normalised(one) === normalised(other)).toBe(same);
});

describe('the hash of a command', () => {
  it.each([
    ['docker compose restart api', 'docker compose\nrestart api'],
    ['docker compose restart api', 'docker compose restart  api'],
    ['docker compose restart api', 'docker compose restart web'],
    ['rm -rf /data/ old', 'rm -rf /data/\\\nold'],
    ["rm -rf '/data/ old'", "rm -rf '/data/\\\nold'"],
    ['rm -rf "/data/ old"', 'rm -rf "/data/\\\nold"'],
    ['rm -rf /data/old', 'rm -rf /data/\\\nold'],
  ])('of %j is not that of %j', (one, other) => {
    expect(commandHash(one)).not.toBe(commandHash(other));
  });

  it('is a text in YAML, also where it looks like a number', () => {
    const commands = Array.from({ length: 2_000 }, (_, index) => `echo ${index}`);
    expect(commands.some((command) => hashInYaml(command) !== commandHash(command))).toBe(true);
    for (const command of commands)
      expect(parse(`hash: ${hashInYaml(command)}`)).toEqual({ hash: commandHash(command) });
  });
});
