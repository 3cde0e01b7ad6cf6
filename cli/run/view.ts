// What a person sees of a run while it goes on: lines elsewhere, a live view on a terminal. Both are folds over the journal's records.
import type { Journal } from '../../core/journal/journal.ts';
import type { PacedScenario } from '../../drills/scenario/pace-scenario.ts';
import { say } from '../output.ts';
import { lineOf } from './lines.ts';
import { liveView } from './live-view.ts';

export interface View {
  close(): void;
}

export const followRun = (journal: Journal, paced: PacedScenario, drills: readonly string[]): View => {
  const system = paced.scenario.name;
  say(`playing ${drills.length} drill${drills.length === 1 ? '' : 's'} on ${system} at pace ${paced.pace}`);
  const live = process.stderr.isTTY && process.env['TERM'] !== 'dumb' ? liveView() : null;
  const stop = journal.subscribe((event) => {
    const line = lineOf(event);
    if (live !== null) live.take(event, line);
    else if (line !== null) say(line);
  });
  return {
    close() {
      stop();
      live?.close();
    },
  };
};
