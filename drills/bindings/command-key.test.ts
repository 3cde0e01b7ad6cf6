// Names of commands: the same for what runs the same, and text to whoever reads them from YAML.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandHash, hashInYaml } from './command-key.ts';

describe('the hash of a command', () => {
  const hash = commandHash('docker compose restart api');

  it.each(['  docker compose restart api\n', 'docker compose\\\nrestart api'])('is that of %j', (command) => {
    expect(commandHash(command)).toBe(hash);
  });

  it.each(['docker compose\nrestart api', 'docker compose restart  api', 'docker compose restart web'])(
    'is not that of %j',
    (command) => {
      expect(commandHash(command)).not.toBe(hash);
    },
  );

  it('is a text in YAML, also where it looks like a number', () => {
    const commands = Array.from({ length: 2_000 }, (_, index) => `echo ${index}`);
    expect(commands.some((command) => hashInYaml(command) !== commandHash(command))).toBe(true);
    for (const command of commands)
      expect(parse(`hash: ${hashInYaml(command)}`)).toEqual({ hash: commandHash(command) });
  });
});
