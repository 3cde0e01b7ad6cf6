// What a comparison reads of a report.json: no more than it needs, so that reports of other versions of gameday can be read too.
import { z } from 'zod';
import { GamedayError, messageOf } from '../../core/errors.ts';
import { check } from '../schema-words.ts';

const afterMs = z.number().nullable();
const verdict = z.enum(['pass', 'fail', 'inconclusive', 'aborted', 'error', 'skipped']);

const signal = z.object({
  name: z.string(),
  kind: z.enum(['alert', 'probe', 'log']),
  verdict: check,
  withinMs: z.number(),
  deliveredAfterMs: afterMs,
  samplingMs: z.number(),
  stages: z.object({
    badProbeAfterMs: afterMs,
    metricAfterMs: afterMs,
    pendingAfterMs: afterMs,
    firingAfterMs: afterMs,
    deliveredAfterMs: afterMs,
  }),
});

const recovery = z.object({
  verdict: check,
  withinMs: z.number(),
  probesAfterMs: afterMs,
  alertsAfterMs: afterMs,
  samplingMs: z.number().nullable(),
});

const drill = z.object({
  id: z.string(),
  scenario: z.string(),
  title: z.string(),
  verdict,
  reasonCode: z.string(),
  reason: z.string(),
  cleanup: z.enum(['clean', 'dirty', 'unknown']),
  startedAt: z.string().nullable(),
  signals: z.array(signal),
  recovery: recovery.nullable(),
  invariants: z.array(z.object({ code: z.string(), verdict: check })),
  // Reports of before runbook coverage have steps without a colour.
  steps: z.array(z.object({ colour: z.string().nullable().default(null) })).default([]),
  timeLedger: z.object({ totalMs: z.number() }),
});

const told = z.object({
  schema: z.literal(1),
  run: z.string(),
  gameDay: z.string(),
  version: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  pace: z.number().positive(),
  verdict,
  reason: z.string(),
  exitCode: z.number(),
  drills: z.array(drill),
  coverage: z.array(
    z.object({ runbook: z.string(), commands: z.number(), observed: z.number(), standIn: z.number() }),
  ),
});

export type ToldReport = z.infer<typeof told>;
export type ToldDrill = ToldReport['drills'][number];
export type ToldSignal = ToldDrill['signals'][number];

/** Throws GamedayError `report-unreadable` or `report-other-schema` (64); `name` is what the person calls it. */
export const readTold = (text: string, name: string): ToldReport => {
  const value = parse(text, name);
  const schema = schemaOf(value);
  if (schema !== 1) throw otherSchema(name, schema);
  const read = told.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw unreadable(name, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a report'}`);
};

const parse = (text: string, name: string): unknown => {
  try {
    // Editors and shells of Windows begin a file with a mark of its encoding.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw unreadable(name, messageOf(error));
  }
};

const schemaOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;

const unreadable = (name: string, why: string): GamedayError =>
  new GamedayError({
    code: 'report-unreadable',
    exitCode: 64,
    message: `${name}: not the report.json of a run: ${why}`,
    hint: 'gameday report RUN writes it again, from the journal',
  });

const otherSchema = (name: string, schema: unknown): GamedayError =>
  new GamedayError({
    code: 'report-other-schema',
    exitCode: 64,
    message: `${name}: expected a report of schema 1, got ${schema === undefined ? 'none' : `schema ${JSON.stringify(schema)}`}`,
    hint: 'gameday report RUN writes a report again in the schema of this gameday, if its journal is there',
  });
