// Background checks: an answer at once from the last look, bounded looks, and no trust in an old one.
import { expect, it, vi } from 'vitest';
import { startCheck } from './health.ts';
import { createLog } from './log.ts';

const log = createLog('test', 'error', () => {});

it.each([
  { name: 'that answers', look: async () => 'pong', healthy: true },
  { name: 'that fails', look: () => Promise.reject(new Error('refused')), healthy: false },
  { name: 'that hangs', look: () => new Promise(() => {}), healthy: false },
])('a dependency $name', async ({ name, look, healthy }) => {
  let looks = 0;
  const check = startCheck({
    name,
    look: () => {
      looks += 1;
      return look();
    },
    ...{ intervalMs: 5, timeoutMs: 5, log },
  });
  await vi.waitUntil(() => looks >= 3);
  expect(check.healthy()).toBe(healthy);
  check.stop();
});

it('does not trust a look that is too old', async () => {
  let nowMs = 0;
  const check = startCheck({
    name: 'x',
    look: async () => 1,
    intervalMs: 60_000,
    timeoutMs: 5,
    log,
    nowMs: () => nowMs,
  });
  await vi.waitUntil(() => check.healthy());
  nowMs = 1_000_000;
  expect(check.healthy()).toBe(false);
  check.stop();
});
