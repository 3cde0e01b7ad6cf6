// The JSON that `gameday lint --format json` prints, as a schema: for docs/lint.schema.json and tests. Lint itself never loads it.
import { z } from 'zod';

const count = z.int().min(0);
const position = z.int().min(1);
const region = {
  startLine: position.describe('counted from 1'),
  endLine: position,
  startColumn: position.describe('counted from 1, in UTF-16 code units'),
  endColumn: position.describe('the column after the last character'),
};

export const lintSchema = z.object({
  schema: z.literal(1),
  files: z.array(
    z.object({
      uri: z.string().describe('relative to the working folder, with /'),
      findings: z.array(
        z.object({
          ruleId: z
            .string()
            .regex(/^[A-Z]+-[A-Z0-9]+$/)
            .describe('see lint-rules.md'),
          level: z.enum(['high', 'medium', 'low']),
          message: z.string(),
          ...region,
          related: z.array(z.object({ message: z.string(), ...region })).describe('other places concerned'),
          suggestion: z.string().nullable().describe('a mend, where one is certain'),
        }),
      ),
    }),
  ),
  counts: z.object({ high: count, medium: count, low: count, files: count, suppressed: count }),
});
