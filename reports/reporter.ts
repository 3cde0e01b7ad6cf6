// A reporter makes one file of a game day. Add one: its own file, and a row in reporters.ts.
import type { GameDay } from './fold/game-day.ts';

export interface Reporter {
  /** The file's name in the run's folder. */
  readonly file: string;
  render(gameDay: GameDay): string;
}
