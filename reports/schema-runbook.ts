// report.json: what it says of a runbook's steps, of its lines, and of drills with changed steps.
import { z } from 'zod';
import { runbookStages } from '../core/journal/plan.ts';
import { reasonCodes } from '../core/verdicts.ts';
import { check, count, instant, pacedMs } from './schema-words.ts';

const stepColours = [
  'observed',
  'ran',
  'failed',
  'unreachable',
  'blocked',
  'unbound',
  'not-taken',
  'waived',
] as const;
const stepColour = z.enum(stepColours);
const via = z.enum(['real', 'stand-in']);

export const step = z.object({
  id: z.string(),
  stage: z.enum(['baseline', ...runbookStages]),
  runbook: z.string(),
  section: z.string(),
  line: count,
  endLine: count,
  command: z.string(),
  written: z.string().nullable().describe('as the runbook writes it; null: as it was run'),
  promise: z.string(),
  class: z.string().nullable().describe('R0 … X4 or U; null: a wait, or the run did not tell'),
  approvedBy: z.string().optional().describe('who let it through, where its class asks for that'),
  colour: stepColour.nullable().describe('null: it began and never ended, or the run did not tell'),
  via: via.nullable(),
  exitCode: z.int().nullable(),
  timedOut: z.boolean(),
  durationMs: pacedMs.nullable().describe('null: it was not run, or never ended'),
  startedAt: instant,
  verdict: z
    .enum([...check.options, 'not-taken'])
    .describe('not-taken: a branch or an alternative that the drill leaves to people; it proves nothing'),
  reason: z.string(),
  effect: z.enum(['without effect']).nullable(),
  output: z.string(),
  truncated: z.boolean(),
});

export const coverage = z.object({
  runbook: z.string(),
  commands: count.describe('all that the runbook tells to type'),
  observed: count.describe('of them, those that were seen to do what they are for'),
  standIn: count.describe('of the observed ones, those that a stand-in answered'),
  drilled: z.object({ commands: count, observed: count }).describe('those of the sections that were played'),
  colours: z.partialRecord(stepColour, count).describe('commands by colour'),
  lines: z.array(
    z.object({
      line: count,
      colour: z.enum([...stepColours, 'prose', 'output']),
      via: via.nullable(),
      drills: z.array(z.string()),
      reason: z.string().nullable().describe('why it was not observed; null: it was, or nobody played it'),
    }),
  ),
});

export const counterfactual = z
  .object({
    drill: z.string(),
    attempt: count,
    needed: z.boolean().nullable().describe('null: it could not be judged'),
    recoveredAfterMs: pacedMs.nullable().describe('without the steps; null: it did not'),
    withStepsMs: pacedMs.nullable(),
    withinMs: pacedMs.nullable(),
    savesMs: z.number().nullable().describe('null: it does not recover without the steps, or not with them'),
    cleanup: z.enum(['clean', 'dirty', 'unknown']),
    reason: z.string(),
  })
  .describe('the drill played again without its remediation (run --counterfactual)');

export const mutant = z
  .object({
    drill: z.string(),
    attempt: count,
    change: z.enum(['left out', 'swapped with the next']),
    line: count,
    command: z.string(),
    noticed: z
      .boolean()
      .nullable()
      .describe('false: the drill passes all the same; null: it could not be judged'),
    verdict: z.enum(['pass', 'fail', 'inconclusive', 'aborted', 'error', 'skipped']),
    reasonCode: z.enum(reasonCodes),
    cleanup: z.enum(['clean', 'dirty', 'unknown']),
    reason: z.string(),
  })
  .describe(
    'the drill played again with one step changed (run --mutate); never part of verdict and exit code',
  );
