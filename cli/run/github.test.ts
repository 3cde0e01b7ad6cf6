// Where GitHub looks for the file of an annotation.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inRepository } from './github.ts';

const here = process.cwd();

it.each([
  ['called in a folder of the repository', join(here, '..'), `${here.split('/').at(-1)}/a.yaml`],
  ['called at its top', here, 'a.yaml'],
  ['another repository is checked out', join(here, 'elsewhere'), 'a.yaml'],
  ['not on GitHub', undefined, 'a.yaml'],
  ['an empty variable', '', 'a.yaml'],
])('%s', (_name, workspace, expected) => {
  expect(inRepository('a.yaml', workspace)).toBe(expected);
});
