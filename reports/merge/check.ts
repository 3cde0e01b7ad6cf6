// Whether several runs are shards of one game day: the same system, pace, files, commit and choice of drills, no drill twice, no shard missing.
import { formatDuration } from '../../core/duration.ts';
import { invalidInput, type Problem } from '../../core/errors.ts';
import type { RunSelection } from '../../core/journal/events.ts';
import type { Part } from '../fold/game-day.ts';
import { listed } from '../text.ts';

export interface Allowed {
  /** The same drill in several of them. */
  readonly overlap: boolean;
  /** Other commits, scenario files or names of the game day. */
  readonly otherSource: boolean;
  /** A shard that is not there. */
  readonly missing: boolean;
}

export interface NamedPart {
  readonly name: string;
  readonly part: Part;
}

/** Throws invalidInput (64) with all that is wrong. Gives what was allowed and should be told. */
export const checkShards = (parts: readonly NamedPart[], allowed: Allowed): readonly string[] => {
  const findings: readonly (Finding | null)[] = [
    differing('systems', parts, ({ start }) => start.stack.system, null),
    differing('paces', parts, ({ start }) => String(start.pace), null),
    differing('game days', parts, ({ start }) => start.gameDay, 'other-source'),
    differing('commits', parts, ({ start }) => start.source?.commit ?? 'not known', 'other-source'),
    differing('scenario files', parts, ({ start }) => start.source?.scenario ?? 'not known', 'other-source'),
    ...chosenAlike(parts),
    overlap(parts),
    missing(parts),
  ];
  const given = { 'other-source': allowed.otherSource, overlap: allowed.overlap, missing: allowed.missing };
  const found = findings.filter((one) => one !== null);
  const refused = found.filter(({ flag }) => flag === null || !given[flag]);
  if (refused.length > 0) throw invalidInput(refused.map(problemOf));
  return found.map(({ message }) => `merged all the same: ${message}`);
};

interface Finding {
  readonly message: string;
  /** What lets it pass; null: nothing does. */
  readonly flag: 'other-source' | 'overlap' | 'missing' | null;
  /** What to do where nothing lets it pass. */
  readonly hint?: string;
}

const problemOf = ({
  message,
  flag,
  hint = 'only shards of one game day can be merged',
}: Finding): Problem => ({
  file: null,
  line: null,
  column: null,
  message,
  hint: flag === null ? hint : `--allow-${flag} merges them all the same`,
});

const differing = (
  what: string,
  parts: readonly NamedPart[],
  of: (records: Part['records']) => string,
  flag: Finding['flag'],
): Finding | null => {
  const groups = Map.groupBy(parts, ({ part }) => of(part.records));
  if (groups.size < 2) return null;
  const told = [...groups].map(
    ([value, of]) => `${value.slice(0, 40)} in ${listed(of.map(({ name }) => name))}`,
  );
  return { message: `different ${what}: ${told.join('; ')}`, flag };
};

/** Shards share out one choice of drills: of two choices the report could tell only one. */
const chosenAlike = (parts: readonly NamedPart[]): readonly (Finding | null)[] => {
  const chosen = (flag: string, of: (selection: RunSelection) => string): Finding | null => {
    const found = differing(
      flag,
      parts,
      ({ start: { selection } }) => (selection === undefined ? 'not known' : of(selection)),
      null,
    );
    const hint = `play all shards with the same ${flag}: only --shard tells them apart`;
    return found === null ? null : { ...found, hint };
  };
  return [
    chosen('--grep', ({ grep }) => grep ?? 'none'),
    chosen('--repeat', ({ repeat }) => String(repeat)),
    chosen('--budget', ({ budgetMs }) => (budgetMs === null ? 'none' : formatDuration(budgetMs))),
    chosen('--fail-fast', ({ failFast }) => (failFast ? 'given' : 'not given')),
  ];
};

const overlap = (parts: readonly NamedPart[]): Finding | null => {
  const holders = new Map<string, Set<string>>();
  for (const { name, part } of parts)
    for (const { report } of part.drills)
      holders.set(report.id, (holders.get(report.id) ?? new Set()).add(name));
  const twice = [...holders].filter(([, names]) => names.size > 1);
  if (twice.length === 0) return null;
  const told = twice.map(([id, names]) => `${id} in ${listed([...names])}`);
  return { message: `drills in more than one: ${told.join('; ')}`, flag: 'overlap' };
};

/** Known only where the runs say which shards they are. */
const missing = (parts: readonly NamedPart[]): Finding | null => {
  const shards = parts.flatMap(({ part }) => part.records.start.selection?.shard ?? []);
  const count = Math.max(0, ...shards.map((shard) => shard.count));
  const there = new Set(shards.filter((shard) => shard.count === count).map(({ index }) => index));
  const absent = count - there.size;
  if (absent <= 0) return null;
  const named = firstNotIn(there, Math.min(absent, mostNamed)).map((index) => `shard ${index}/${count}`);
  const more = absent > named.length ? [`${absent - named.length} more`] : [];
  return { message: `not there: ${listed([...named, ...more])}`, flag: 'missing' };
};

/** Of a count that somebody mistyped nobody reads them all. */
const mostNamed = 20;

const firstNotIn = (there: ReadonlySet<number>, wanted: number): readonly number[] => {
  const found: number[] = [];
  for (let index = 1; found.length < wanted; index += 1) if (!there.has(index)) found.push(index);
  return found;
};
