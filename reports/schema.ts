// The shape of report.json: the contract that scripts outside the project rely on. docs/report.schema.json is made from it.
import { z } from 'zod';
import { phases, reasonCodes } from '../core/verdicts.ts';
import { action, baseline, brief, expectedFailure, selection, source } from './schema-run.ts';
import { counterfactual, coverage, mutant, step } from './schema-runbook.ts';
import { afterMs, check, count, instant, pacedMs } from './schema-words.ts';

const nominal = z
  .object({
    withinMs: pacedMs.describe('the target as the scenario states it, before pace'),
    limitedBy: z.string().nullable().describe('the floor that held the paced target up; null: none'),
  })
  .describe('the values at pace 1');

const signal = z.object({
  name: z.string(),
  kind: z.enum(['alert', 'probe', 'log']),
  fault: z
    .string()
    .nullable()
    .describe('the fault from whose injection its times count; null: from the first injection'),
  verdict: check,
  reason: z.string(),
  withinMs: pacedMs,
  predictedMs: z
    .tuple([z.number(), z.number()])
    .nullable()
    .describe('from inject to delivery; null: not predicted'),
  prediction: z.record(z.string(), z.string()).describe('the sum behind predictedMs'),
  pendingAfterMs: afterMs,
  firingAfterMs: afterMs,
  deliveredAfterMs: afterMs.describe('alert: delivered to the receiver; probe, log: seen'),
  resolvedAfterMs: afterMs.describe("Prometheus' edge"),
  samplingMs: pacedMs,
  marginIntervals: z.number().nullable().describe('(withinMs - deliveredAfterMs) / samplingMs'),
  insidePrediction: z.boolean().nullable(),
  stages: z
    .object({
      badProbeAfterMs: afterMs,
      metricAfterMs: afterMs,
      pendingAfterMs: afterMs,
      firingAfterMs: afterMs,
      deliveredAfterMs: afterMs,
    })
    .describe('time to detect, each stage counted from the injection'),
  nominal,
});

const recovery = z.object({
  verdict: check,
  reason: z.string(),
  withinMs: pacedMs,
  probesAfterMs: afterMs,
  alertsAfterMs: afterMs,
  flaps: count,
  samplingMs: pacedMs.nullable(),
  marginIntervals: z.number().nullable(),
  nominal,
});

const invariant = z.object({
  code: z.string(),
  verdict: check,
  reason: z.string(),
  counts: z.record(z.string(), z.number()),
});

const fault = z.object({
  id: z.string(),
  kind: z.string(),
  summary: z.string(),
  course: z.string().describe("when it comes and how long it stays, for people; '': first, and it stays"),
  injectedAt: instant.nullable(),
  injectedAfterMs: afterMs.describe('since the first injection'),
  confirmed: check.nullable().describe('null: nobody looked'),
  proof: z.string(),
  healedAt: instant.nullable(),
  healedBy: z.enum(['run', 'watchdog', 'heal']).nullable(),
  healError: z.string().nullable(),
  gone: check.nullable().describe('null: nobody looked'),
  goneAfterMs: afterMs.describe('since the first injection, when it was proved'),
  goneProof: z.string(),
});

const assertion = z.object({
  group: z.enum([
    'signal',
    'alerts',
    'steady',
    'step',
    'remediation',
    'recovery',
    'baseline',
    'invariant',
    'cleanup',
  ]),
  name: z.string(),
  verdict: check,
  reason: z.string(),
});

const paced = z.object({ name: z.string(), nominalMs: pacedMs, pacedMs, limitedBy: z.string().nullable() });
const spent = z.object({
  kind: z.enum(['paced', 'component', 'runbook', 'person', 'ours']),
  what: z.string(),
  ms: z.number(),
});

