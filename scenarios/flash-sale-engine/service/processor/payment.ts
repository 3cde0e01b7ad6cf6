// The payment provider, simulated. Which orders time out depends on the seed and the order id alone, so that a run can
// be repeated and a redelivered order meets the same answer.
import { createHash } from 'node:crypto';
import { pause } from '../deadline.ts';

export interface PaymentOptions {
  readonly timeoutShare: number;
  readonly seed: number;
  readonly latencyMs: number;
  readonly timeoutMs: number;
}

export type Pay = (orderId: string) => Promise<'paid' | 'timeout'>;

export const timesOut = (orderId: string, { timeoutShare, seed }: PaymentOptions): boolean => {
  const draw = createHash('sha256').update(`${seed}:${orderId}`).digest().readUInt32BE(0) / 2 ** 32;
  return draw < timeoutShare;
};

export const createPayment =
  (options: PaymentOptions): Pay =>
  async (orderId) => {
    const late = timesOut(orderId, options);
    await pause(late ? options.timeoutMs : options.latencyMs);
    return late ? 'timeout' : 'paid';
  };
