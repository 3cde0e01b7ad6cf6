// The kernel's word on a container: its cgroup and /proc, read without asking the engine.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GamedayError } from '../core/errors.ts';
import type { Kernel, KernelProcess } from './stack.ts';

/** The engines nest containers at most this deep, e.g. kubepods.slice/…/docker-ID.scope. */
const deepest = 6;

export const createKernel = (root = '/sys/fs/cgroup'): Kernel => {
  const unified = existsSync(join(root, 'cgroup.controllers'));
  const relativePaths = new Map<string, string>();
  const hierarchy = (controller: string): string => (unified ? root : join(root, controller));

  const folderOf = async (controller: string, id: string): Promise<string | null> => {
    const known = relativePaths.get(id) ?? (await findFolder(hierarchy('memory'), id));
    if (known === null) return null;
    relativePaths.set(id, known);
    const folder = join(hierarchy(controller), known);
    return existsSync(folder) ? folder : null;
  };
  const read = async (controller: string, id: string, file: string): Promise<string | null> => {
    const folder = await folderOf(controller, id);
    return folder === null ? null : readGone(join(folder, file));
  };

  return {
    processes: async (id) => {
      const pids = await read('memory', id, 'cgroup.procs');
      return pids === null ? null : processesOf(pids.split('\n').filter((line) => line !== ''));
    },
    frozen: async (id) => {
      if (unified) {
        const events = await read('', id, 'cgroup.events');
        return events === null ? null : /^frozen 1$/m.test(events);
      }
      const state = await read('freezer', id, 'freezer.state');
      return state === null ? null : state.trim() === 'FROZEN';
    },
    memory: async (id) => {
      const used = await read('memory', id, unified ? 'memory.current' : 'memory.usage_in_bytes');
      const limit = await read('memory', id, unified ? 'memory.max' : 'memory.limit_in_bytes');
      return used === null || limit === null ? null : { usedBytes: Number(used), limitBytes: limitOf(limit) };
    },
    oomKills: async () => {
      const counters = await readFile('/proc/vmstat', 'utf8');
      const found = /^oom_kill (\d+)$/m.exec(counters)?.[1];
      if (found !== undefined) return Number(found);
      throw new GamedayError({
        code: 'kernel-view',
        message: '/proc/vmstat has no oom_kill counter: out-of-memory kills need Linux 4.13 or newer',
      });
    },
  };
};

/** The path below the hierarchy, by either name that engines give: `ID` (cgroupfs) or `docker-ID.scope` (systemd). */
const findFolder = async (hierarchy: string, id: string): Promise<string | null> => {
  const names = new Set([id, `docker-${id}.scope`]);
  let level = [''];
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const parent of level) {
      for (const name of await foldersIn(join(hierarchy, parent))) {
        const path = join(parent, name);
        if (names.has(name)) return path;
        below.push(path);
      }
    }
    level = below;
  }
  return null;
};

const foldersIn = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
};

const processesOf = async (pids: readonly string[]): Promise<readonly KernelProcess[]> => {
  // 0 stands for a process of a PID namespace that can't be seen from here: the reader sits beside it, not above.
  if (pids.includes('0')) {
    throw new GamedayError({
      code: 'kernel-view',
      message: "the containers' processes can't be seen from gameday's PID namespace",
      hint: 'run gameday where the engine runs, not in a container beside it',
    });
  }
  const found = await Promise.all(pids.map(processOf));
  return found.filter((process) => process !== null);
};

const processOf = async (pid: string): Promise<KernelProcess | null> => {
  const stat = await readGone(`/proc/${pid}/stat`);
  const commandLine = await readGone(`/proc/${pid}/cmdline`);
  if (stat === null || commandLine === null) return null;
  // The name, in parentheses, may hold blanks and parentheses itself.
  const end = stat.lastIndexOf(')');
  const name = stat.slice(stat.indexOf('(') + 1, end);
  const command = commandLine.replaceAll('\0', ' ').trim();
  return { pid: Number(pid), command: command === '' ? name : command, state: stat.charAt(end + 2) };
};

const limitOf = (text: string): number | null => {
  const bytes = Number(text);
  // v2 says `max`; v1 the largest multiple of a page in 63 bits.
  return Number.isSafeInteger(bytes) ? bytes : null;
};

const readGone = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
};

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH', 'ENODEV'].includes(String(error.code));
