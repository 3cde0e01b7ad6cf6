// kill: a signal that ends the container without asking, SIGKILL unless another is named.
import { z } from 'zod';
import { dyingKind } from './dying.ts';

const schema = z.strictObject({
  service: z.string(),
  signal: z
    .enum(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGABRT', 'SIGSEGV', 'SIGHUP'])
    .default('SIGKILL'),
});

export const kill = dyingKind<z.infer<typeof schema>>({
  kind: 'kill',
  schema,
  needs: ['signal', 'lifecycle'],
  summary: ({ service, signal }) => `kill ${service} (${signal})`,
  end: ({ service, signal }, stack, ctx) => stack.powers.signal(service, signal, ctx),
});
