// Enforces the table of imports: who may know whom, transitively. Change the table only with a decision in docs/decisions.
import { readFileSync, globSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';

const root = dirname(import.meta.dirname);

/** Each part and what it may import. `scenarios/*` stands for its workload.ts; the services know nothing of ours. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  runbooks: ['core'],
  reports: ['core', 'runbooks'],
  probes: ['core'],
  stack: ['core'],
  drills: ['core', 'runbooks', 'probes', 'stack'],
  watch: ['core', 'probes', 'reports'],
  cli: ['core', 'runbooks', 'reports', 'probes', 'stack', 'drills', 'watch'],
  workload: ['core'],
  service: [],
};

const partOf = (file: string): string => {
  const [top = '', , third] = file.split(sep);
  if (top === 'scenarios') return third === 'service' ? 'service' : 'workload';
  return top;
};

const sources = globSync('{core,runbooks,reports,probes,stack,drills,watch,cli,scenarios}/**/*.ts', {
  cwd: root,
}).filter(
  (file) =>
    !/\.(test|spec|d)\.ts$/.test(file) &&
    !file.includes('fixtures') &&
    !file.startsWith(join('reports', 'runs')),
);

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, path = '']) => relative(root, join(root, dirname(file), path)),
  );

/** What a file loads when it runs: its own kind by path from the root, packages by name. */
const loadedBy = (file: string): readonly string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^(?:import|export)(?! type\b)[^;']*from '([^']+)'|\b(?:import|require)\(\s*'([^']+)'/gm,
    ),
  ].map(([, from, called]) => {
    const name = from ?? called ?? '';
    return name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name;
  });

it('finds the sources', () => {
  expect(sources.length).toBeGreaterThan(50);
});

it.each(Object.keys(mayImport))('%s imports only what it may', (part) => {
  const wrong = sources
    .filter((file) => partOf(file) === part)
    .flatMap((file) => importsOf(file).map((target) => ({ file, target, to: partOf(target) })))
    .filter(({ to }) => to !== part && !mayImport[part]?.includes(to))
    .map(({ file, target }) => `${file} imports ${target}`);
  expect(wrong).toEqual([]);
});

// What is linted and classified is somebody else's text: nothing that reads it can open, send or start anything.
it('runbooks reaches nothing that acts', () => {
  const pure = [/^node:crypto$/, /^@lezer\//, /^@prometheus-io\//, /^(unbash|yaml|zod)$/];
  const reached = new Set<string>();
  const visit = (loaded: string): void => {
    if (reached.has(loaded)) return;
    reached.add(loaded);
    if (loaded.endsWith('.ts')) for (const next of loadedBy(loaded)) visit(next);
  };
  // What writes a schema to docs/ is a program for us, and nothing loads it.
  const programs = join('runbooks', 'schema-document.ts');
  for (const file of sources.filter((one) => partOf(one) === 'runbooks' && one !== programs)) visit(file);
  const acting = [...reached].filter(
    (loaded) => !loaded.endsWith('.ts') && !pure.some((allowed) => allowed.test(loaded)),
  );
  expect(acting).toEqual([]);
  expect(reached.size).toBeGreaterThan(50);
});

it('the table has no cycle', () => {
  const reach = (part: string, seen: readonly string[]): void => {
    expect(seen).not.toContain(part);
    for (const next of mayImport[part] ?? []) reach(next, [...seen, part]);
  };
  for (const part of Object.keys(mayImport)) reach(part, []);
});

it('no module loads itself by a detour', () => {
  // What a command loads when it is called is no detour: by then all is loaded.
  const loadedAtOnce = (file: string): readonly string[] =>
    [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /^(?:import|export)(?! type\b)[^;']*from '(\.[^']+)'/gm,
      ),
    ].map(([, path = '']) => relative(root, join(root, dirname(file), path)));
  const detours: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) detours.push([...way.slice(way.indexOf(file)), file].join(' > '));
    if (done.has(file) || way.includes(file)) return;
    for (const next of loadedAtOnce(file)) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  expect(detours).toEqual([]);
});
