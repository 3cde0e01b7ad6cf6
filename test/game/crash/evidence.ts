// What each cell showed: the row that is kept between runs, and a page for people.
import { writeFileSync } from 'node:fs';
import type { Cell } from './cells.ts';
import type { Played } from './play-cell.ts';

export interface CrashRow extends Played {
  readonly seed: number;
  readonly code: string;
  readonly cell: string;
  readonly attack: Cell['attack'];
  readonly drill: string;
  readonly at: string;
  readonly link: string | null;
}

/** `GAMEDAY_SEED` repeats one; else the last one of this code is gone on with. */
export const chooseSeed = (rows: readonly CrashRow[], code: string, wanted: string | undefined): number =>
  wanted === undefined
    ? (rows.findLast((row) => row.code === code)?.seed ?? Math.floor(Math.random() * 1_000_000))
    : Number(wanted);

/** The newest row of each cell that this code has played with this seed. */
export const rowsOf = (rows: readonly CrashRow[], code: string, seed: number): readonly CrashRow[] =>
  rows.filter((row) => row.code === code && row.seed === seed);

/** A section for each code and seed, the newest first; the cells are the same for all seeds. */
export const writePage = (file: string, rows: readonly CrashRow[], cells: readonly Cell[]): void => {
  const played = [...Map.groupBy(rows, ({ seed, code }) => `Seed ${seed}, code ${code}`)].toReversed();
  const sections = played.flatMap(([title, own]) => section(title, own, cells));
  writeFileSync(file, ['# The crash matrix', '', intro, ...sections, ''].join('\n'));
};

const section = (title: string, rows: readonly CrashRow[], cells: readonly Cell[]): readonly string[] => {
  const played = cells.flatMap(({ id }) => rows.findLast(({ cell }) => cell === id) ?? []);
  const missing = Map.groupBy(
    cells.filter(({ id }) => !played.some(({ cell }) => cell === id)),
    ({ attack }) => attack,
  );
  const counts = [...missing].map(([attack, left]) => `${left.length} of "${attack}"`);
  return [
    '',
    `## ${title}: ${played.length} of ${cells.length} cells, all of these clean`,
    '',
    ...(counts.length === 0 ? [] : [`Not played, or not clean: ${counts.join(', ')}.`, '']),
    ...summary(played),
    '',
    ...table(played),
  ];
};

const intro = `Three drills inject every kind of fault into a stack that is up. In each cell one run meets one thing: kill -9 at a record of an
effect (every such record of all three has a cell), a signal or a closed terminal in a phase, a suspension past its lease, a full
disk, a journal that is damaged before it is healed from. Then the watchdog alone, or \`gameday heal\` alone, or the run itself
heals. Looked at from outside (the engine's and Toxiproxy's APIs, Redis, /proc, the cgroups): containers, variables, networks,
volumes, limits, keys and proxies are as before, only victims were started again, no process of the run is left, \`/health\` is
200, healing again changes neither that nor the journal, and the run's report says that it was aborted.

**Moments.** The journal is followed by inotify and the process killed in the same turn in which the record was read; an effect
record is synced before its effect begins, so most of them die in that sync. "+ n" says how many records it still wrote.

Written by \`npm run test:full\` (test/game/crashes.game.test.ts), which goes on where it was interrupted as long as the code is the
same; \`GAMEDAY_SEED\` repeats a seed.`;

const summary = (rows: readonly CrashRow[]): readonly string[] => {
  const groups = [...Map.groupBy(rows, ({ attack }) => attack)];
  return [
    '| what | cells | healed by watchdog, heal, run | clean after, median and most |',
    '| --- | -: | --- | --- |',
    ...groups.map(([attack, own]) => {
      const by = (who: string): number => own.filter(({ healedBy }) => healedBy === who).length;
      const times = own.map(({ secondsUntilClean }) => secondsUntilClean).toSorted((a, b) => a - b);
      const [median, most] = [times[Math.floor(times.length / 2)], times.at(-1)];
      return `| ${attack} | ${own.length} | ${by('watchdog')}, ${by('heal')}, ${by('run')} | ${median} s, ${most} s |`;
    }),
  ];
};

const table = (rows: readonly CrashRow[]): readonly string[] => [
  '| cell | drill | process | stopped in | healed by | exit | records | clean after |',
  '| --- | --- | --- | --- | --- | -: | -: | -: |',
  ...rows.map(
    (row) =>
      `| ${row.cell} | ${row.drill} | ${row.link ?? '-'} | ${row.stoppedIn ?? '-'} | ${row.healedBy} | ${row.exit} | ${row.recordsAfter === null ? '-' : `+ ${row.recordsAfter}`} | ${row.secondsUntilClean.toFixed(1)} s |`,
  ),
];
