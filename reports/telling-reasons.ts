// Of all reasons that apply to a drill those that say something by themselves.
import { reasons } from './fold/reasons.ts';
import type { DrillReport } from './schema.ts';

/** All failures. What a drill could not measure because it stopped follows from why it stopped: then that alone. */
export const tellingReasons = (drill: Pick<DrillReport, 'reasons' | 'verdict'>): DrillReport['reasons'] =>
  drill.verdict === 'fail'
    ? drill.reasons.filter(({ code }) => reasons[code].verdict === 'fail')
    : drill.reasons.slice(0, 1);
