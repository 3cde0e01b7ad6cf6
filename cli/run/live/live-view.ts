// The live view on a terminal: lines scroll by, and below them stands the run as it is now, also when nothing is told.
import type { Clock } from '../../../core/clock.ts';
import type { JournalEvent } from '../../../core/journal/events.ts';
import type { Display, Setting } from './display.ts';
import { createPainter, type Terminal } from './painter.ts';
import { liveRows } from './rows.ts';
import { after, emptyState, type LiveState } from './state.ts';

export interface LiveView {
  take(event: JournalEvent, line: string | null): void;
  /** A line that stays above the rows. */
  say(line: string): void;
  /** Somebody asked the run to end. */
  ending(by: string): void;
  /** What a person is asked, above the cursor; null: answered. */
  ask(question: readonly string[] | null): void;
  /** The terminal has another size, or shows something else now. */
  redraw(): void;
  /** Takes the rows away: the terminal is somebody else's for a while, or for good. Lines are written plainly then. */
  leave(): void;
  enter(): void;
  /** Somebody else has written on the terminal since. */
  forget(): void;
  close(): Promise<void>;
}

export interface LiveOptions extends Omit<Display, 'columns'>, Pick<Setting, 'undoneBy'> {
  readonly terminal: Terminal & { readonly rows: number };
  readonly clock: Clock;
  /** Milliseconds since the run's start. */
  readonly elapsedMs: () => number;
}

/** The eye takes it for smooth, and a thousandth of a processor draws it. */
const tickMs = 200;

export const liveView = (options: LiveOptions): LiveView => {
  const { terminal, clock } = options;
  const painter = createPainter(terminal);
  const closed = new AbortController();
  let state: LiveState = emptyState;
  let isAway = false;

  const draw = (lines: readonly string[] = []): void => {
    if (isAway) {
      if (lines.length > 0) terminal.write(`${lines.join('\n')}\n`);
      return;
    }
    const { columns, rows: height } = terminal;
    painter.draw(lines, liveRows(state, { ...options, columns, height, t: options.elapsedMs() }));
  };
  const change = (next: LiveState): void => {
    state = next;
    draw();
  };
  const leave = (): void => {
    painter.clear();
    isAway = true;
  };
  const ticking = (async () => {
    for (;;) {
      await clock.sleep(tickMs, closed.signal);
      draw();
    }
  })().catch((error: unknown) => {
    if (!closed.signal.aborted) throw error;
  });

  return {
    take(event, line) {
      state = after(state, event);
      // All else waits for the next tick.
      if (line !== null) draw([line]);
    },
    say: (line) => draw([line.replace(/^\n/, '')]),
    ending: (by) => change({ ...state, endedBy: by }),
    ask: (question) => change({ ...state, question }),
    redraw: () => draw(),
    leave,
    forget: () => painter.forget(),
    enter() {
      isAway = false;
      draw();
    },
    async close() {
      leave();
      closed.abort();
      await ticking;
    },
  };
};
