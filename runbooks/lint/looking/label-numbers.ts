// Numbers that a comment gives and its command has otherwise: "last 100 lines" over `--tail=50`, "last hour" over `--since=10m`.
import { parseDuration } from '../../../core/duration.ts';

/** What differs, as messages say it; null when nothing does. */
export const numberClash = (label: string, command: string): string | null =>
  linesClash(label, command) ?? sinceClash(label, command) ?? replicasClash(label, command);

const linesClash = (label: string, command: string): string | null => {
  const said = /\blast (\d+) (?:\w+ )?(?:lines?|entries|messages|rows|logs?)\b/i.exec(label)?.[1];
  const given = [
    ...command.matchAll(
      /(?:--tail[= ]|\btail (?:-n ?|--lines[= ]|-)|\bhead (?:-n ?|-)|\s-n ?|--lines[= ]|\blimit )(\d+)\b/gi,
    ),
  ].map(([, count]) => count);
  return clash(said, given, 'lines');
};

const sinceClash = (label: string, command: string): string | null => {
  const [, count, unit] =
    /\b(?:last|past) (?:(\d+) )?(seconds?|minutes?|mins?|hours?|days?)\b/i.exec(label) ?? [];
  const given = /--since[= ]["']?-?(\d+[smhd])\b/.exec(command)?.[1];
  if (unit === undefined || given === undefined) return null;
  const said = parseDuration(
    `${count ?? '1'}${unit.startsWith('min') ? 'm' : (unit[0] ?? '').toLowerCase()}`,
  );
  return said === null || said === parseDuration(given)
    ? null
    : `the comment says ${count ?? 'one'} ${unit}, the command ${given}`;
};

const replicasClash = (label: string, command: string): string | null => {
  const said = /\bscal\w+\b[^.]{0,30}\bto (\d+)(?: (?:replicas?|instances?|pods?|workers?))?\b/i.exec(
    label,
  )?.[1];
  const given = [
    ...command.matchAll(/--(?:replicas|scale|desired-capacity|desired-count)[= ](?:[\w-]+=)?(\d+)\b/g),
  ].map(([, count]) => count);
  return clash(said, given, 'instances');
};

const clash = (
  said: string | undefined,
  given: readonly (string | undefined)[],
  of: string,
): string | null =>
  said === undefined || given.length === 0 || given.includes(said)
    ? null
    : `the comment says ${said} ${of}, the command ${given[0] ?? ''}`;
