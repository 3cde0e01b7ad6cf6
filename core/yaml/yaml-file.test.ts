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

describe('aliases and merges', () => {
  const multiplying = `a: &a [x]\n${['b', 'c', 'd'].map((name, index) => `${name}: &${name} [${Array(20).fill(`*${'abc'[index]}`).join(', ')}]`).join('\n')}\n`;

  it.each([
    [
      'an anchor that is misspelt',
      'x: &app { a: 1 }\nb:\n  <<: *appp\n',
      '3:7 *appp: there is no anchor &appp above it (did you mean "app"?)',
    ],
    ['no anchor at all', 'a: *x\n', '1:4 *x: there is no anchor &x above it (there are no anchors)'],
    [
      'an anchor below its alias',
      'a: *x\nb: &x 1\n',
      '1:4 *x: there is no anchor &x above it (it stands below: an anchor comes before its aliases)',
    ],
    [
      'an empty merge',
      'a:\n  <<:\n  b: 1\n',
      '2:3 <<: expected a mapping, or the alias of one (write e.g. <<: *common)',
    ],
    [
      'a merged word',
      'a:\n  <<: b\n',
      '2:3 <<: expected a mapping, or the alias of one (write e.g. <<: *common)',
    ],
    [
      'the alias of a list',
      'x: &x [1]\na: { <<: *x }\n',
      '2:6 <<: expected a mapping, or the alias of one (write e.g. <<: *common)',
    ],
    [
      'a list that holds itself',
      'x: &a [*a]\n',
      '1:8 *a stands in what it stands for (write out what it should hold)',
    ],
    [
      'a mapping that merges itself',
      'x: &a { b: 1, <<: *a }\n',
      '1:19 *a stands in what it stands for (write out what it should hold)',
    ],
    [
      'aliases of aliases of aliases',
      multiplying,
      expect.stringMatching(/^1:1 not valid YAML: Excessive alias count/),
    ],
  ])('%s', (_, broken, told) => {
    const { value, problems } = parseYaml('x.yaml', broken);
    expect(value).toBeNull();
    expect(
      problems.map(
        ({ line, column, message, hint }) =>
          `${line}:${column} ${message}${hint === null ? '' : ` (${hint})`}`,
      ),
    ).toEqual([told]);
  });

  it('takes a merge of one mapping and of several', () => {
    const merged = 'x: &x { a: 1 }\ny: &y { b: 2 }\nz: { <<: [*x, *y], c: 3 }\nw: { <<: { d: 4 } }\n';
    const { value, problems } = parseYaml('x.yaml', merged);
    expect(problems).toEqual([]);
    expect(value).toMatchObject({ z: { a: 1, b: 2, c: 3 }, w: { d: 4 } });
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
