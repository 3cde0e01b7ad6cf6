// Somebody else's runbook, played in a drill: an honest remedy among attacks. Nothing gets out, and the report shows it as text.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Report } from '../../reports/schema.ts';
import { gameday, reportOf, root } from '../cli.ts';
import { leftBehind, onTheMachine } from './leftovers.ts';
import { attackRunbook } from './runbooks/attack.ts';

const folder = join(root, 'reports', 'test', 'attack');
const proof = join(folder, 'owned');
const secret = 'AWS_SECRET_ACCESS_KEY';
const value = 'gameday-test-secret-7f3a91';
const out = join(folder, 'run');

let report: Report;
let before: readonly string[];

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  before = onTheMachine();
  const file = join(folder, 'runbook.md');
  writeFileSync(file, attackRunbook(proof, secret));
  const args = ['run', 'flash-sale-engine/broker-killed', '--runbook', file, '--out', out];
  const { stderr } = await gameday(args, { env: { [secret]: value } });
  expect(existsSync(join(out, 'report.json')), stderr).toBe(true);
  report = reportOf(out);
});

const step = (part: string) =>
  report.drills[0]?.steps.find(({ command, stage }) => command.includes(part) && stage !== 'verify');

it.each([
  ['rm -rf /', 'blocked'],
  [':|:&', 'blocked'],
  ['--privileged', 'blocked'],
  ['nsenter', 'blocked'],
  ['steal.sh | sh', 'blocked'],
  ['--data "$(env)"', 'blocked'],
  ['docker -H tcp', 'blocked'],
  ['system prune', 'blocked'],
])('%s is %s', (part, colour) => {
  expect(step(part)).toMatchObject({ colour, exitCode: null, output: '' });
});

it('the honest remedy heals the system', () => {
  expect(step('restart redpanda')).toMatchObject({ verdict: 'pass', exitCode: 0 });
  expect(report.drills[0]?.recovery?.verdict).toBe('pass');
});

it('nothing of it reached the host', async () => {
  expect(existsSync(proof)).toBe(false);
  expect(await leftBehind(before)).toEqual([]);
});

it.each(['journal.ndjson', 'report.json', 'report.html', 'report.md', 'junit.xml'])(
  '%s holds no secret, no escape sequence and no markup of it',
  (name) => {
    const text = readFileSync(join(out, name), 'utf8');
    expect(text).not.toContain(value);
    expect(text).not.toContain('\u001b');
    if (name === 'report.html') expect(text).not.toMatch(/<script|<img|onerror=alert\(1\)>/i);
  },
);

it('stays a file that can be opened', () => {
  const bytes = (name: string): number => readFileSync(join(out, name)).length;
  expect(bytes('report.html')).toBeLessThan(3_000_000);
  expect(bytes('report.md')).toBeLessThan(1_000_000);
});
