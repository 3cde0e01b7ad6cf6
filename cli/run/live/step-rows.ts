// The command that runs now, and the last lines that it has shown.
import type { Piece } from './row.ts';
import { elapsed, type Row, type Setting } from './display.ts';
import type { LiveState } from './state.ts';

const mostLines = 4;

export const stepRows = ({ step }: LiveState, { t, unicode }: Setting): readonly Row[] => {
  if (step === null) return [];
  const [first = '', ...rest] = step.command.split('\n');
  const more = rest.length === 0 ? '' : ` (and ${rest.length} more lines)`;
  const head: readonly Piece[] = [
    { text: `${elapsed(t - step.sinceT)} `, colour: 'yellow' },
    { text: `$ ${first}${more}`, colour: 'bold' },
  ];
  const lines = step.output.slice(-mostLines);
  const bar = unicode ? '│' : '|';
  return [
    { rank: 3, label: 'step', pieces: head },
    ...lines.map((line, index) => ({
      // The newest says most.
      rank: index === lines.length - 1 ? 5 : 10,
      label: '',
      pieces: [{ text: `${bar} `, colour: 'dim' } as const, line],
    })),
  ];
};
