// What Ctrl-C does at this moment, in a few words.
import type { Setting } from './display.ts';
import type { LiveState } from './state.ts';

export const ctrlC = (state: LiveState, undoneBy: Setting['undoneBy']): string => {
  const isIn =
    state.injectedT !== null && state.faults.some(({ stage }) => stage !== 'gone' && stage !== 'planned');
  if (state.endedBy !== null)
    return isIn ? `ends at once, ${undoneBy} undoes the fault` : 'ends at once, without a report';
  if (!isIn) return `ends the run; ${restText(state)}`;
  if (state.phase?.name === 'heal') return 'ends the run once the fault is undone';
  return `undoes the fault, then ends; again: at once, ${undoneBy} undoes`;
};

const restText = ({ injectedT, faults }: LiveState): string => {
  if (injectedT === null) return 'nothing is injected yet';
  return faults.some(({ stage }) => stage === 'planned')
    ? 'no fault is in just now'
    : 'the fault is gone already';
};
