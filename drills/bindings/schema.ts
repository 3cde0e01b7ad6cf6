// The shape of bindings.yaml: what a runbook leaves open, filled in for a drill by somebody who has reviewed it.
import { z } from 'zod';
import { commandClasses } from '../../runbooks/model.ts';
import { approvableClasses } from '../policy/gates.ts';

const text = z.string().min(1);
const name = z.string().regex(/^[^\s<>$](?:[^<>$\r\n]*[^\s<>$])?$/, {
  error: 'expected the name of a placeholder, without < > or $',
});
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const captureSchema = z.strictObject({
  from: text.describe('a part of the command whose output is looked through'),
  capture: z
    .string()
    .refine((pattern) => compiles(pattern), { error: 'expected a regular expression' })
    .describe('a regular expression; the group of the placeholder’s name, else the first one, is the value'),
});
const secretSchema = z.strictObject({
  secret: z.literal(true).describe('a made-up value for each run, never shown'),
});

export const promiseShape = {
  exitCode: z
    .union([z.number().int(), z.literal('nonzero')], { error: 'expected an exit code or nonzero' })
    .optional(),
  shows: text.optional().describe('a text, or /a regular expression/'),
  not: text.optional().describe('a text, or /a regular expression/, that may not appear'),
  json: z
    .record(z.string().startsWith('$'), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional()
    .describe('by path, e.g. `$.status: healthy`, in output that is JSON'),
  differs: z
    .literal('before-fault')
    .optional()
    .describe('its output differs from what it showed before the fault (diagnosis only)'),
};

const approvableClass = z.enum(approvableClasses);

const commandSchema = z.strictObject({
  section: text
    .optional()
    .describe('a section as scenario.yaml names it; without it: wherever the command stands'),
  command: text.describe('the command as the runbook writes it; white space does not matter'),
  hash: z
    .string({ error: 'expected twelve hex digits, in quotes where they look like a number' })
    .regex(/^[0-9a-f]{12}$/, { error: 'expected twelve hex digits, as gameday bind prints them' })
    .optional()
    .describe('of the command that was reviewed: an edit of the runbook’s line voids review and approval'),
  class: z
    .enum(commandClasses)
    .optional()
    .describe('of what gameday can not tell (U) in it; what it can tell keeps its class'),
  approve: z
    .union([approvableClass, z.array(approvableClass).min(1)], {
      error: `expected ${approvableClasses.join(' or ')}, or a list of them`,
    })
    .transform((classes) => [classes].flat())
    .optional()
    .describe(
      'its class, or each of its classes: it runs without --approve, wherever it stands, for somebody has reviewed this very line',
    ),
  reason: text.optional().describe('why it has this class, is approved, or is waived'),
  expect: z.strictObject(promiseShape).optional(),
  changes: z
    .array(text)
    .optional()
    .describe('what it may change or delete in the stores: patterns, e.g. inventory:*; all else must stay'),
  waive: z.literal(true).optional().describe('not run in a drill'),
});

export const bindingsSchema = z.strictObject({
  // With nothing but comments below it a key has no value.
  placeholders: z
    .record(
      name,
      z.union([scalar, captureSchema, secretSchema], {
        error: 'expected a value, { from, capture } or { secret: true }',
      }),
    )
    .nullish()
    .transform((value) => value ?? {}),
  commands: z
    .array(commandSchema)
    .nullish()
    .transform((value) => value ?? []),
});

export type Bindings = z.output<typeof bindingsSchema>;
export type CommandBinding = Bindings['commands'][number];
export type PlaceholderBinding = Bindings['placeholders'][string];

/** What a scenario without the file has. */
export const noBindings: Bindings = { placeholders: {}, commands: [] };

/** For somebody else's runbook: a line that was approved where it stands may follow other lines there. */
export const withoutApprovals = ({ placeholders, commands }: Bindings): Bindings => ({
  placeholders,
  commands: commands.map(({ approve: _, ...rest }) => rest),
});

const compiles = (pattern: string): boolean => {
  try {
    return new RegExp(pattern, 'm') instanceof RegExp;
  } catch {
    // Not an expression: the schema says so, with its place.
    return false;
  }
};
