// A start that can't succeed says why, all of it, and ends.
import { expect, it } from 'vitest';
import { runProgram } from './testing/program.ts';

it.each([
  {
    service: 'cashier',
    environment: {},
    output:
      'which service: expected one of gateway, processor, replay-dlq, check-stock, correct-stock, restock, got "cashier"',
  },
  {
    service: 'gateway',
    environment: { KAFKA_ACKS: '2', RATE_LIMIT_WINDOW: '60' },
    output:
      'cannot start:\n  KAFKA_ACKS: expected one of 0, 1, all, -1, got "2"\n' +
      '  RATE_LIMIT_WINDOW: expected a duration like 200ms, 30s, 1m, got "60"\n',
  },
  {
    service: 'replay-dlq',
    environment: {},
    args: ['Redis'],
    output: 'replay-dlq: expected no reason, or "Payment Timeout", got "Redis"',
  },
  {
    service: 'replay-dlq',
    environment: { PAYMENT_TIMEOUT_TO_DLQ: 'true' },
    args: ['Payment Timeout'],
    output: 'replay-dlq: with PAYMENT_TIMEOUT_TO_DLQ=true they would come straight back',
  },
])('$service $args with $environment', async ({ service, environment, args, output }) => {
  const program = runProgram(service, environment, args);
  expect(await program.ended).toBe(64);
  expect(program.output()).toContain(output);
});
