// gameday parse as a user calls it: an outline for people, JSON for scripts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const program = join(import.meta.dirname, '..', 'main.ts');
let folder = '';
const text = [
  '# Broker book',
  '## BrokerDown',
  '**Alert:** lag > 500 for 5m',
  '**Resolution**:',
  '1. Restart it: `docker restart <BROKER>`',
  '2. Wait 30 seconds',
  '   ```sh',
  `   curl ${'a/'.repeat(50)}`,
  '   ```',
  '',
].join('\n');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-parse-'));
  writeFileSync(join(folder, 'a.md'), text);
  writeFileSync(join(folder, 'b.md'), '# \u001b[31mRed\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parse = (args: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'parse', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
};

it('shows an outline of 80 columns', () => {
  const { code, stdout } = parse(['a.md']);
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      'a.md: Broker book (9 lines)',
      '    1  Broker book',
      '    2    BrokerDown',
      '    4      Resolution  [remediation, 2 steps]',
      '    5        W1 docker restart <BROKER>',
      '    6        wait 30s',
      `    8        R0 curl ${'a/'.repeat(50).slice(0, 80 - 7 - 6 - 8)}`,
      '',
      'alerts',
      '    3  BrokerDown',
      '    3    T5 lag > 500 for 5m',
      '',
      'placeholders',
      '    5  <BROKER>',
      '',
      '3 sections, 2 commands, 1 wait, 1 alert, 0 expressions, 1 placeholder',
      'commands: R0 reads, and ends by itself; W1 changes what can be changed back',
      'alerts: T5 in prose, with how long it holds',
      '',
    ].join('\n'),
  );
});

it('shows an expression whole, and words for units apart', () => {
  const { stdout } = parse(
    ['-'],
    '## DiskFull\n\n**Alert:** `a_bytes / b_bytes < 0.05` for 5m\n\n## Lag\n\n**Alert:** lag > 1,000 messages\n',
  );
  expect(stdout).toContain('T2 a_bytes / b_bytes < 0.05 for 5m\n');
  expect(stdout).toContain('T5 lag > 1000 messages\n');
});

it('masks secrets that the runbook writes out', () => {
  const { stdout } = parse(['-'], '# A\n\n```sh\nredis-cli -a hunter22 PING\n```\n');
  expect(stdout).toContain('redis-cli -a «redacted» PING');
  expect(stdout).not.toContain('hunter22');
});

it('prints the model as JSON: one runbook as it is, several in a list; - is standard input', () => {
  const one = JSON.parse(parse(['-', '--format', 'json'], text).stdout) as {
    schema: number;
    uri: string;
    commands: object[];
  };
  expect(one).toMatchObject({ schema: 1, uri: 'stdin.md', title: 'Broker book' });
  expect(one.commands).toHaveLength(2);
  const { files } = JSON.parse(parse(['.', '--format', 'json']).stdout) as { files: { uri: string }[] };
  expect(files.map(({ uri }) => uri)).toEqual(['a.md', 'b.md']);
});

it('lets nothing of the document act on the terminal', () => {
  expect(parse(['b.md']).stdout).not.toContain('\u001b');
});

it('gives 64 for what can not be read', () => {
  expect(parse(['nope.md'])).toMatchObject({
    code: 64,
    stdout: '',
    stderr: expect.stringContaining('nope.md no such file') as string,
  });
});
