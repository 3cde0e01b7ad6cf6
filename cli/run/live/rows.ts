// The live view as rows: of what is known, on a terminal of that size. Where not all fit, the most important stay.
import { wrapped } from '../../../core/columns.ts';
import { visibleLine } from '../../../core/visible.ts';
import { phases } from '../../../core/verdicts.ts';
import { clockText } from '../lines.ts';
import { alertRows } from './alert-rows.ts';
import { ctrlC } from './ctrl-c.ts';
import { faultRows } from './fault-rows.ts';
import { probeRows } from './probe-rows.ts';
import { elapsed, type Room, type Row, type Setting } from './display.ts';
import { paint, widthOf, type Piece } from './row.ts';
import type { LiveState } from './state.ts';
import { stepRows } from './step-rows.ts';
import { waitsFor } from './waits-for.ts';

/** Never more than fit above the cursor, none wider than the terminal. */
export const liveRows = (state: LiveState, setting: Setting): readonly string[] => {
  const labelColumns = setting.columns < narrow ? 0 : longestLabel;
  const room = { ...setting, columns: setting.columns - labelColumns, labelled: labelColumns > 0 };
  const waits = waitsFor(state);
  const rows = [
    titleRow(state, setting),
    phaseRow(state, setting),
    ...(waits === '' ? [] : textRows(8, 'waits', `for ${waits}`, room)),
    ...faultRows(state, room),
    ...alertRows(state, room),
    ...probeRows(state, room),
    ...stepRows(state, room),
    ...textRows(12, 'traffic', trafficText(state), room),
    ...textRows(4, 'Ctrl-C', ctrlC(state, setting.undoneBy), room),
    ...questionRows(state, setting),
  ];
  return fitting(rows, heightOf(setting)).map((row) => paint(labelled(row, labelColumns), setting));
};

/** Columns below which the words need the labels' room. */
const narrow = 60;
/** Columns below which a bar of phases would push their name out. */
const tight = 36;
const longestLabel = 9;

/** The lines that scroll by keep a third of the screen, as long as the view has six rows. */
const heightOf = ({ height }: Setting): number =>
  Math.max(1, Math.min(height - 1, Math.max(6, Math.floor((height * 2) / 3))));

const fitting = (rows: readonly Row[], most: number): readonly Row[] => {
  const kept = new Set(rows.toSorted((a, b) => a.rank - b.rank).slice(0, most));
  return rows.filter((row) => kept.has(row));
};

const labelled = ({ label, pieces }: Row, columns: number): readonly Piece[] =>
  columns === 0 || label === null ? pieces : [{ text: label.padEnd(columns), colour: 'dim' }, ...pieces];

const titleRow = ({ drill, drills, endedBy }: LiveState, setting: Setting): Row => {
  const line = setting.unicode ? '─' : '-';
  const { id = 'starting', drill: shortly = id } = drill?.plan ?? {};
  const left: readonly Piece[] = [
    `${line}${line} `,
    { text: setting.columns < narrow ? shortly : id, colour: 'bold' },
    drill !== null && drills > 1 && drill.number <= drills ? `  ${drill.number} of ${drills}` : '',
    ...(endedBy === null ? [] : [{ text: `  ending (${endedBy})`, colour: 'yellow' } as const]),
  ];
  const right = ` ${clockText(setting.t).trim()} ${line}${line}`;
  const gap = setting.columns - widthOf([...left, right], setting.unicode) - 1;
  const pieces = gap < 0 ? left : [...left, ` ${line.repeat(gap)}`, right];
  return { rank: 6, label: null, pieces };
};

const phaseRow = ({ phase }: LiveState, setting: Setting): Row => {
  const now = phase === null ? -1 : phases.indexOf(phase.name);
  const [done, here, ahead] = setting.unicode ? ['▪', '▶', '·'] : ['#', '>', '.'];
  const bar =
    setting.columns < tight
      ? `${now + 1}/${phases.length}`
      : phases.map((_, index) => (index < now ? done : index === now ? here : ahead)).join('');
  const name = phase === null ? 'starting' : phase.name;
  const since = phase === null ? '' : ` for ${elapsed(setting.t - phase.sinceT)}`;
  return { rank: 1, label: 'phase', pieces: [`${bar} `, { text: name, colour: 'bold' }, since] };
};

const trafficText = ({ traffic: { ok, refused, unknown } }: LiveState): string =>
  `${ok} ok, ${refused} refused, ${unknown} unknown`;

/** Its last line says which keys there are. */
const questionRows = ({ question }: LiveState, setting: Setting): readonly Row[] =>
  (question ?? []).flatMap((line, index, all) =>
    textRows(index === all.length - 1 ? -1 : 0, null, line, { ...setting, labelled: false }),
  );

const textRows = (rank: number, label: string | null, text: string, room: Room): readonly Row[] => {
  const lines = wrapped(
    visibleLine(room.labelled || label === null ? text : `${label} ${text}`),
    room.columns,
  );
  return lines.map((line, index) =>
    index === 0 || label === null
      ? { rank, label, pieces: [line] }
      : { rank: Math.max(rank, 9), label: '', pieces: [line] },
  );
};
