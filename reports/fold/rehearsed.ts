// A drill in which somebody was waited for while the fault was on (`run --step`): it shows how it went, and claims nothing.
import { ofType, type DrillRecords } from './records.ts';

/** How long that was in all, until the recovery was looked at; 0: nobody was. */
export const rehearsedMs = ({ events, origin }: DrillRecords): number => {
  if (origin === null) return 0;
  const untilT = ofType(events, 'recovery.observed')[0]?.t ?? Infinity;
  return ofType(events, 'time.spent')
    .filter(({ kind, t }) => kind === 'person' && t > origin.t && t <= untilT)
    .reduce((sum, { ms }) => sum + ms, 0);
};
