// What a person sees of a run while it goes on: lines elsewhere, a live view on a terminal. Both are folds over the journal's records.
import type { Context } from '../../core/clock.ts';
import type { JournalEvent, RunCopy } from '../../core/journal/events.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { PacedScenario } from '../../drills/scenario/pace-scenario.ts';
import { say } from '../output.ts';
import { speakOfDrills } from './copies/speak.ts';
import { lineOf } from './lines.ts';
import { abilities, canRedraw } from './live/abilities.ts';
import { standAtTerminal } from './live/at-terminal.ts';
import { liveView, type LiveView } from './live/live-view.ts';

export interface View {
  /** Asks a person, below everything else; null: answered. */
  ask(question: readonly string[] | null): void;
  close(): Promise<void>;
}

export interface FollowOptions {
  /** The run's records so far, the newest at the end of them when its view is told. */
  readonly events: readonly JournalEvent[];
  readonly ctx: Context;
  readonly watchdog: boolean;
  /** The watchdog heals also when the run is only suspended. */
  readonly guarded: boolean;
  /** It stops before each phase until a key is pressed. */
  readonly step: boolean;
  /** Others play at the same time: then there are lines, which say whose they are. */
  readonly copy: RunCopy | null;
}

export const followRun = (
  journal: Journal,
  paced: PacedScenario,
  drills: readonly string[],
  options: FollowOptions,
): View => {
  const system = paced.scenario.name;
  say(`playing ${drills.length} drill${drills.length === 1 ? '' : 's'} on ${system} at pace ${paced.pace}`);
  if (options.copy !== null) speakOfDrills(options.copy, journal);
  const isLive = options.copy === null && canRedraw(process.stderr.isTTY, process.env);
  return isLive ? followLive(journal, options) : followPlainly(journal, options);
};

const followPlainly = (journal: Journal, { events }: FollowOptions): View => {
  const stop = journal.subscribe((event) => {
    const line = lineOf(event, events);
    if (line !== null) say(line);
  });
  return {
    ask: (question) => question?.forEach(say),
    close() {
      stop();
      return Promise.resolve();
    },
  };
};

/** A terminal that nobody has given a size says 0. */
const sized = (stream: NodeJS.WriteStream) => ({
  write: (text: string) => stream.write(text),
  get columns() {
    return stream.columns || 80;
  },
  get rows() {
    return stream.rows || 24;
  },
});

const followLive = (journal: Journal, { events, ctx, watchdog, guarded, step }: FollowOptions): View => {
  const view: LiveView = liveView({
    ...abilities(process.env),
    terminal: sized(process.stderr),
    clock: ctx.clock,
    elapsedMs: () => journal.elapsedMs(),
    undoneBy: watchdog ? 'the watchdog' : 'gameday heal',
  });
  const leave = standAtTerminal(view, { keys: step, guarded, signal: ctx.signal });
  const stop = journal.subscribe((event) => view.take(event, lineOf(event, events)));
  return {
    ask: (question) => view.ask(question),
    async close() {
      stop();
      await view.close();
      leave();
    },
  };
};
