// Who a process is: its number and the moment it started, since numbers are given again.
import { readFileSync, readlinkSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** In clock ticks since the machine's start: field 22 of /proc/PID/stat. */
  readonly startTicks: number;
  readonly bootId: string;
  /** The PID namespace in which `pid` means something. */
  readonly pidNamespace: string;
}

export const ownIdentity = (): ProcessIdentity => {
  const identity = identify(process.pid);
  if (identity === null) throw new Error('/proc does not show this process: is it mounted?');
  return identity;
};

/** Null when there is no such process, or when it is a zombie. */
export const identify = (pid: number): ProcessIdentity | null => {
  const stat = readStat(pid);
  if (stat === null || stat.state === 'Z' || stat.state === 'X') return null;
  return {
    pid,
    startTicks: stat.startTicks,
    bootId: bootId(),
    pidNamespace: readlinkSync('/proc/self/ns/pid'),
  };
};

/** `elsewhere`: it belongs to another PID namespace of this boot, so nothing can be said about it from here. */
export type Liveness = 'alive' | 'dead' | 'elsewhere';

export const liveness = (identity: ProcessIdentity): Liveness => {
  if (identity.bootId !== bootId()) return 'dead';
  if (identity.pidNamespace !== readlinkSync('/proc/self/ns/pid')) return 'elsewhere';
  return identify(identity.pid)?.startTicks === identity.startTicks ? 'alive' : 'dead';
};

export interface ProcessStat {
  readonly state: string;
  readonly parentPid: number;
  readonly startTicks: number;
}

export const readStat = (pid: number): ProcessStat | null => {
  try {
    // The command's name, in parentheses, may hold blanks and parentheses itself.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '?', parentPid: Number(fields[1]), startTicks: Number(fields[19]) };
  } catch {
    // Gone: that is the answer.
    return null;
  }
};

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
