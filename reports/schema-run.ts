// report.json: what it says of the game day as a whole, and what is known of a drill beforehand.
import { z } from 'zod';
import { reasonCodes } from '../core/verdicts.ts';
import { count, pacedMs } from './schema-words.ts';

export const source = z
  .object({
    commit: z.string().nullable().describe('of the repository with the scenarios; null: not known'),
    scenario: z.string().describe("SHA-256 of the scenario's files and of gamedays.yaml"),
  })
  .describe('null: the journal does not say');

export const selection = z
  .object({
    grep: z.string().nullable(),
    shard: z.object({ index: count, count }).nullable(),
    repeat: count,
    budgetMs: pacedMs.nullable(),
    failFast: z.boolean(),
    leftOut: z
      .array(z.object({ drill: z.string(), reason: z.string() }))
      .describe('what the budget had no room for'),
  })
  .describe('how the drills were chosen; null: all that were named');

export const brief = z
  .object({
    objectives: z.array(z.string()),
    hypothesis: z.string().nullable(),
    participants: z.array(z.string()),
    notes: z.array(z.string()),
  })
  .describe('what people wrote down; null: nothing');

export const action = z
  .object({
    drill: z.string(),
    reasonCode: z.enum(reasonCodes).nullable(),
    what: z.string(),
    why: z.string(),
    place: z.object({ file: z.string(), line: count }).nullable(),
    owner: z.string().nullable(),
  })
  .describe('what somebody should do next');

export const expectedFailure = z.object({
  state: z
    .enum(['expected', 'expired', 'passed', 'other'])
    .describe('expected: it failed as known and does not fail the run; other: it failed for another reason'),
  reasonCode: z.enum(reasonCodes),
  owner: z.string(),
  until: z.iso.date(),
  reason: z.string(),
});

export const baseline = z
  .object({ run: z.string(), maxRegression: z.number() })
  .describe('the run that times are held against (run --baseline)');
