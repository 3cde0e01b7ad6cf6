// Rules and paths: the small languages of expectations.
import { describe, expect, it } from 'vitest';
import type { Json } from '../core/json.ts';
import { createHeap } from './heap.ts';
import { parsePath, valueAt } from './json-path.ts';
import { holds, parseBound, ruleSchema, ruleText } from './rule.ts';

describe('parseBound', () => {
  it.each([
    ['< 50', { operator: '<', value: 50 }],
    ['>=1', { operator: '>=', value: 1 }],
    ['!= -2.5e3', { operator: '!=', value: -2500 }],
    ['50', null],
    ['< fast', null],
    ['=< 5', null],
  ])('%s', (text, bound) => expect(parseBound(text)).toEqual(bound));
});

describe('holds', () => {
  const rows: readonly [unknown, Json | undefined, boolean, string][] = [
    [true, true, true, '== true'],
    [true, 'true', false, '== true'],
    [null, undefined, false, '== null'],
    [{ is: '< 5' }, 4, true, '< 5'],
    [{ is: '< 5' }, '4', false, '< 5'],
    [{ is: '!= 5' }, undefined, false, '!= 5'],
    [{ not: 'open' }, 'closed', true, '!= "open"'],
    [{ not: 'open' }, undefined, false, '!= "open"'],
    [{ matches: '^cl' }, 'closed', true, 'matches /^cl/'],
    [{ exists: false }, undefined, true, 'does not exist'],
    [{ exists: true }, null, true, 'exists'],
  ];
  it.each(rows)('%j of %j: %s', (rule, found, good, text) => {
    const parsed = ruleSchema.parse(rule);
    expect(holds(found, parsed)).toBe(good);
    expect(ruleText(parsed)).toBe(text);
  });
});

describe('valueAt', () => {
  const json = { a: { b: [{ c: 1 }, { c: 2 }] }, 'odd key': 'x', 'kebab-case': 3 };
  it.each([
    ['$', json],
    ['$.a.b[1].c', 2],
    ["$['odd key']", 'x'],
    ['$.kebab-case', 3],
    ['$.a.b[2].c', undefined],
    ['$.a.length', undefined],
    ['$.toString', undefined],
  ])('%s', (path, value) => expect(valueAt(json, path)).toEqual(value));

  it.each(['', 'a', '$a', '$..a', '$.a[', '$.a[x]'])('is no path: %s', (text) => {
    expect(parsePath(text)).toBeNull();
  });
});

describe('createHeap', () => {
  it('gives its entries back in order', () => {
    const heap = createHeap<number>((entry) => entry);
    const entries = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503);
    for (const entry of entries) heap.push(entry);
    const sorted = [...entries].sort((left, right) => left - right);
    expect(entries.map(() => heap.pop())).toEqual(sorted);
    expect(heap.pop()).toBeUndefined();
  });
});
