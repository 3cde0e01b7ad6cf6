// Opens a TCP connection and closes it.
import { z } from 'zod';
import { addressOf, addressSchema } from '../core/address.ts';
import { pass } from '../core/observation.ts';
import { observationOf } from './failure.ts';
import type { ProbeKind } from './probe.ts';

const schema = z.strictObject({ address: addressSchema });
export type TcpConfig = z.output<typeof schema>;

export const tcp: ProbeKind<TcpConfig> = {
  kind: 'tcp',
  schema,
  target: ({ address }) => address,
  create: ({ address }, { dialer }) => ({
    observe: async ({ signal, clock }) => {
      const { service, port } = addressOf(address);
      const startMs = clock.monotonicMs();
      try {
        const socket = await dialer.connect(service, port, signal);
        socket.destroy();
      } catch (error) {
        return observationOf(error, `connect ${address}`, 'accepted', signal);
      }
      const connectMs = Math.round((clock.monotonicMs() - startMs) * 100) / 100;
      return { ...pass(`connect ${address}`, 'accepted', 'accepted'), samples: { connectMs } };
    },
  }),
};
