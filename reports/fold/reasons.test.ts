// docs/exit-codes.md publishes the reason codes: every row of it is checked against the code.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reasonCodes } from '../../core/verdicts.ts';
import { reasons } from './reasons.ts';

it('docs/exit-codes.md lists every reason code, in order', () => {
  const text = readFileSync(new URL('../../docs/exit-codes.md', import.meta.url), 'utf8');
  const published = [...text.matchAll(/^\| `([\w-]+)`\s*\| (\w+)\s*\| (.+?)\s*\|$/gm)].map((match) =>
    match.slice(1),
  );
  expect(published).toEqual(reasonCodes.map((code) => [code, reasons[code].verdict, reasons[code].meaning]));
});

it('stands in the order of the exit codes', () => {
  const order = ['error', 'aborted', 'fail', 'inconclusive', 'skipped', 'pass'];
  const ranks = reasonCodes.map((code) => order.indexOf(reasons[code].verdict));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
});
