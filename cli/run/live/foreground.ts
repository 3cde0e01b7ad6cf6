// Whose terminal it is just now: what runs in the background must not draw over somebody's shell, nor change its settings.
import { readFileSync } from 'node:fs';

/** True where nobody can tell. */
export const isForeground = (pid: number, readStat = readStatOf): boolean => {
  const stat = readStat(pid);
  if (stat === null) return true;
  // pid (name) state parent group session terminal foreground-group …; the name may hold anything.
  const [, parent = 0, group, , terminal, foreground] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  // Inside a private engine's network it has a session of its own, without a terminal: the process outside has it.
  if (terminal === 0) return parent <= 1 || isForeground(parent, readStat);
  return group === foreground;
};

const readStatOf = (pid: number): string | null => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // No /proc, or the process is gone.
    return null;
  }
};
