// What is seen of a workload.ts without running it.
import { expect, it } from 'vitest';
import { checkWorkloadText } from './check-workload.ts';

const oracle = 'export const createOracle = null;\n';

it.each([
  [
    'a syntax error',
    `export const createWorkload = () => {\n  const rate = ;\n};\n${oracle}`,
    '2:16 does not parse: Expression expected',
  ],
  ['the end too early', 'export const x = {', '1:1 does not parse: Unexpected token'],
  [
    'types that need more than to be left out',
    `enum A { B }\n${oracle}`,
    '1:1 does not parse: TypeScript enum is not supported',
  ],
  ['nothing', '', '1:1 expected the named exports createWorkload and createOracle'],
  [
    'a name that is not exported',
    `${oracle}const createWorkload = 1;`,
    '1:1 expected the named export createWorkload',
  ],
  [
    'a longer name',
    `${oracle}export const createWorkloads = 1;`,
    '1:1 expected the named export createWorkload',
  ],
])('%s is told', (_, text, told) => {
  const problems = checkWorkloadText('w.ts', text).map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
  expect(problems).toHaveLength(1);
  expect(problems[0]?.startsWith(told), problems[0]).toBe(true);
});

it.each([
  [
    'types',
    `import type { A } from 'a';\nexport const createWorkload: A['b'] = (x: number) => x;\n${oracle}`,
  ],
  ['functions', `export async function createWorkload() {}\n${oracle}`],
  ['a list of exports', 'const a = 1, createOracle = 2;\nexport { a as createWorkload, createOracle };'],
  ['exports of another file', "export * from './other.ts';"],
])('%s are taken', (_, text) => {
  expect(checkWorkloadText('w.ts', text)).toEqual([]);
});
