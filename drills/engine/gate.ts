// The gate: steady state under load, before the injection and again after healing.
import type { Observation } from '../../core/observation.ts';
import { fail, pass, unknown } from '../../core/observation.ts';
import { messageOf } from '../../core/errors.ts';
import { accounted, pollUntil, type DrillRun } from './drill-run.ts';

type Check = Observation & { readonly name: string };

/** True when all checks passed in time. The journal gets the checks as they were at the end. */
export const passGate = async (
  run: DrillRun,
  when: 'before' | 'after',
  withinMs: number,
): Promise<boolean> => {
  const startMs = run.clock.now().getTime();
  const { steady, checks } = await accounted(
    run,
    'paced',
    `gate ${when}: every probe looks, every alert is quiet`,
    () => judgeUntil(run, startMs, startMs + withinMs),
  );
  run.log({ type: 'gate.judged', when, checks });
  return steady && checks.every(({ verdict }) => verdict === 'pass');
};

const lookAgainMs = 250;

/** What could not be measured is looked at again while there is time: one look that failed is no finding. */
const judgeUntil = async (
  run: DrillRun,
  startMs: number,
  deadlineMs: number,
): Promise<{ readonly steady: boolean; readonly checks: readonly Check[] }> => {
  for (;;) {
    const steady = (await pollUntil(run, deadlineMs, () => (isSteady(run, startMs) ? true : null))) ?? false;
    const checks = [
      ...probeChecks(run, startMs),
      alertCheck(run, startMs),
      trafficCheck(run, startMs),
      ...(await levelChecks(run)),
    ];
    const open = checks.some(({ verdict }) => verdict === 'unknown');
    if (!steady || !open || run.clock.now().getTime() >= deadlineMs) return { steady, checks };
    await run.clock.sleep(lookAgainMs, run.signal);
  }
};

/** Looks in a row that a probe must pass within the gate. */
const neededPasses = 3;

const isSteady = (run: DrillRun, startMs: number): boolean =>
  run.plan.gateProbes.every((probe) => run.session.probes.passesSince(probe, startMs) >= neededPasses) &&
  run.session.alerts.active().size === 0 &&
  run.session.alerts.lastError() === null &&
  run.session.alerts.lastLookMs() > startMs &&
  run.session.succeededSince(startMs) > 0;

const probeChecks = (run: DrillRun, startMs: number): readonly Check[] =>
  run.plan.gateProbes.map((name) => {
    const look = run.session.probes.latest(name);
    const passes = run.session.probes.passesSince(name, startMs);
    const wanted = `${neededPasses} passes in a row`;
    if (passes >= neededPasses) return { name, ...pass(name, wanted, `${passes} or more`) };
    if (look === null) return { name, ...unknown(name, wanted, 'it has not looked yet') };
    const verdict = look.verdict === 'pass' ? 'fail' : look.verdict;
    return {
      name,
      verdict,
      evidence: [{ what: name, expected: wanted, actual: `${passes}` }, ...look.evidence],
    };
  });

const alertCheck = (run: DrillRun, startMs: number): Check => {
  const { alerts } = run.session;
  const active = [...alerts.active()].map(([alert, state]) => `${alert} ${state}`);
  const name = 'alerts quiet';
  const error = alerts.lastError();
  if (error !== null) return { name, ...unknown('alerts', 'none pending or firing', error) };
  // What was quiet before the gate began says nothing about now.
  if (alerts.lastLookMs() <= startMs)
    return { name, ...unknown('alerts', 'none pending or firing', 'not looked at since the gate began') };
  return active.length === 0
    ? { name, ...pass('alerts', 'none pending or firing', 'none') }
    : { name, ...fail('alerts', 'none pending or firing', active.join(', ')) };
};

/** A steady state without a single success would be that of a system which nobody uses. */
const trafficCheck = (run: DrillRun, startMs: number): Check => {
  const name = 'traffic';
  const succeeded = run.session.succeededSince(startMs);
  return {
    name,
    ...(succeeded > 0 ? pass : fail)('operations that succeeded', 'at least 1', String(succeeded)),
  };
};

/** INV-NEG holds in flight too. */
const levelChecks = async (run: DrillRun): Promise<readonly Check[]> => {
  if (!run.plan.invariants.includes('INV-NEG')) return [];
  const name = 'INV-NEG';
  const ctx = { clock: run.clock, signal: run.clock.deadline(5_000, run.signal) };
  try {
    const levels = await run.session.levels(ctx);
    if (levels.length === 0) return [{ name, ...unknown('levels', '>= 0', 'none found') }];
    const bad = levels.filter(({ level }) => !(level >= 0)).map(({ what, level }) => `${what} = ${level}`);
    const found = bad.length === 0 ? `${levels.length} levels, none below 0` : bad.join(', ');
    return [{ name, ...(bad.length === 0 ? pass : fail)('levels', '>= 0', found) }];
  } catch (error) {
    run.signal.throwIfAborted();
    return [{ name, ...unknown('levels', '>= 0', messageOf(error)) }];
  }
};
