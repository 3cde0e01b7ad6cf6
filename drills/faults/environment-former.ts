// What variables were before a fault: kept in one more variable of the container that has the fault's. So harm and undo come and
// go together, a process shows by whom it was started, and no value gets into the journal, which may hold no secret.
import { z } from 'zod';
import type { Variables } from '../../stack/power.ts';

type Present = Readonly<Record<string, string>>;

const nameOf = (mark: string): string => `GAMEDAY_FORMER_${mark}`;

const values = z.record(z.string(), z.string().nullable());
const keptSchema = z.strictObject({ variables: values, former: values });

/** To be set together with the fault's variables. */
export const formerVariable = (mark: string, variables: Variables, now: Present): Present => {
  const former = Object.fromEntries(Object.keys(variables).map((name) => [name, now[name] ?? null]));
  return { [nameOf(mark)]: JSON.stringify({ variables, former }) };
};

/** Of the fault's, those that are still so: what the runbook has set otherwise counts. */
export const stillOurs = (mark: string, now: Present): readonly string[] => {
  const kept = read(mark, now);
  if (kept === null) return [];
  const { variables, former } = kept;
  return Object.keys(variables).filter(
    (name) => (now[name] ?? null) === variables[name] && variables[name] !== former[name],
  );
};

/** What has to be changed for the fault to be gone; null: nothing. */
export const putBackOf = (mark: string, now: Present): Variables | null => {
  const kept = read(mark, now);
  const ours = stillOurs(mark, now);
  if (kept === null || ours.length === 0) return null;
  const former = ours.map((name) => [name, kept.former[name] ?? null]);
  return { ...Object.fromEntries(former), [nameOf(mark)]: null };
};

/** Null: the fault did not make this environment, or somebody has made it anew since. */
const read = (mark: string, now: Present): z.output<typeof keptSchema> | null => {
  const text = now[nameOf(mark)];
  return text === undefined ? null : keptSchema.parse(JSON.parse(text));
};
