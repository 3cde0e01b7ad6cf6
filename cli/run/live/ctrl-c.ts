// What Ctrl-C does at this moment, in a few words.
import type { Setting } from './display.ts';
import type { LiveState } from './state.ts';

export const ctrlC = (state: LiveState, undoneBy: Setting['undoneBy']): string => {
  const isIn =
    state.injectedT !== null && state.faults.some(({ stage }) => stage !== 'gone' && stage !== 'planned');
  if (state.endedBy !== null)
    return isIn ? `ends at once, ${undoneBy} undoes the fault` : 'ends at once, without a report';
  if (!isIn)
    return state.injectedT === null
      ? 'ends the run; nothing is injected yet'
      : 'ends the run; the fault is gone already';
  if (state.phase?.name === 'heal') return 'ends the run once the fault is undone';
  return `undoes the fault, then ends; again: at once, ${undoneBy} undoes`;
};
