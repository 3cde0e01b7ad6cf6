// The default game day from the command line.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { gameday, reportOf, root } from '../cli.ts';
import { leftBehind, onTheMachine } from './leftovers.ts';

const folder = join(root, 'reports', 'test');

beforeAll(() => void mkdirSync(folder, { recursive: true }));

it('plays the default game day, leaves its report and nothing else', async () => {
  const before = onTheMachine();
  const out = join(folder, 'default');
  const { code, stderr } = await gameday(['run', 'default', '--out', out, '--seed', '7']);
  expect(stderr).toContain('PASS (exit 0)');
  expect(code).toBe(0);
  const report = reportOf(out);
  expect(report.drills.map(({ id, verdict, cleanup }) => ({ id, verdict, cleanup }))).toEqual([
    { id: 'flash-sale-engine/placebo', verdict: 'pass', cleanup: 'clean' },
    { id: 'flash-sale-engine/broker-killed', verdict: 'pass', cleanup: 'clean' },
  ]);
  for (const file of ['report.html', 'report.md', 'junit.xml', 'journal.ndjson']) {
    expect(existsSync(join(out, file)), file).toBe(true);
  }
  expect(await leftBehind(before)).toEqual([]);
});

it('measures the alert inside the band that it predicted', () => {
  const [, killed] = reportOf(join(folder, 'default')).drills;
  const alert = killed?.signals.find(({ kind }) => kind === 'alert');
  const [from, to] = alert?.predictedMs ?? [0, 0];
  expect(alert?.deliveredAfterMs).toBeGreaterThanOrEqual(from);
  expect(alert?.deliveredAfterMs).toBeLessThanOrEqual(to);
});

it('writes the same report again from the journal alone', async () => {
  const out = join(folder, 'again');
  const { code } = await gameday(['report', join(folder, 'default'), '--out', out]);
  expect(code).toBe(0);
  expect(readFileSync(join(out, 'report.json'), 'utf8')).toBe(
    readFileSync(join(folder, 'default', 'report.json'), 'utf8'),
  );
});
