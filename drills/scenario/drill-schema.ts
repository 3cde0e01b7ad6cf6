// What a drill is in scenario.yaml.
import { z } from 'zod';
import { durationSchema } from '../../core/duration-schema.ts';
import { runbookStages } from '../../core/journal/plan.ts';
import { promiseShape } from '../bindings/schema.ts';
import { effectsSchema } from './effects-schema.ts';
import { faultSchema } from './fault-schema.ts';
import type { Kinds } from './kinds.ts';
import { chosen, oneOf } from './one-of.ts';
import { termBandSchema } from './term.ts';

export const invariantCodes = ['INV-ACK', 'INV-ONCE', 'INV-SUM', 'INV-NEG', 'INV-TERM'] as const;

const text = z.string().min(1);

const detectKinds = {
  alert: text,
  probe: text,
  log: z.strictObject({ service: text, shows: text }),
};
const detectSchema = oneOf(
  detectKinds,
  {
    within: durationSchema.describe('from the injection to the delivery'),
    fault: text.optional().describe('the fault whose injection is meant, by its id; else the first'),
    crosses: termBandSchema
      .optional()
      .describe('when the expression turns true, where it can not be computed'),
  },
  'signal',
).transform((value) => ({
  ...chosen(value, Object.keys(detectKinds)),
  withinMs: value.within,
  fault: value.fault ?? null,
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
export type ExpectSpec = z.output<typeof expectSchema>;
