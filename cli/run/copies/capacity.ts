// How many copies of the stack this machine can carry without spoiling what is measured on them.
import { formatBytes } from '../../../core/bytes.ts';
import { counted } from '../../../reports/text.ts';
import { usageError } from '../../errors.ts';

export interface Machine {
  readonly cores: number;
  readonly freeBytes: number;
}

export interface Copies {
  readonly count: number;
  /** Why there are fewer than were asked for; null: there are as many. */
  readonly told: string | null;
}

/** The Flash Sale Engine's stack with its engine and gameday itself take about half of it. */
const bytesPerCopy = 2 * 1024 ** 3;

/** `--parallel N`, or `auto`: as many as the machine can carry. Throws a usage error (64). */
export const copiesOf = (flag: string | undefined, machine: Machine): Copies => {
  if (flag === undefined) return { count: 1, told: null };
  const most = mostCopies(machine);
  if (flag === 'auto') return { count: most.count, told: null };
  const wanted = Number(flag);
  if (!/^\d+$/.test(flag) || wanted < 1)
    throw usageError(
      `--parallel: expected a whole number from 1 on, or auto, got "${flag}"`,
      'auto: as many copies of the stack as cores and memory allow',
    );
  if (wanted <= most.count) return { count: wanted, told: null };
  return { count: most.count, told: `--parallel ${wanted}: ${most.count} of them, ${most.why}` };
};

const mostCopies = ({ cores, freeBytes }: Machine): { readonly count: number; readonly why: string } => {
  const byMemory = Math.floor(freeBytes / bytesPerCopy);
  const count = Math.max(1, Math.min(cores, byMemory));
  const why =
    byMemory < cores
      ? `since ${formatBytes(freeBytes - (freeBytes % 2 ** 20))} of memory are free, and each copy of the stack wants ${formatBytes(bytesPerCopy)}`
      : `since there ${cores === 1 ? 'is' : 'are'} ${counted(cores, 'core')}: more would be late with what they measure`;
  return { count, why };
};
