// On which ports a container's processes listen, by the kernel's tables (/proc).
import { readdir, readFile, readlink } from 'node:fs/promises';

/** Ascending; without those of a container's own loopback. Empty where /proc doesn't show the processes. */
export const listeningPorts = async (
  pids: readonly number[],
  address: string,
): Promise<readonly number[]> => {
  const ports = new Set<number>();
  for (const pid of pids) {
    const sockets = await socketsOf(pid);
    for (const entry of [...(await listeners(pid, 'tcp')), ...(await listeners(pid, 'tcp6'))]) {
      const reachable = !isLoopback(entry.address) || address.startsWith('127.');
      if (sockets.has(entry.inode) && reachable) ports.add(entry.port);
    }
  }
  return [...ports].sort((one, other) => one - other);
};

interface Listener {
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

const listening = '0A';

const listeners = async (pid: number, table: 'tcp' | 'tcp6'): Promise<readonly Listener[]> => {
  const text = await readOrEmpty(`/proc/${pid}/net/${table}`);
  return text
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[3] === listening)
    .map((fields) => {
      const [address = '', port = '0'] = (fields[1] ?? '').split(':');
      return { address, port: Number.parseInt(port, 16), inode: fields[9] ?? '' };
    });
};

// Little-endian: 127.0.0.1 is 0100007F; in the other table it comes mapped, or as ::1.
const isLoopback = (address: string): boolean =>
  address.endsWith('7F') || address === '00000000000000000000000001000000';

const socketsOf = async (pid: number): Promise<ReadonlySet<string>> => {
  const inodes = new Set<string>();
  const folder = `/proc/${pid}/fd`;
  for (const file of await readdir(folder).catch(() => [] as string[])) {
    // A file may be closed between the two calls: then it is no listener any more.
    const target = await readlink(`${folder}/${file}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined) inodes.add(inode);
  }
  return inodes;
};

// A process that has gone listens nowhere.
const readOrEmpty = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
