// The shape of scenario.yaml.
import { z } from 'zod';
import { durationSchema } from '../../core/duration-schema.ts';
import { defaultFloors } from '../../core/pace.ts';
import { drillSchema } from './drill-schema.ts';
import type { Kinds } from './kinds.ts';
import { levelSchema, rateSchema } from './level.ts';
import { chosen, oneOf } from './one-of.ts';

const text = z.string().min(1);
const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'expected a name of small letters, digits and dashes' });
const address = z.string().regex(/^[\w.-]+:\d+$/, { error: 'expected service:port' });

/** For a scenario that says nothing of it. */
export const defaultPace = 30;

const paceSchema = z.strictObject({
  default: z.number().min(1).default(defaultPace),
  floor: z
    .strictObject({
      interval: durationSchema.default(defaultFloors.interval),
      window: durationSchema.default(defaultFloors.window),
      target: durationSchema.default(defaultFloors.target),
    })
    .prefault({}),
  env: z
    .record(text, z.enum(['interval', 'window', 'target']))
    .default({})
    .describe('durations in environments of services that are paced, with the floor that holds them'),
});

const probeSchema = (kinds: Kinds) => {
  const schemas = Object.fromEntries(
    Object.entries(kinds.probes).map(([kind, { schema }]) => [kind, schema]),
  );
  const rest = { every: durationSchema.prefault('5s'), timeout: durationSchema.prefault('1s') };
  return oneOf(schemas, rest, 'kind of probe').transform((value) => ({
    ...chosen(value, Object.keys(schemas)),
    everyMs: value.every,
    timeoutMs: value.timeout,
  }));
};

const storeSchema = (kinds: Kinds) => {
  const schemas = Object.fromEntries(
    Object.entries(kinds.stores).map(([kind, { schema }]) => [kind, schema]),
  );
  return oneOf(schemas, {}, 'kind of store').transform((value) => chosen(value, Object.keys(schemas)));
};

/** Durations come out in milliseconds, rates per second, probes and faults as { kind, config }. */
export const scenarioSchema = (kinds: Kinds) =>
  z.strictObject({
    system: name,
    title: text,
    pace: paceSchema.prefault({}),
    operator: z
      .strictObject({
        cwd: text,
        ports: z.record(text, address).default({}),
        hosts: z
          .array(z.string().regex(/^[\w.-]+$/, { error: 'expected the name of a host' }))
          .default([])
          .describe('hosts that the stand-ins of ssh and scp know'),
      })
      .describe('the terminal in which the runbook’s commands run; ports: its localhost'),
    substitutes: z.array(text).default([]).describe('components that stand for others'),
    probes: z.record(name, probeSchema(kinds)).refine((probes) => Object.keys(probes).length > 0, {
      error: 'expected at least one probe: without any, nothing can be called steady or recovered',
    }),
    stores: z
      .record(name, storeSchema(kinds))
      .default({})
      .describe(
        'what is compared before and after a command that may destroy something (class W2 and above)',
      ),
    slis: z.record(text, z.strictObject({ promql: text, unit: text })).default({}),
    gate: z
      .strictObject({
        probes: z.array(text).min(1, { error: 'expected at least one probe' }).optional(),
        holdFor: durationSchema.prefault('5s'),
      })
      .prefault({}),
    load: z.strictObject({ workload: text, rate: rateSchema, timeout: durationSchema }),
    steady: z
      .record(text, levelSchema)
      .default({})
      .describe('how series behave under load when nothing is broken'),
    procedures: z
      .record(text, text)
      .default({})
      .describe('what the runbook tells to do, by id with a title: each needs a drill, or is part of one'),
    drills: z.record(name, drillSchema(kinds)),
  });

export type ScenarioSpec = z.output<ReturnType<typeof scenarioSchema>>;
