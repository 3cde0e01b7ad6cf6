// How long a person waits for `gameday --help`; bare Node beside it, since it can't be faster than that.
import { gamedayProgram, median, promise, quantile, table, timed } from './measure.ts';

const turns = 20;
const limitMs = 150;

export const benchCli = async (): Promise<string> => {
  const help: number[] = [];
  const bare: number[] = [];
  const listed: number[] = [];
  // In turns, so that what else happens on the machine hits all of them alike.
  for (let turn = 0; turn < turns; turn += 1) {
    help.push((await timed([...gamedayProgram, '--help'])).ms);
    bare.push((await timed([process.execPath, '-e', '0'])).ms);
    if (turn < 5) listed.push((await timed([...gamedayProgram, 'list'])).ms);
  }
  const row = (name: string, values: readonly number[]): readonly string[] => [
    name,
    `${median(values).toFixed(0)} ms`,
    `${quantile(values, 0.95).toFixed(0)} ms`,
    (median(values) / median(bare)).toFixed(1),
  ];
  const rows = [
    ['command', 'median', 'p95', '× bare node'],
    row('`gameday --help`', help),
    row('`gameday list`', listed),
    row("`node -e '0'`", bare),
  ];
  return `## Command line, ${turns} starts each\n\n${table(rows)}\n\n${promise(median(help) < limitMs, `--help under ${limitMs} ms`)}`;
};
