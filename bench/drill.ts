// Where the wall time of a drill goes: every second of it, from the report's own ledger.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report, TimeLedger } from '../reports/schema.ts';
import { gamedayProgram, median, promise, seconds, table, timed } from './measure.ts';

const drill = 'flash-sale-engine/broker-killed';
const turns = 3;
/** Ours may take 5 % of the drill and 2 s. */
const share = 0.05;
const flatMs = 2_000;

export const benchDrill = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'gameday-bench-'));
  try {
    const ledgers: TimeLedger[] = [];
    for (let turn = 0; turn < turns; turn += 1) ledgers.push(await ledgerOf(join(folder, String(turn))));
    return text(ledgers);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const ledgerOf = async (out: string): Promise<TimeLedger> => {
  await timed([...gamedayProgram, 'run', drill, '--out', out, '--seed', '7']);
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;
  const [played] = report.drills;
  if (played === undefined) throw new Error(`${out}: the report has no drill`);
  return played.timeLedger;
};

const text = (ledgers: readonly TimeLedger[]): string => {
  const totalMs = median(ledgers.map((ledger) => ledger.totalMs));
  const oursMs = median(ledgers.map((ledger) => ledger.oursMs));
  const keys = [...new Set(ledgers.flatMap(({ entries }) => entries.map(keyOf)))];
  const rows = keys.map((key) => {
    const ms = median(ledgers.map(({ entries }) => entries.find((entry) => keyOf(entry) === key)?.ms ?? 0));
    const [kind = '', what = ''] = key.split('\n');
    return [kind, what.replaceAll('|', '\\|'), seconds(ms), `${((100 * ms) / totalMs).toFixed(1)} %`];
  });
  const allowedMs = share * totalMs + flatMs;
  const kept = promise(
    oursMs <= allowedMs,
    `ours ${seconds(oursMs)} of ${seconds(totalMs)}, allowed 5 % + 2 s = ${seconds(allowedMs)}`,
  );
  const head = ['kind', 'what', 'median', 'share'];
  return `## A drill's wall time: ${drill}, ${turns} runs\n\n${table([head, ...rows])}\n\n${kept}`;
};

const keyOf = ({ kind, what }: TimeLedger['entries'][number]): string => `${kind}\n${what}`;
