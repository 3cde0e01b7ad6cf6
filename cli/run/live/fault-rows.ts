// The faults of the drill: what they are, whether they are in, and for how long.
import type { Colour, Piece } from './row.ts';
import { elapsed, type Room, type Row, type Setting } from './display.ts';
import type { LiveFault, LiveState } from './state.ts';

export const faultRows = ({ drill, faults }: LiveState, room: Room): readonly Row[] => {
  if (drill === null) return [];
  if (faults.length === 0)
    return [row(10, [room.labelled ? 'none: nothing may happen' : 'no fault: nothing may happen'])];
  return faults.map((fault) => row(isIn(fault) ? 2 : 7, piecesOf(fault, room)));
};

const isIn = ({ stage }: LiveFault): boolean => stage !== 'planned' && stage !== 'gone';

const row = (rank: number, pieces: readonly Piece[]): Row => ({ rank, label: 'fault', pieces });

const colours: Readonly<Record<LiveFault['stage'], Colour>> = {
  planned: 'dim',
  'goes in': 'red',
  on: 'red',
  bites: 'red',
  'not seen to bite': 'yellow',
  'is undone': 'yellow',
  'NOT undone': 'red',
  undone: 'yellow',
  gone: 'green',
  'NOT proved gone': 'red',
};

const piecesOf = ({ summary, stage, sinceT }: LiveFault, { t }: Setting): readonly Piece[] => {
  const since = stage === 'planned' ? '' : ` for ${elapsed(t - sinceT)}`;
  return [{ text: `${stage}${since}`, colour: colours[stage] }, `  ${summary}`];
};
