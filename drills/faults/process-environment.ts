// The variables that a process was started with, by the kernel's word (/proc).
import { readFile } from 'node:fs/promises';

export type Environment = ReadonlyMap<string, string>;

/** Empty when the process has gone; null when it may not be read: the kernel shows it to its own user and to root only. */
export const environmentOf = async (
  pid: number,
  read: (file: string) => Promise<string> = (file) => readFile(file, 'utf8'),
): Promise<Environment | null> => {
  const text = await read(`/proc/${pid}/environ`).catch((error: unknown) => (hasGone(error) ? '' : null));
  if (text === null) return null;
  return new Map(
    text.split('\0').flatMap((one): [string, string][] => {
      const at = one.indexOf('=');
      return at === -1 ? [] : [[one.slice(0, at), one.slice(at + 1)]];
    }),
  );
};

const hasGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');

export const unreadable = 'not readable: it needs root';
