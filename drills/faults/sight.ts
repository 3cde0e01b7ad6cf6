// What a toxic's look is given, and what it says: seen, not seen, or neither.
import type { Context } from '../../core/clock.ts';
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import type { Line } from './line.ts';
import type { Volley } from './volley.ts';
import type { Contact } from './witness.ts';

export interface Sight<Config> {
  readonly config: Config;
  readonly contact: Contact;
  /** The exchange that shows the harm, where a ping is too small. */
  readonly volley: Volley | null;
  readonly volleyMs: number;
  /** A connection that goes round the proxy: what is slow there too is not the toxic's doing. Null when there is none to be had. */
  control(ctx: Context): Promise<Line | null>;
}

/** `harm` passes, `health` fails, and what is neither is unknown: it proves neither that the fault bites nor that it is gone. */
export const judgeHarm = (
  { harm, health }: { readonly harm: boolean; readonly health: boolean },
  what: string,
  expected: string,
  actual: string,
): Observation => (harm ? pass : health ? fail : unknown)(what, expected, actual);
