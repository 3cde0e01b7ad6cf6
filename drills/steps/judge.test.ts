// What a result is worth when its output was cut off: absence in a part is no absence.
import { expect, it } from 'vitest';
import { judgeResult } from './judge.ts';

const result = { exitCode: 0, stderr: '', timedOut: false, truncated: true };

it.each([
  ['lacks what it shows', { not: 'ok' }, 'fail'],
  ['lacks what the rest may show', { not: 'ERROR' }, 'unknown'],
  ['shows it', { shows: 'ok' }, 'pass'],
  ['may show it in the rest', { shows: 'ERROR' }, 'unknown'],
  ['differs already', { differs: 'before-fault' as const }, 'pass', 'other'],
  ['may differ in the rest', { differs: 'before-fault' as const }, 'unknown', 'all ok\n'],
  ['is JSON, perhaps', { json: { '$.a': 1 } }, 'unknown'],
] as const)('%s', (_, promised, verdict, before: string | null = null) => {
  const output = { ...result, stdout: 'all ok\n', output: 'all ok\n' };
  expect(judgeResult(output, 1000, promised, before).verdict).toBe(verdict);
});