const drill = z.object({
  id: z.string().describe('scenario/drill'),
  attempt: count,
  scenario: z.string(),
  drill: z.string(),
  title: z.string(),
  type: z.enum(['incident', 'procedure', 'placebo']).nullable().describe('null: the drill never started'),
  procedures: z.array(z.string()),
  verdict: z.enum(['pass', 'fail', 'inconclusive', 'aborted', 'error', 'skipped']),
  reasonCode: z.enum(reasonCodes),
  reason: z.string(),
  reasons: z
    .array(z.object({ code: z.enum(reasonCodes), reason: z.string() }))
    .describe('all that applied, in the order of the list'),
  injection: z.enum(['confirmed', 'not-observed', 'none']),
  cleanup: z.enum(['clean', 'dirty', 'unknown']),
  cleanupReason: z.string(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  stoppedIn: z.enum(phases).nullable().describe('the phase in which the drill stopped before its end'),
  expectedFailure: expectedFailure.nullable().describe('null: it is not known to fail'),
  baseline: baseline.nullable(),
  signals: z.array(signal),
  recovery: recovery.nullable().describe('null: the drill promises none'),
  steps: z.array(step),
  remediation: z
    .object({
      endedBy: z.enum(['steps', 'outside']),
      effect: z.enum(['recovered', 'without effect', 'unknown']),
      verdict: check.nullable(),
      reason: z.string(),
    })
    .nullable(),
  invariants: z.array(invariant),
  unexpected: z.array(z.string()),
  faults: z.array(fault),
  operations: z.object({ ok: count, refused: count, unknown: count, missed: count }),
  assertions: z.object({ pass: count, fail: count, unknown: count }),
  checks: z.array(assertion).describe('every assertion that was counted'),
  timeLedger: z.object({
    totalMs: z.number(),
    oursMs: z.number(),
    entries: z.array(spent),
    phases: z.array(z.object({ phase: z.enum(phases), ms: z.number() })),
  }),
  timings: z.array(paced),
  unpaced: z.array(z.string()),
  notes: z.array(z.string()),
});

const procedure = z.object({
  id: z.string(),
  title: z.string().nullable().describe('null: the scenario lists no procedures, only its drills name it'),
  verdict: z
    .enum(['pass', 'fail', 'inconclusive', 'aborted', 'error', 'skipped'])
    .nullable()
    .describe('the worst of its drills in this run; null: none of them was played'),
  drills: z
    .array(
      z.object({
        id: z.string().describe('scenario/drill'),
        attempt: count.nullable(),
        verdict: z
          .enum(['pass', 'fail', 'inconclusive', 'aborted', 'error', 'skipped'])
          .nullable()
          .describe('null: not played in this run'),
        reasonCode: z.enum(reasonCodes).nullable(),
      }),
    )
    .describe('every drill of which it is a part; empty: it has none'),
});

export const reportSchema = z
  .object({
    schema: z.literal(1),
    run: z.string(),
    gameDay: z.string(),
    version: z.string(),
    startedAt: instant,
    finishedAt: instant.nullable().describe('null: the run never finished'),
    engine: z.object({ kind: z.string(), version: z.string(), apiVersion: z.string() }),
    substitutes: z.array(z.string()).describe('components that stand for others'),
    pace: z.number().positive(),
    seed: z.number(),
    copies: count.describe(
      'of the stack, on which the drills were played side by side; 1: one after the other',
    ),
    source: source.nullable(),
    selection: selection.nullable(),
    brief: brief.nullable(),
    verdict: z.enum(['pass', 'fail', 'inconclusive', 'aborted', 'error', 'skipped']),
    reason: z.string(),
    exitCode: z.union([0, 1, 2, 3, 4, 5, 70].map((code) => z.literal(code))),
    stopped: z
      .object({
        drill: z.string().nullable(),
        phase: z.enum(phases).nullable(),
        lastRecord: z.string(),
        at: instant,
        torn: z.boolean(),
      })
      .nullable()
      .describe('where a run that never finished stopped'),
    drills: z.array(drill),
    procedures: z.array(procedure).describe('procedure, drills, verdict: what of the runbook was drilled'),
    coverage: z.array(coverage),
    counterfactuals: z.array(counterfactual),
    mutants: z.array(mutant),
    actions: z.array(action),
    notes: z.array(z.string()),
  })
  .describe('report.json of a Gameday run. Milliseconds are paced time; keys may be added within schema 1');

export type Report = z.infer<typeof reportSchema>;
export type ProcedureReport = Report['procedures'][number];
export type DrillReport = Report['drills'][number];
export type SignalReport = DrillReport['signals'][number];
export type RecoveryReport = NonNullable<DrillReport['recovery']>;
export type StepReport = DrillReport['steps'][number];
export type RemediationReport = NonNullable<DrillReport['remediation']>;
export type InvariantReport = DrillReport['invariants'][number];
export type FaultReport = DrillReport['faults'][number];
export type CoverageReport = Report['coverage'][number];
export type CounterfactualReport = Report['counterfactuals'][number];
export type MutantReport = Report['mutants'][number];
export type ActionReport = Report['actions'][number];
export type Assertion = DrillReport['checks'][number];
export type TimeLedger = DrillReport['timeLedger'];
