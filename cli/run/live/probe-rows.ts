// Probes with their last looks. Few stand below each other, many side by side, those that fail first where not all have room.
import { columnsOf, fitting } from '../../../core/columns.ts';
import { msText } from '../../../reports/text.ts';
import type { Piece } from './row.ts';
import type { Row, Setting } from './display.ts';
import { sparkline } from './sparkline.ts';
import type { LiveProbe, LiveState } from './state.ts';

const mostRows = 8;
const longestName = 20;
const longestLine = 20;
/** ` 640 ms`. */
const latencyColumns = 8;
const between = 2;
/** Less of what was found says nothing. */
const leastFound = 10;

export const probeRows = (state: LiveState, setting: Setting): readonly Row[] => {
  const { probes } = state;
  if (probes.length === 0) return [];
  const timeoutMs = timeoutsOf(state);
  const nameColumns = Math.min(longestName, Math.max(...probes.map(({ name }) => columnsOf(name))));
  const widest = 2 + nameColumns + 1 + longestLine + latencyColumns;
  const side = Math.max(
    1,
    probes.length <= mostRows ? 1 : Math.floor((setting.columns + between) / (widest + between)),
  );
  const cellOf = (probe: LiveProbe): Cell => cell(probe, timeoutMs(probe), nameColumns, setting, side === 1);
  const { shown, left } = chosen(probes, side * mostRows);
  const rows: Row[] = [];
  for (let at = 0; at < shown.length; at += side) {
    const cells = shown.slice(at, at + side);
    const isBad = cells.some((probe) => !isGood(probe));
    const pieces = cells.flatMap((probe, index) => [...(index === 0 ? [] : ['  ']), ...cellOf(probe)]);
    rows.push({ rank: isBad ? 5 : 10, label: at === 0 ? 'probes' : '', pieces });
  }
  if (left.length > 0) rows.push({ rank: 9, label: '', pieces: [leftText(left)] });
  return rows;
};

type Cell = readonly Piece[];

const isGood = ({ looks }: LiveProbe): boolean => looks.at(-1)?.verdict === 'pass';

const timeoutsOf =
  ({ drill }: LiveState) =>
  (probe: LiveProbe): number =>
    drill?.plan.probes.find(({ name }) => name === probe.name)?.timeout.pacedMs ?? 1_000;

/** In their own order, those that are good leaving first. */
const chosen = (probes: readonly LiveProbe[], room: number) => {
  const byNeed = [...probes.filter((probe) => !isGood(probe)), ...probes.filter(isGood)];
  const kept = new Set(byNeed.slice(0, room));
  return { shown: probes.filter((one) => kept.has(one)), left: byNeed.slice(room) };
};

/** No count of those that are good: on a low terminal more of them leave. */
const leftText = (left: readonly LiveProbe[]): string => {
  const bad = left.filter((probe) => !isGood(probe)).length;
  return bad === 0 ? 'all others are good' : `and ${bad} more that are not good`;
};

const signs = { pass: ['●', 'o', 'green'], fail: ['✗', 'x', 'red'], unknown: ['?', '?', 'yellow'] } as const;

const cell = (
  { name, looks }: LiveProbe,
  timeoutMs: number,
  nameColumns: number,
  { columns, unicode }: Setting,
  isAlone: boolean,
): Cell => {
  const last = looks.at(-1);
  const [mark, plain, colour] = signs[last?.verdict ?? 'unknown'];
  const head: Cell = [{ text: unicode ? mark : plain, colour }, ` ${padded(name, nameColumns)} `];
  const room = columns - nameColumns - 3;
  const hasLatency = room >= 5 + latencyColumns;
  const lineColumns = Math.min(longestLine, room - (hasLatency ? latencyColumns : 0));
  if (lineColumns < 4) return head;
  const line = sparkline(looks, lineColumns, timeoutMs, unicode);
  if (!hasLatency) return [...head, ...line];
  const latency = msText(Math.round(last?.ms ?? 0)).padStart(latencyColumns);
  const left = room - lineColumns - latencyColumns;
  const found = isAlone && left >= leastFound && last !== undefined ? last.found : '';
  return [...head, ...line, latency, ...(found === '' ? [] : [{ text: `  ${found}`, colour } as const])];
};

const padded = (name: string, columns: number): string => {
  const kept = columnsOf(name) <= columns ? name : `${fitting(name, columns - 1)}…`;
  return kept + ' '.repeat(Math.max(0, columns - columnsOf(kept)));
};
