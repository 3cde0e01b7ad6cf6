// A family whose programs have one row only.
import { row, type Call, type Family, type Verdict } from '../class-table.ts';

export const oneRow = (
  title: string,
  programs: string,
  commandClass: Parameters<typeof row>[0],
  why: string,
  judge?: (call: Call) => readonly Verdict[] | null,
  note?: string,
): Family => ({
  title,
  programs,
  rows: [row(commandClass, '*,', why, judge === undefined ? {} : { judge })],
  ...(note === undefined ? {} : { note }),
});
