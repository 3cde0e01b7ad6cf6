// What the view is drawn on, and the rows that it is made of.
import { msText } from '../../../reports/text.ts';
import type { Piece } from './row.ts';

/** What a terminal can show. */
export interface Display {
  readonly columns: number;
  readonly colour: boolean;
  /** False: ASCII only. */
  readonly unicode: boolean;
}

/** A terminal, and the moment that is shown. */
export interface Setting extends Display {
  readonly height: number;
  /** Now, milliseconds since the run's start. */
  readonly t: number;
  /** Who undoes what is injected when this process ends at once. */
  readonly undoneBy: 'the watchdog' | 'gameday heal';
}

/** What is left of it beside the labels. */
export interface Room extends Setting {
  /** False in a narrow pane: then a row says by itself what it is about. */
  readonly labelled: boolean;
}

export interface Row {
  /** The smaller, the longer it stays on a low terminal. */
  readonly rank: number;
  /** Null: the row begins at the left edge. */
  readonly label: string | null;
  readonly pieces: readonly Piece[];
}

/** A time that goes on, always in seconds: words that change their unit all the time are not read. */
export const elapsed = (ms: number): string =>
  ms < 59_950 ? `${(Math.max(0, Math.floor(ms / 100)) / 10).toFixed(1)} s` : msText(ms);
