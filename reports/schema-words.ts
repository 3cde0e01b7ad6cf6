// Words that all parts of report.json are made of.
import { z } from 'zod';

export const check = z.enum(['pass', 'fail', 'unknown']);
export const instant = z.iso.datetime({ precision: 3 }).describe('RFC 3339 UTC with milliseconds');
export const pacedMs = z.number().nonnegative().describe('milliseconds as they passed (paced time)');
/** Null where it never happened. Negative would mean before the injection, which never counts. */
export const afterMs = z
  .number()
  .nonnegative()
  .nullable()
  .describe('milliseconds since the injection; null: it never happened');
export const count = z.int().nonnegative();
