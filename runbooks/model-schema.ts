// The shape of what `gameday parse --format json` prints: the contract for scripts. docs/runbook.schema.json is made from it.
import { z } from 'zod';
import type { Runbook, Step } from './model.ts';

const number = z.number().int();
const place = { line: number, endLine: number };
const span = { ...place, column: number, endColumn: number };
const section = number.nullable().describe('index in sections');
const milliseconds = z.number().nullable();

const roles = [
  'symptom',
  'trigger',
  'impact',
  'diagnosis',
  'remediation',
  'verification',
  'rollback',
  'escalation',
  'prevention',
  'pre-flight',
  'reference',
] as const;

const placeholder = z.object({
  form: z.enum(['angle', 'square', 'brace', 'variable', 'dummy', 'bare']),
  text: z.string(),
  name: z.string(),
  command: number.nullable().describe('index in commands'),
  ...span,
});

const expected = z.object({
  form: z.enum(['trailing-comment', 'comment', 'fence', 'prompt-output', 'prose']),
  text: z.string(),
  ...span,
});

const command = z
  .object({
    kind: z.literal('command'),
    index: number,
    command: z.string(),
    label: z.string().nullable(),
    origin: z.enum(['fence', 'inline']),
    section,
    block: number.nullable().describe('index in blocks'),
    tool: z.string().nullable(),
    commandClass: z.enum(['R0', 'R1', 'W1', 'W2', 'X1', 'X2', 'X3', 'X4', 'U']),
    placeholders: z.array(placeholder),
    expected: z.array(expected),
    ...span,
  })
  .meta({ id: 'command' });

const wait = z.object({ kind: z.literal('wait'), section, ms: z.number(), ...span }).meta({ id: 'wait' });
const waitUntil = z
  .object({ kind: z.literal('wait-until'), section, command: z.string(), atMostMs: milliseconds, ...span })
  .meta({ id: 'waitUntil' });

const step: z.ZodType<Step> = z
  .object({
    number: z.string().nullable(),
    text: z.string(),
    condition: z.string().nullable(),
    commands: z.array(command),
    get steps() {
      return z.array(step);
    },
    ...span,
  })
  .meta({ id: 'step' });

const sectionSchema = z.object({
  index: number,
  parent: section,
  title: z.string(),
  path: z.array(z.string()),
  level: number,
  bold: z.boolean(),
  role: z.enum(roles).nullable(),
  ownRole: z.boolean(),
  severity: z.string().nullable(),
  steps: z.array(step),
  actions: z.array(z.union([command, wait, waitUntil])),
  ...place,
});

const cell = z.object({ text: z.string(), ...span });

const block = z.object({
  kind: z.enum(['front-matter', 'heading', 'prose', 'list-item', 'table', 'fence', 'html', 'rule']),
  section,
  fence: z
    .object({
      language: z.string(),
      use: z.enum(['shell', 'promql', 'output', 'data', 'code', 'diagram', 'text']),
      firstLine: number,
      lines: z.array(z.string()),
    })
    .nullable(),
  table: z.object({ header: z.array(cell), rows: z.array(z.array(cell)) }).nullable(),
  ...place,
});

const condition = z
  .object({
    form: z.enum(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9']),
    text: z.string(),
    metric: z.string().nullable(),
    isMetricName: z.boolean(),
    promql: z.string().nullable(),
    comparator: z.enum(['>', '>=', '<', '<=', '==', '!=']).nullable(),
    value: z.number().nullable(),
    unit: z.string().nullable(),
    quantile: z.number().nullable(),
    windowMs: milliseconds,
    holdMs: milliseconds,
    ...span,
  })
  .meta({ id: 'condition' });

const alert = z.object({
  name: z.string().nullable(),
  severity: z.string().nullable(),
  origin: z.enum(['section', 'list', 'table', 'objective', 'symptom', 'prose', 'rule']),
  section,
  conditions: z.array(condition).min(1),
  ...span,
});

const objective = z.object({
  name: z.string(),
  section,
  target: condition,
  windowMs: milliseconds,
  alert: condition.nullable(),
  ...span,
});

const expression = z.object({
  expression: z.string(),
  origin: z.enum(['fence', 'inline', 'command']),
  section,
  label: z.string().nullable(),
  problem: z.string().nullable(),
  ...span,
});

export const runbookSchema = z.object({
  title: z.string().nullable(),
  lineCount: number,
  sections: z.array(sectionSchema),
  blocks: z.array(block),
  commands: z.array(command),
  waits: z.array(z.union([wait, waitUntil])),
  alerts: z.array(alert),
  objectives: z.array(objective),
  expressions: z.array(expression),
  placeholders: z.array(placeholder),
  links: z.array(z.object({ text: z.string(), url: z.string(), ...span })),
}) satisfies z.ZodType<Runbook>;

/** One runbook; several are printed as `{ schema: 1, files: […] }`. */
export const parsedFileSchema = z.object({ schema: z.literal(1), uri: z.string(), ...runbookSchema.shape });
