// What a person is told before each phase, of the scenario that comes with gameday.
import { expect, it } from 'vitest';
import type { DrillPlan } from '../../../core/journal/events.ts';
import { phases, type Phase } from '../../../core/verdicts.ts';
import { incident } from '../../../drills/engine/fixtures/drills.ts';
import { planDrill } from '../../../drills/scenario/plan.ts';
import { selectGameDay } from '../../scenarios.ts';
import { permitOf } from '../approve.ts';
import { nextPhase } from './next-phase.ts';

const selection = selectGameDay(['flash-sale-engine'], undefined, undefined, undefined);
const next = nextPhase(selection, permitOf([]));
const plans = new Map(
  ['placebo', 'broker-killed'].map((drill) => [
    drill,
    planDrill(selection.paced.scenario, drill, selection.paced).plan,
  ]),
);
const planOf = (drill: string): DrillPlan => plans.get(drill) ?? incident;

it.each<[Phase, string, RegExp]>([
  ['prepare', 'placebo', /^next: prepare: flash-sale-engine\/placebo, .*: nothing is touched yet$/],
  ['detect', 'placebo', /^next: detect: a watch: nothing may fire$/],
  [
    'inject',
    'broker-killed',
    /^next: inject: kill redpanda \(SIGKILL\)\. The way back is the runbook’s; in any case gameday undoes it, and proves it$/,
  ],
  [
    'detect',
    'broker-killed',
    /^next: detect: CircuitBreakerOpen within .* and .* within .* of the injection$/,
  ],
  [
    'remediate',
    'broker-killed',
    /^next: remediate: the runbook’s remediation\n {2}\$ docker compose restart redpanda/,
  ],
  [
    'recover',
    'broker-killed',
    /^next: recover: probes and alerts have to be good, promised within .* of the injection/,
  ],
  ['verify', 'broker-killed', /^next: verify: the queues drain, then INV-/],
])('before %s of %s', (phase, drill, expected) => {
  expect(next(phase, planOf(drill)).join('\n')).toMatch(expected);
});

it('without its remediation none is announced', () => {
  const plan = { ...planOf('broker-killed'), variant: { kind: 'counterfactual' } as const };
  expect(next('remediate', plan)).toEqual(['next: remediate: nothing: this time without its remediation']);
});

it('every phase says in a few lines what comes', () => {
  for (const drill of ['placebo', 'broker-killed'])
    for (const phase of phases) {
      const lines = next(phase, planOf(drill));
      expect(lines[0]).toMatch(new RegExp(`^next: ${phase}: \\S`));
      expect(lines.length, `${drill} ${phase}`).toBeLessThan(7);
    }
});
