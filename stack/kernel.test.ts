// Both generations of cgroups, read from folders that look like them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createKernel } from './kernel.ts';

const id = 'f00d'.repeat(16);
const own = `${process.pid}\n`;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const hierarchy = (files: Readonly<Record<string, string>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'gameday-cgroup-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

const v1 = (freezer: string, limit: string) => ({
  [`memory/gameday-x/${id}/cgroup.procs`]: own,
  [`memory/gameday-x/${id}/memory.usage_in_bytes`]: '1000\n',
  [`memory/gameday-x/${id}/memory.limit_in_bytes`]: `${limit}\n`,
  [`freezer/gameday-x/${id}/freezer.state`]: `${freezer}\n`,
});
const v2 = (frozen: 0 | 1, limit: string) => ({
  'cgroup.controllers': 'memory\n',
  [`system.slice/docker-${id}.scope/cgroup.procs`]: own,
  [`system.slice/docker-${id}.scope/memory.current`]: '1000\n',
  [`system.slice/docker-${id}.scope/memory.max`]: `${limit}\n`,
  [`system.slice/docker-${id}.scope/cgroup.events`]: `populated 1\nfrozen ${frozen}\n`,
});

it.each([
  { what: 'v1', files: v1('THAWED', '9223372036854771712'), frozen: false, limitBytes: null },
  { what: 'v1, frozen, limited', files: v1('FROZEN', '4096'), frozen: true, limitBytes: 4096 },
  { what: 'v2', files: v2(0, 'max'), frozen: false, limitBytes: null },
  { what: 'v2, frozen, limited', files: v2(1, '4096'), frozen: true, limitBytes: 4096 },
])('$what', async ({ files, frozen, limitBytes }) => {
  const kernel = createKernel(hierarchy(files));
  expect(await kernel.frozen(id)).toBe(frozen);
  expect(await kernel.memory(id)).toEqual({ usedBytes: 1000, limitBytes });
  expect(await kernel.processes(id)).toMatchObject([
    { pid: process.pid, state: expect.stringMatching(/^[RS]$/) as string },
  ]);
});

it('gives null for what has no cgroup, also when it had one', async () => {
  const root = hierarchy(v1('THAWED', '4096'));
  const kernel = createKernel(root);
  expect(await kernel.processes('beef'.repeat(16))).toBeNull();
  expect(await kernel.processes(id)).toHaveLength(1);
  rmSync(join(root, 'memory/gameday-x', id), { recursive: true });
  rmSync(join(root, 'freezer/gameday-x', id), { recursive: true });
  expect(await kernel.processes(id)).toBeNull();
  expect(await kernel.frozen(id)).toBeNull();
  expect(await kernel.memory(id)).toBeNull();
});

it("refuses to judge processes that it can't see", async () => {
  const kernel = createKernel(hierarchy({ [`memory/${id}/cgroup.procs`]: '0\n0\n' }));
  await expect(kernel.processes(id)).rejects.toMatchObject({ code: 'kernel-view' });
});

it('knows how often this machine ran out of memory', async () => {
  expect(await createKernel().oomKills()).toBeGreaterThanOrEqual(0);
});
