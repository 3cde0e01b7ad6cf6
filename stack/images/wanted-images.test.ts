// Tags are hashes of what goes into an image: the same for the same, another for each change.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cacheFolders } from '../cache.ts';
import { wantedImages } from './wanted-images.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-wanted-'));
  mkdirSync(join(folder, 'service'));
  writeFileSync(join(folder, 'service', 'Dockerfile'), 'ARG BASE\nFROM ${BASE}\n');
  writeFileSync(
    join(folder, 'service', 'main.ts'),
    "import { word } from './word.ts';\nconsole.log(word);\n",
  );
  writeFileSync(join(folder, 'service', 'word.ts'), "export const word: string = 'one';\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

const tags = async (): Promise<Readonly<Record<string, string>>> => {
  const services = [{ name: 'some-system', folder: join(folder, 'service') }];
  const wanted = await wantedImages(services, cacheFolders(join(folder, 'cache')));
  return Object.fromEntries(wanted.map(({ recipe, tag }) => [recipe.name, tag]));
};

it('gives the same tags again', async () => {
  const first = await tags();
  expect(await tags()).toEqual(first);
  expect(first['some-system']).toMatch(/^gameday\/some-system:[0-9a-f]{12}$/);
});

it.each([
  ['word.ts', "export const word: string = 'another';\n"],
  ['Dockerfile', 'ARG BASE\nFROM ${BASE}\nCMD ["true"]\n'],
])('a change of %s changes the tag of that image alone', async (file, text) => {
  const { 'some-system': before, ...others } = await tags();
  writeFileSync(join(folder, 'service', file), text);
  const { 'some-system': after, ...othersAfter } = await tags();
  expect(after).not.toBe(before);
  expect(othersAfter).toEqual(others);
});

it('a source without effect on the program changes nothing', async () => {
  const before = await tags();
  writeFileSync(join(folder, 'service', 'word.ts'), "// A comment.\nexport const word: string = 'one';\n");
  expect(await tags()).toEqual(before);
});
