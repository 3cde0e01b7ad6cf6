// The second's share is exact over any stretch of requests.
import { expect, it } from 'vitest';
import { createShare } from './share.ts';

it.each([
  [0, 100, 0],
  [0.1, 100, 10],
  [0.1, 1000, 100],
  [0.25, 8, 2],
  [0.5, 7, 3],
  [1, 50, 50],
])('of %d gives the second, of %d requests, %d', (wanted, requests, expected) => {
  const share = createShare();
  share.set(wanted);
  const seconds = Array.from({ length: requests }, () => share.next()).filter((one) => one === 'second');
  expect(seconds).toHaveLength(expected);
});
