// What a drill is called in a report: its id, numbered where a game day plays it more than once.
import type { DrillReport, Report } from './schema.ts';

export const drillName = (drill: DrillReport, { drills }: Report): string => {
  const same = drills.filter(({ id }) => id === drill.id);
  return same.length < 2 ? drill.id : `${drill.id} (${same.indexOf(drill) + 1} of ${same.length})`;
};
