// Making artefacts: once, all or nothing, with an answer that says what to do.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { cacheFolders } from '../cache.ts';
import type { Artefact } from './artefact.ts';
import { artefactFolder, ensureArtefact, type Host } from './ensure-artefacts.ts';

const ctx = { clock: systemClock, signal: new AbortController().signal };
let host: Host;
let lines: string[];
beforeEach(() => {
  lines = [];
  const cache = cacheFolders(mkdtempSync(join(tmpdir(), 'gameday-artefacts-')));
  host = { cache, path: '/usr/bin:/bin', userId: 0, report: (line) => lines.push(line) };
});
afterEach(() => rmSync(host.cache.root, { recursive: true }));

const artefact = (version: string, make: Artefact['make']): Artefact => ({
  name: 'thing',
  source: 'this test',
  version,
  commands: [],
  inputs: () => [version],
  make,
  remedy: 'needs a thing that works',
});

it('is made once when two ask at the same time', async () => {
  let made = 0;
  const one = artefact('1', async ({ folder, run }) => {
    made += 1;
    writeFileSync(join(folder, 'file'), await run('echo', ['hello']));
  });
  await Promise.all([ensureArtefact(one, host, ctx), ensureArtefact(one, host, ctx)]);
  expect(made).toBe(1);
  expect(readFileSync(join(artefactFolder(host.cache, one), 'file'), 'utf8')).toBe('hello');
  expect(lines.toSorted()).toEqual([
    expect.stringMatching(/^made thing in \d+\.\d s$/),
    'making thing 1: this test',
    'waiting for another gameday that makes thing',
  ]);
});

it('leaves nothing when it fails, and says what to do', async () => {
  const broken = artefact('1', async ({ folder, run }) => {
    writeFileSync(join(folder, 'half'), '');
    await run('sh', ['-c', 'echo no such mirror >&2; exit 3']);
  });
  await expect(ensureArtefact(broken, host, ctx)).rejects.toMatchObject({
    code: 'component-missing',
    exitCode: 64,
    message: expect.stringContaining('no such mirror'),
    hint: 'needs a thing that works',
  });
  expect(readdirSync(host.cache.downloads)).toEqual([]);
});

it('begins anew where a killed run stopped', async () => {
  const left = join(host.cache.downloads, '.thing', 'folder');
  const one = artefact('1', async ({ folder }) => writeFileSync(join(folder, 'whole'), ''));
  mkdirSync(left, { recursive: true });
  writeFileSync(join(left, 'half'), '');
  await ensureArtefact(one, host, ctx);
  expect(readdirSync(artefactFolder(host.cache, one))).toEqual(['whole']);
});

it('keeps another version beside it', async () => {
  const make: Artefact['make'] = async ({ folder }) => writeFileSync(join(folder, 'file'), '');
  await ensureArtefact(artefact('1', make), host, ctx);
  await ensureArtefact(artefact('2', make), host, ctx);
  expect(existsSync(artefactFolder(host.cache, artefact('1', make)))).toBe(true);
  expect(readdirSync(host.cache.downloads)).toHaveLength(2);
});
