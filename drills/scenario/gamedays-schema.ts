// The shape of gamedays.yaml: lists of drills by name, and the drills that are known to fail.
import { z } from 'zod';
import { failureCodes } from '../../core/verdicts.ts';

const text = z.string().min(1);
const name = /^[a-z0-9][a-z0-9-]*$/;

const expectedFailure = z.strictObject({
  reasonCode: z
    .enum(failureCodes)
    // What is left behind is never accepted.
    .exclude(['cleanup'])
    .describe('for any other reason the drill fails like every other'),
  owner: text.describe('who mends it'),
  until: z.iso
    .date({ error: 'expected a day such as 2026-12-31' })
    .describe('the last day on which it is accepted, UTC'),
  reason: text,
});

/** The one key that is no game day: its capital keeps it apart from their names. */
export const expectedFailuresKey = 'expectedFailures';

export const gamedaysSchema = z
  .object({
    [expectedFailuresKey]: z
      .record(text, expectedFailure)
      .default({})
      .describe('drills, as scenario/drill, that are known to fail'),
  })
  .catchall(z.array(text).min(1))
  .superRefine((value, { addIssue }) => {
    for (const key of Object.keys(value))
      if (key !== expectedFailuresKey && !name.test(key)) addIssue(badName(key));
  })
  .transform(({ [expectedFailuresKey]: expectedFailures, ...gameDays }) => ({
    expectedFailures,
    gameDays: gameDays,
  }));

const badName = (key: string) => ({
  code: 'invalid_key' as const,
  origin: 'record' as const,
  input: key,
  path: [key],
  issues: [
    {
      code: 'custom' as const,
      message: 'expected a name of small letters, digits and dashes',
      path: [],
      input: key,
    },
  ],
});
