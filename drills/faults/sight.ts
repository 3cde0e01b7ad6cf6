// What a toxic's look is given, and how many looks a share of connections takes.
import { fail, type Observation } from '../../core/observation.ts';
import { together } from './look.ts';
import type { Volley } from './volley.ts';
import type { Contact } from './witness.ts';

export interface Sight<Config> {
  readonly config: Config;
  readonly contact: Contact;
  /** The exchange that shows the harm, where a ping is too small. */
  readonly volley: Volley | null;
  readonly volleyMs: number;
}

const mostConnections = 60;

/** As many fresh connections as it takes to be hit with 99.9 %; one hit is enough, unless all must be hit. */
export const shareBitten = async (share: number, look: () => Promise<Observation>): Promise<Observation> => {
  if (share >= 1) return await look();
  const count = Math.min(mostConnections, Math.ceil(Math.log(0.001) / Math.log(1 - Math.max(share, 0.001))));
  const looks = await Promise.all(Array.from({ length: count }, look));
  const hit = looks.filter(({ verdict }) => verdict === 'pass');
  const rule = `at least 1 of ${count} hit (share ${share})`;
  const evidence = hit[0] ?? fail('fresh connections', rule, 'none hit');
  return together([
    {
      ...evidence,
      evidence: [
        ...evidence.evidence,
        { what: 'fresh connections', expected: rule, actual: `${hit.length} hit` },
      ],
    },
  ]);
};
