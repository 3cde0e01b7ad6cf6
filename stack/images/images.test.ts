// The table of images, and the artefacts behind it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { artefacts } from './artefacts.ts';
import { imageRecipes } from './images.ts';

const recipes = imageRecipes([{ name: 'some-system', folder: '/somewhere/service' }]);
const names = recipes.map(({ name }) => name);
const own = recipes.slice(0, -1);

it('has each name once, and a system’s service last, on Node', () => {
  expect(new Set(names).size).toBe(names.length);
  expect(recipes.at(-1)).toMatchObject({
    name: 'some-system',
    from: 'node',
    bundles: { 'main.mjs': '/somewhere/service/main.ts' },
  });
});

describe.each(own)('$name', (recipe) => {
  it('stands after the image that it is built on', () => {
    const before = names.slice(0, names.indexOf(recipe.name));
    expect(recipe.from === null || before.includes(recipe.from)).toBe(true);
  });

  it('has a Dockerfile that copies exactly what the table puts beside it', () => {
    const dockerfile = readFileSync(join(recipe.folder, 'Dockerfile'), 'utf8');
    const copied = [...dockerfile.matchAll(/^(?:COPY|ADD) (.+) \S+$/gm)]
      .flatMap(([, sources = '']) => sources.split(' '))
      .map((source) => source.split('/')[0] ?? '');
    const given = [
      ...recipe.artefacts.map((artefact) => artefacts[artefact].name),
      ...Object.keys(recipe.bundles),
      ...Object.keys(recipe.files),
    ];
    for (const name of given) expect(copied).toContain(name);
    for (const name of copied)
      expect(given.includes(name) || existsSync(join(recipe.folder, name))).toBe(true);
  });

  it('says how it is known to be up and what to do without it', () => {
    expect(recipe.up.command.length).toBeGreaterThan(0);
    expect(recipe.remedy).not.toBe('');
    expect(recipe.source).not.toBe('');
  });

  it('bundles programs that are there', () => {
    for (const file of [...Object.values(recipe.bundles), ...Object.values(recipe.files)]) {
      expect(existsSync(file)).toBe(true);
    }
  });
});

it.each(Object.entries(artefacts))('the artefact %s stands under its own name', (name, artefact) => {
  expect(artefact.name).toBe(name);
  expect(artefact.remedy).toMatch(/^needs /);
});
