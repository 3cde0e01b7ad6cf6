// stop: the container is asked to end, and killed after its grace period.
import { z } from 'zod';
import { durationSchema } from '../../core/duration-schema.ts';
import { formatDuration } from '../../core/duration.ts';
import { dyingKind } from './dying.ts';

const schema = z
  .strictObject({
    service: z.string(),
    // The engine counts it in whole seconds.
    grace: durationSchema
      .refine((ms) => ms % 1000 === 0, { error: 'expected whole seconds such as 2s' })
      .optional(),
  })
  .transform(({ service, grace }) => ({ service, graceMs: grace ?? null }));

export const stop = dyingKind<z.infer<typeof schema>>({
  kind: 'stop',
  schema,
  needs: ['lifecycle'],
  summary: ({ service, graceMs }) =>
    `stop ${service}${graceMs === null ? '' : ` (grace period ${formatDuration(graceMs)})`}`,
  end: ({ service, graceMs }, stack, ctx) =>
    stack.powers.stop(service, ctx, ...(graceMs === null ? [] : [graceMs / 1000])),
});
