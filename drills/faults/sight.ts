// What a toxic's look is given, and what it says: seen, not seen, or neither.
import type { Context } from '../../core/clock.ts';
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import type { Line } from './line.ts';
import { together } from './look.ts';
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

const mostConnections = 60;
// More at once would slow each other down, which looks like harm.
const atOnce = 5;

/** As many fresh connections as it takes to be hit with 99.9 %; one hit is enough, unless all must be hit. */
export const shareBitten = async (share: number, look: () => Promise<Observation>): Promise<Observation> => {
  if (share >= 1) return await look();
  const count = Math.min(mostConnections, Math.ceil(Math.log(0.001) / Math.log(1 - Math.max(share, 0.001))));
  const looks: Observation[] = [];
  while (looks.length < count && !looks.some(({ verdict }) => verdict === 'pass'))
    looks.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, count - looks.length) }, look))));
  const telling =
    looks.find(({ verdict }) => verdict === 'pass') ?? looks.find(({ verdict }) => verdict === 'unknown');
  const hits = looks.filter(({ verdict }) => verdict === 'pass').length;
  const rule = `at least 1 of ${count} hit (share ${share})`;
  const judge = hits > 0 ? pass : telling === undefined ? fail : unknown;
  const counted = judge('fresh connections', rule, `${hits} of ${looks.length} hit`);
  return telling === undefined ? counted : together([telling, counted]);
};
