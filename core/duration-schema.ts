// A duration in a file that a user writes. Apart from duration.ts, so that who only reads durations need not load the schemas' library.
import { z } from 'zod';
import { parseDuration } from './duration.ts';

const wanted = 'expected a duration such as 200ms, 30s or 1m30s';

/** Text in, milliseconds out. */
export const durationSchema = z
  .string({ error: wanted })
  .refine((text) => parseDuration(text) !== null, { error: wanted })
  .transform((text) => parseDuration(text) ?? 0)
  .describe('a duration such as 200ms, 30s or 1m30s');
