// The default game day from the command line, and the same drill with seeded flaws beside its unmodified twin.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { gameday, reportOf, root } from '../cli.ts';
import { copyScenarios, type Flaw } from './flaws.ts';
import { flaws, twin } from './flaw-table.ts';
import { writeFlawPage, type FlawRow } from './flaw-evidence.ts';
import { leftBehind, onTheMachine } from './leftovers.ts';

const folder = join(root, 'reports', 'test');
/** Two of the flaws in `npm test`, all of them in `npm run test:full`. */
const full = process.env['GAMEDAY_FULL'] !== undefined;
const played = [twin, ...(full ? flaws : flaws.filter(({ sample }) => sample))];
const said: FlawRow[] = [];

beforeAll(() => void mkdirSync(folder, { recursive: true }));
afterAll(() => {
  if (full && said.length === played.length) writeFlawPage(join(root, 'docs', 'evidence', 'flaws.md'), said);
});

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

const title = ({ name, verdict, reasonCode, exitCode }: Flaw): string =>
  `${name}: ${verdict}, ${reasonCode}, exit ${exitCode}`;

it.each(played.map((flaw) => [title(flaw), flaw] as const))('%s', async (_title, flaw) => {
  const name = flaw.name.replaceAll(/\W+/g, '-');
  const place = join(folder, 'flaws', name);
  rmSync(place, { recursive: true, force: true });
  const scenarios = copyScenarios(place, flaw.edit === null ? null : flaw);
  const out = join(place, 'run');
  const startMs = systemClock.monotonicMs();
  const { code, stderr } = await gameday(['run', flaw.drill, '--scenarios', scenarios, '--out', out]);
  const [drill] = reportOf(out).drills;
  expect({ verdict: drill?.verdict, reasonCode: drill?.reasonCode, code }, stderr).toEqual({
    verdict: flaw.verdict,
    reasonCode: flaw.reasonCode,
    code: flaw.exitCode,
  });
  expect(drill?.reason).toMatch(flaw.reason);
  expect(drill?.cleanup).toBe('clean');
  const seconds = (systemClock.monotonicMs() - startMs) / 1000;
  if (drill !== undefined) said.push({ flaw, drill, exitCode: code, seconds });
});
