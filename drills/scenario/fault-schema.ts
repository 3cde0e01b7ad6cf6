// A fault of a drill in scenario.yaml: what it is, when it comes, how long it stays.
import { z } from 'zod';
import { durationSchema } from '../../core/duration-schema.ts';
import type { Json } from '../../core/json.ts';
import { effectsSchema } from './effects-schema.ts';
import type { Kinds } from './kinds.ts';
import { chosen, oneOf } from './one-of.ts';

const stepSchema = z.union([z.string().min(1), z.int().min(1)], {
  error: 'expected a part of a command line, or the number of a step',
});

const duringSchema = oneOf(
  { before: stepSchema, after: stepSchema },
  { stage: z.literal('remediate') },
  'side',
).transform((value) => {
  const { kind, config } = chosen(value, ['before', 'after']);
  return { kind: 'step', side: kind as 'before' | 'after', step: config as string | number } as const;
});

const timeSchema = durationSchema.refine((ms) => ms > 0, { error: 'expected more than 0s' });

const timing = {
  after: timeSchema
    .optional()
    .describe('it comes so long after the first injection, which may be on still; paced'),
  for: timeSchema
    .optional()
    .describe('it is undone so long after it came, and proved gone before the next comes; paced'),
  during: duringSchema.optional().describe('it comes before or after a step of the remediation'),
};

export const faultSchema = (kinds: Kinds) => {
  const schemas = Object.fromEntries(
    Object.entries(kinds.faults).map(([kind, { schema }]) => [kind, schema]),
  );
  const rest = {
    id: z.string().min(1).optional(),
    ...timing,
    effects: effectsSchema
      .optional()
      .describe("of a fault that a signal names: times since its own injection, not the drill's"),
  };
  return oneOf(schemas, rest, 'fault')
    .superRefine(({ after, for: stays, during }, ctx) => {
      const wrong = (key: string, message: string): void =>
        ctx.addIssue({ code: 'custom', path: [key], message });
      if (during === undefined) return;
      if (after !== undefined)
        wrong('after', 'a fault comes either after a time or during a stage, not both');
      if (stays !== undefined)
        wrong('for', 'a fault that comes during the remediation stays until it is ended: no `for`');
    })
    .transform((value) => {
      const { kind, config } = chosen(value, Object.keys(schemas));
      const { id = null, after, for: staysMs = null, during, effects = null } = value;
      const comes = after === undefined ? (during ?? null) : ({ kind: 'later', afterMs: after } as const);
      return { kind, config: config as Json, id, comes, staysMs, effects };
    });
};
