// What a drill is in scenario.yaml.
import { z } from 'zod';
import { durationSchema } from '../../core/duration-schema.ts';
import { runbookStages } from '../../core/journal/plan.ts';
import type { Json } from '../../core/json.ts';
import { promiseShape } from '../bindings/schema.ts';
import type { Kinds } from './kinds.ts';
import { levelSchema } from './level.ts';
import { chosen, oneOf } from './one-of.ts';
import { termBandSchema } from './term.ts';

export const invariantCodes = ['INV-ACK', 'INV-ONCE', 'INV-SUM', 'INV-NEG', 'INV-TERM'] as const;

const text = z.string().min(1);

const effectSchema = z
  .strictObject({
    to: levelSchema.optional().describe('how the series behaves once the fault bites'),
    gone: z.literal(true).optional().describe('the series vanishes'),
    was: levelSchema.optional().describe('how it behaved before; else what `steady` says'),
    after: termBandSchema.prefault('0ms').describe('since the injection: a time, or [earliest, latest]'),
  })
  .refine(({ to, gone }) => (to === undefined) !== (gone === undefined), {
    error: 'expected either `to` or `gone: true`',
  });

/** By series, e.g. `up{job="gateway"}`: one change, or several in order. */
export const effectsSchema = z.record(
  text,
  z
    .union([effectSchema, z.array(effectSchema).min(1)])
    .transform((value) => (Array.isArray(value) ? value : [value])),
);

const detectKinds = {
  alert: text,
  probe: text,
  log: z.strictObject({ service: text, shows: text }),
};
const detectSchema = oneOf(
  detectKinds,
  {
    within: durationSchema.describe('from the injection to the delivery'),
    crosses: termBandSchema
      .optional()
      .describe('when the expression turns true, where it can not be computed'),
  },
  'signal',
).transform((value) => ({
  ...chosen(value, Object.keys(detectKinds)),
  withinMs: value.within,
  crosses: value.crosses ?? null,
}));

const expectSchema = z.strictObject({
  command: text.describe('a part of the command line'),
  stage: z.enum(runbookStages).optional(),
  ...promiseShape,
});

const runbookSchema = z.strictObject({
  prepare: text.optional().describe('a section that has to have been done before the fault, e.g. a backup'),
  diagnose: text.optional().describe('a section, e.g. `Circuit Breaker Open > Diagnosis`'),
  remediate: text.optional(),
  verify: text.optional().describe('its commands must fail while the fault is on'),
  after: text
    .optional()
    .describe('a section for which the cause has to be gone: played when the fault is healed'),
  expect: z.array(expectSchema).default([]),
  take: z
    .array(text)
    .default([])
    .describe('branches and alternatives that are taken: parts of their condition, label or command'),
  timeout: durationSchema.prefault('60s').describe('for each command; real time, never paced'),
});

const faultSchema = (kinds: Kinds) => {
  const schemas = Object.fromEntries(
    Object.entries(kinds.faults).map(([kind, { schema }]) => [kind, schema]),
  );
  return oneOf(schemas, { id: text.optional() }, 'fault').transform((value) => {
    const { kind, config } = chosen(value, Object.keys(schemas));
    return { kind, config: config as Json, id: value.id ?? null };
  });
};

export const drillSchema = (kinds: Kinds) =>
  z.strictObject({
    title: text,
    type: z.enum(['incident', 'procedure', 'placebo']).default('incident'),
    procedures: z.array(text).default([]),
    faults: z.array(faultSchema(kinds)).default([]),
    effects: effectsSchema.default({}),
    detect: z.array(detectSchema).default([]),
    alsoFires: z.array(text).default([]),
    runbook: runbookSchema.optional(),
    realTime: z
      .record(text, durationSchema)
      .default({})
      .describe(
        'what pace can not shorten and recovery waits for, by name, e.g. `redpanda starts: 6s`; targets get it on top',
      ),
    endedBy: z.enum(['steps', 'outside']).optional(),
    recover: z.strictObject({ within: durationSchema }).optional(),
    invariants: z.array(z.enum(invariantCodes)).default([]),
    watch: durationSchema.optional().describe('how long a placebo looks'),
    stop: z
      .strictObject({ after: durationSchema })
      .optional()
      .describe('the longest that the drill may take'),
  });

export type DrillSpec = z.output<ReturnType<typeof drillSchema>>;
export type EffectSpec = z.output<typeof effectSchema>;
export type Effects = z.output<typeof effectsSchema>;
export type ExpectSpec = z.output<typeof expectSchema>;
