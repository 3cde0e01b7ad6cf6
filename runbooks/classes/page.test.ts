// docs/command-classes.md is made from the tables. To write it anew: npx vitest run --project unit runbooks/classes/page.test.ts -u
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { families } from './families.ts';
import { classesPage } from './page.ts';

const file = join(import.meta.dirname, '..', '..', 'docs', 'command-classes.md');

it('docs/command-classes.md is up to date', async () => {
  const text = await format(classesPage(), { ...(await resolveConfig(file)), parser: 'markdown' });
  await expect(text).toMatchFileSnapshot(file);
});

it('has each program once, and each of its sub-commands once', () => {
  const programs = families.flatMap((family) => family.programs.split(' '));
  expect(programs.filter((name, at) => programs.indexOf(name) !== at)).toEqual([]);
  for (const { rows, programs: names } of families) {
    const verbs = rows.flatMap((one) => one.verbs.map((verb) => `${names}: ${verb}`));
    expect(verbs.filter((verb, at) => verbs.indexOf(verb) !== at)).toEqual([]);
  }
});
