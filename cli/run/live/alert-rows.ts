// Alerts with their edges: by the clock of the injection where there is one, else by the run's.
import { phases } from '../../../core/verdicts.ts';
import { clockText } from '../lines.ts';
import { widthOf, type Colour, type Piece } from './row.ts';
import { elapsed, type Room, type Row, type Setting } from './display.ts';
import { isFiring, type LiveAlert, type LiveState } from './state.ts';

export const alertRows = (state: LiveState, room: Room): readonly Row[] => {
  if (state.alerts.length === 0)
    return [{ rank: 11, label: 'alerts', pieces: [room.labelled ? 'quiet' : 'alerts quiet'] }];
  return state.alerts.map((alert, index) => ({
    rank: isFiring(alert) ? 3 : 9,
    label: index === 0 ? 'alerts' : '',
    pieces: piecesOf(alert, state, room),
  }));
};

const colours = { pending: 'yellow', firing: 'red', delivered: 'red', resolved: 'green' } as const;

/** The newest edges are those that are seen, however little room there is. */
const piecesOf = (alert: LiveAlert, state: LiveState, setting: Setting): readonly Piece[] => {
  const name: readonly Piece[] = [
    isPromised(alert, state) ? alert.name : { text: `${alert.name} (not promised)`, colour: 'red' },
  ];
  let edges: readonly Piece[] = [];
  for (const { edge, t } of alert.edges.toReversed()) {
    const piece = { text: `  ${edge} ${timeText(t, state)}`, colour: colours[edge] as Colour };
    if (edges.length > 0 && widthOf([...name, piece, ...edges], setting.unicode) > setting.columns) break;
    edges = [piece, ...edges];
  }
  const room = setting.columns - widthOf(edges, setting.unicode);
  return widthOf(name, setting.unicode) <= room
    ? [...name, ...edges]
    : [shortened(alert.name, room), ...edges];
};

const shortened = (name: string, room: number): string => (room < 2 ? '' : `${name.slice(0, room - 1)}…`);

const timeText = (t: number, { injectedT }: LiveState): string => {
  if (t < 0) return 'before the run';
  return injectedT === null || t < injectedT ? clockText(t).trim() : `+${elapsed(t - injectedT)}`;
};

/** Before the gate has passed, what fires is nobody's promise and nobody's fault. */
const isPromised = ({ name }: LiveAlert, { drill, phase }: LiveState): boolean =>
  drill === null ||
  phase === null ||
  phases.indexOf(phase.name) <= phases.indexOf('gate') ||
  drill.plan.alsoFires.includes(name) ||
  drill.plan.signals.some((signal) => signal.kind === 'alert' && signal.name === name);
