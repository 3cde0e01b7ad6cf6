// The live view on a terminal: lines scroll by, and below them stand the drill, its phases, the probes and the alerts as they are now.
import { stripVTControlCharacters } from 'node:util';
import type { JournalEvent } from '../../core/journal/events.ts';
import { phases, type Phase } from '../../core/verdicts.ts';
import { visibleLine } from '../../core/visible.ts';
import { clockText } from './lines.ts';

export interface LiveView {
  take(event: JournalEvent, line: string | null): void;
  close(): void;
}

interface State {
  drill: string;
  phase: Phase | null;
  step: string | null;
  t: number;
  readonly probes: Map<string, string>;
  readonly alerts: Map<string, string>;
  traffic: { ok: number; refused: number; unknown: number };
}

const redrawMs = 150;

export const liveView = (): LiveView => {
  const out = process.stderr;
  const state: State = {
    drill: '',
    phase: null,
    step: null,
    t: 0,
    probes: new Map(),
    alerts: new Map(),
    traffic: { ok: 0, refused: 0, unknown: 0 },
  };
  let height = 0;
  let drawnAt = -Infinity;
  const erase = (): string => (height === 0 ? '' : `\x1b[${height}A\x1b[J`);
  const draw = (lines: string): void => {
    const rows = statusRows(state, out.columns || 80);
    out.write(`${erase()}${lines}${rows.join('\n')}\n`);
    height = rows.length;
    drawnAt = state.t;
  };
  return {
    take(event, line) {
      state.t = event.t;
      fold(state, event);
      if (line !== null) draw(`${line}\n`);
      else if (event.t - drawnAt > redrawMs) draw('');
    },
    close() {
      out.write(erase());
      height = 0;
    },
  };
};

const fold = (state: State, event: JournalEvent): void => {
  switch (event.type) {
    case 'drill.started':
      state.drill = event.plan.id;
      return;
    case 'phase.started':
      state.phase = event.phase;
      return;
    case 'step.started':
      state.step = visibleLine(event.plan.command.split('\n')[0] ?? '');
      return;
    case 'step.finished':
      state.step = null;
      return;
    case 'probe.observed':
      state.probes.set(event.probe, event.verdict);
      return;
    case 'alert.edge':
      if (event.edge === 'resolved') state.alerts.delete(event.alert);
      else state.alerts.set(event.alert, event.edge);
      return;
    case 'operations.recorded':
      for (const { outcome } of event.operations) state.traffic[outcome] += 1;
      return;
    default:
      return;
  }
};

const colours = { pass: 32, fail: 31, unknown: 33 } as const;
const paint = (text: string, colour: number): string =>
  process.env['NO_COLOR'] === undefined ? `\x1b[${colour}m${text}\x1b[0m` : text;
const marks: Readonly<Record<string, string>> = { pass: '●', fail: '✗', unknown: '?' };

const statusRows = (state: State, columns: number): readonly string[] => {
  const done = state.phase === null ? -1 : phases.indexOf(state.phase);
  const bar = phases.map((_, index) => (index < done ? '▪' : index === done ? '▶' : '·')).join('');
  const probes = [...state.probes].map(([name, verdict]) =>
    paint(`${marks[verdict] ?? '?'} ${name}`, colours[verdict as keyof typeof colours] ?? 33),
  );
  const alerts = [...state.alerts].map(([name, edge]) => paint(`${name} ${edge}`, 31));
  const { ok, refused, unknown } = state.traffic;
  return [
    '─'.repeat(Math.min(columns, 80)),
    `${clockText(state.t)}  ${state.drill}  ${bar} ${state.phase ?? ''}`,
    ...wrapped('probes ', probes, columns),
    ...wrapped('alerts ', alerts.length === 0 ? ['quiet'] : alerts, columns),
    `orders  ${ok} ok, ${refused} refused, ${unknown} unknown`,
    `step    ${state.step ?? '-'}`,
    'Ctrl-C ends the drill; what was injected is undone first',
  ].map((row) => cut(row, columns));
};

/** Words that don't fit go to the next row, under the first. */
export const wrapped = (title: string, words: readonly string[], columns: number): readonly string[] => {
  const room = columns - title.length - 1;
  const rows: string[][] = [[]];
  let used = 0;
  for (const word of words) {
    const width = stripVTControlCharacters(word).length;
    if (used > 0 && used + 2 + width > room) {
      rows.push([]);
      used = 0;
    }
    used += (used === 0 ? 0 : 2) + width;
    rows.at(-1)?.push(word);
  }
  return rows.map((row, index) => `${index === 0 ? title : ' '.repeat(title.length)} ${row.join('  ')}`);
};

/** A row never wraps: the next redraw counts rows. Coloured rows fit already. */
const cut = (row: string, columns: number): string =>
  stripVTControlCharacters(row).length <= columns
    ? row
    : `${stripVTControlCharacters(row).slice(0, columns - 1)}…`;
