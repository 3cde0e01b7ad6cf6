// Our receiver, the proof of delivery: what Alertmanager sent, with the receiver's own clock.
import type { Dialer } from '../core/addresses.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import { requestText } from './http.ts';
import type { Delivery, Receiver } from './stack.ts';

export const receiverPort = 9095;
const answerWithinMs = 5000;
const ok = 200;

export const createReceiver = (dialer: Dialer): Receiver => ({
  deliveries: async (after, ctx) => {
    const asked = { service: 'receiver', port: receiverPort, path: `/deliveries?after=${after}` };
    try {
      const { status, text } = await requestText(dialer, asked, ctx, answerWithinMs);
      if (status !== ok) throw new Error(`status ${status}: ${text.slice(0, 200)}`);
      return JSON.parse(text) as readonly Delivery[];
    } catch (error) {
      ctx.signal.throwIfAborted();
      throw new GamedayError({
        code: 'receiver-unreachable',
        message: `the receiver did not tell its deliveries: ${messageOf(error)}`,
        cause: error,
      });
    }
  },
});
