// Waits as people write them.
import { expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';

it.each([
  [
    'Wait until `curl -f x` succeeds, for at most 5 minutes.',
    [{ kind: 'wait-until', command: 'curl -f x', atMostMs: 300_000 }],
  ],
  [
    'Restart. Then wait up to 30s until `a b.c` is ok.',
    [{ kind: 'wait-until', command: 'a b.c', atMostMs: 30_000 }],
  ],
  ['Wait until the command `a b` succeeds.', [{ kind: 'wait-until', command: 'a b', atMostMs: null }]],
  ['Wait 30 seconds.', [{ kind: 'wait', ms: 30_000 }]],
  ['wait for 1.5 minutes, then look', [{ kind: 'wait', ms: 90_000 }]],
  [
    'Wait 1 hour. Wait 2 min.',
    [
      { kind: 'wait', ms: 3_600_000 },
      { kind: 'wait', ms: 120_000 },
    ],
  ],
  ['Wait 2-3 minutes for it', [{ kind: 'wait', ms: 180_000 }]],
  ['Wait up to 2 minutes for the pods.', [{ kind: 'wait', ms: 120_000 }]],
  ['Wait for the transition (7 days)', [{ kind: 'wait', ms: 604_800_000 }]],
  ['Give it 30 seconds. Allow another 5 min.', [{ ms: 30_000 }, { ms: 300_000 }]],
  ['Attendre 30 secondes, puis regarder', [{ kind: 'wait', ms: 30_000 }]],
  ['Warten Sie 2 Minuten', [{ kind: 'wait', ms: 120_000 }]],
  ['Wait until `up` is 1, or `up == 1`', []],
  ['We allow 5 connections', []],
  ['Wait for health checks to pass', []],
  ['Orders await 30 seconds', []],
  ['Wait until `` works', []],
])('%s', (prose, expected) => {
  const { waits } = parseRunbook(prose);
  expect(waits).toMatchObject(expected);
  expect(waits).toHaveLength(expected.length);
});
