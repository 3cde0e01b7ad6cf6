import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkShape } from './check-shape.ts';
import { parseYaml } from './yaml-file.ts';

const text = `a:
  b: [1, two]
  c: "quoted"
  block: |
    first
    second line
other: &anchor { d: 1 }
alias: *anchor
`;

describe('places', () => {
  const yaml = parseYaml('x.yaml', text);

  it.each([
    { path: ['a', 'b', 1], part: 'value' as const, line: 2, column: 10 },
    { path: ['a', 'c'], part: 'value' as const, line: 3, column: 6 },
    { path: ['a', 'c'], part: 'key' as const, line: 3, column: 3 },
    { path: ['a', 'missing', 'deep'], part: 'value' as const, line: 1, column: 1 },
    { path: ['alias', 'd'], part: 'value' as const, line: 7, column: 21 },
    { path: [], part: 'value' as const, line: 1, column: 1 },
  ])('$path ($part) is at $line:$column', ({ path, part, line, column }) => {
    expect(yaml.placeOf(path, part)).toEqual({ line, column });
  });

  it.each([
    { path: ['a', 'c'], offset: 3, line: 3, column: 10 },
    { path: ['a', 'block'], offset: 2, line: 5, column: 7 },
    { path: ['a', 'block'], offset: 13, line: 6, column: 12 },
    { path: ['other', 'd'], offset: 0, line: 7, column: 21 },
  ])('offset $offset inside $path is at $line:$column', ({ path, offset, line, column }) => {
    expect(yaml.placeInside(path, offset)).toEqual({ line, column });
  });
});

describe('syntax', () => {
  it('tells the first error only, since all others follow from it', () => {
    const { problems, value } = parseYaml('x.yaml', 'a: [1\nb: ]]\nc: }');
    expect(value).toBeNull();
    expect(problems).toHaveLength(1);
  });

  it('tells every duplicate key', () => {
    const { problems } = parseYaml('x.yaml', 'a: 1\nb: 2\na: 3\nb: 4\n');
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [3, 'the key "a" stands here for the second time'],
      [4, 'the key "b" stands here for the second time'],
    ]);
  });
});

describe('shape', () => {
  const schema = z.strictObject({
    name: z.string(),
    list: z.array(z.number()).min(2),
    on: z.enum(['yes', 'no']),
  });

  it('collects every problem of a file', () => {
    const { value, problems } = checkShape(parseYaml('x.yaml', 'naem: x\nlist: [1]\non: yse\n'), schema);
    expect(value).toBeNull();
    expect(
      problems.map(({ line, column, message, hint }) => `${line}:${column} ${message} (${hint})`),
    ).toEqual([
      '1:1 name: this key is missing (null)',
      '2:7 list: expected at least 2 items, got 1 (null)',
      '3:5 on: expected yes or no, got "yse" (did you mean "yes"?)',
      '1:1 naem: unknown key (did you mean "name"?)',
    ]);
  });
});
