// The scenario that comes with gameday: loads without a problem, can be judged at every pace, is paced as it should be.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkNeeds } from './check-needs.ts';
import { loadScenario } from './load.ts';
import { paceScenario } from './pace-scenario.ts';
import { planDrill } from './plan.ts';
import { loadLibrary, selectDrills } from './select.ts';
import { stepsSource, surveyDrill } from '../policy/survey.ts';

const folder = join(import.meta.dirname, '../../scenarios');
const scenario = loadScenario(join(folder, 'flash-sale-engine'));
const drills = Object.keys(scenario.spec.drills);

describe('detectability', () => {
  it.each([1, 10, 30, 60].flatMap((pace) => drills.map((drill) => ({ pace, drill }))))(
    '$drill can be judged at pace $pace',
    ({ pace, drill }) => {
      expect(planDrill(scenario, drill, paceScenario(scenario, pace)).undetectable).toEqual([]);
    },
  );
});

it('a promise that only the floor of a pace would keep can not be judged', () => {
  const drill = scenario.spec.drills['broker-killed'];
  if (drill === undefined) throw new Error('no broker-killed');
  const detect = drill.detect.slice(0, 1).map((one) => ({ ...one, withinMs: 20_000 }));
  const tight = { ...scenario, spec: { ...scenario.spec, drills: { tight: { ...drill, detect } } } };
  const reason = expect.stringMatching(/^at pace 1: .*the budget of 20000 ms, and `for` is 60000 ms$/);
  for (const pace of [20, 30])
    expect(planDrill(tight, 'tight', paceScenario(tight, pace)).undetectable).toEqual([
      { signal: 'CircuitBreakerOpen', reason },
    ]);
});

describe('pace 30', () => {
  const paced = paceScenario(scenario, 30);

  it('keeps both files valid Compose files that need nothing beside them', () => {
    const system = parse(paced.composeText);
    const monitoring = parse(paced.monitoringText);
    expect(system.services.gateway.environment.KAFKA_REQUEST_TIMEOUT).toBe('1s');
    expect(system.services.gateway.stop_grace_period).toBe('35s');
    expect(system.services.gateway.restart).toBe('no');
    expect(monitoring.networks.default).toEqual({ name: 'flash-sale-engine_default', external: true });
    expect(monitoring.configs.alerts.file).toBeUndefined();
    expect(monitoring.configs.alerts.content).toContain('{{ $$value }}');
    expect(monitoring.services.prometheus.command).toContain('--query.lookback-delta=10s');
    expect(monitoring.services.prometheus.command).toContain('--rules.alert.resend-delay=2s');
  });

  it('paces Prometheus and Alertmanager, the scrape timeout below the interval', () => {
    const { configs } = parse(paced.monitoringText);
    expect(parse(configs.prometheus.content).global).toEqual({
      scrape_interval: '250ms',
      scrape_timeout: '237ms',
      evaluation_interval: '250ms',
    });
    expect(parse(configs.alertmanager.content).route).toMatchObject({
      group_wait: '333ms',
      group_interval: '1s',
      repeat_interval: '1h',
    });
  });

  it('says of every value what it was and what limited it', () => {
    expect(paced.timings['scrape_interval']).toEqual({
      nominalMs: 5000,
      pacedMs: 250,
      limitedBy: 'floor interval 250ms',
    });
    expect(paced.timings['CircuitBreakerOpen for']).toEqual({
      nominalMs: 60_000,
      pacedMs: 2000,
      limitedBy: null,
    });
    expect(paced.unpaced).toContain('redpanda stop_grace_period: 10s');
    expect(paced.windowMs).toBe(10_000);
  });

  it('has another hash than another pace', () => {
    expect(paced.hash).not.toBe(paceScenario(scenario, 1).hash);
    expect(paced.hash).toBe(paceScenario(scenario, 30).hash);
  });

  it('leaves every duration as it is at pace 1', () => {
    for (const { nominalMs, pacedMs } of Object.values(paceScenario(scenario, 1).timings))
      expect(pacedMs).toBe(nominalMs);
  });
});

describe('selection', () => {
  const library = loadLibrary(folder);

  it.each([
    { args: [], drills: ['placebo', 'broker-killed'] },
    { args: ['default'], drills: ['placebo', 'broker-killed'] },
    {
      args: ['flash-sale-engine/broker-frozen', 'flash-sale-engine/placebo'],
      drills: ['broker-frozen', 'placebo'],
    },
  ])('$args', ({ args, drills: wanted }) => {
    expect(selectDrills(library, args).drills.map(({ drill }) => drill)).toEqual(wanted);
  });

  it('plays every drill in full', () => {
    const chosen = selectDrills(library, ['full']).drills.map(({ drill }) => drill);
    expect(chosen.toSorted()).toEqual(drills.toSorted());
  });

  it('plays by its name a drill for each procedure, and none for what another one shows already', () => {
    const chosen = selectDrills(library, ['flash-sale-engine']).drills.map(
      ({ drill }) => scenario.spec.drills[drill]?.procedures ?? [],
    );
    const [placebo, ...others] = chosen;
    expect(placebo).toEqual([]);
    expect(new Set(others.flat())).toEqual(new Set(Object.keys(scenario.spec.procedures)));
    for (const [index, own] of others.entries()) {
      const elsewhere = others.filter((_, at) => at !== index).flat();
      expect(own.some((procedure) => !elsewhere.includes(procedure))).toBe(true);
    }
  });

  it('needs nobody at the terminal: what is hard to take back is approved line by line', () => {
    const { spec } = scenario;
    const nobody = { approved: new Set<never>(), commands: new Set<never>() };
    const steps = drills.flatMap((drill) => {
      const found = spec.drills[drill];
      return found === undefined ? [] : surveyDrill(found, stepsSource(scenario), nobody);
    });
    expect(steps.filter(({ refusal }) => refusal !== null && refusal.needs.length > 0)).toEqual([]);
    expect(steps.some(({ examined }) => examined.approvals.includes('W2'))).toBe(true);
  });

  it('refuses what is unknown, all at once, with a suggestion', () => {
    expect(() => selectDrills(library, ['defualt', 'flash-sale-engine/broker-kiled'])).toThrow(
      expect.objectContaining({
        exitCode: 64,
        problems: [
          expect.objectContaining({ hint: 'did you mean "default"?' }),
          expect.objectContaining({ hint: 'did you mean "flash-sale-engine/broker-killed"?' }),
        ],
      }),
    );
  });
});

it('refuses faults that need what the stack lacks', () => {
  const problems = checkNeeds(scenario, new Set(['signal', 'lifecycle', 'exec']), [
    'broker-killed',
    'broker-black-holed',
  ]);
  expect(problems.map(({ message }) => message)).toEqual([
    'drills.broker-black-holed.faults[0]: hole needs edges, which this stack lacks',
  ]);
});
