// What each kill showed: the row that is kept between runs, and a page for people.
import { writeFileSync } from 'node:fs';
import type { Kill } from './kill-plan.ts';

export interface KillRow extends Kill {
  readonly seed: number;
  readonly at: string;
  /** The phase in which the killed run's report says that it stopped. */
  readonly phase: string | null;
  /** Exit code of the killed run's report before anything was healed; null where the watchdog was quicker. */
  readonly exitBefore: number | null;
  readonly verdict: string;
  readonly exitAfter: number;
  readonly secondsUntilClean: number;
}

/** An unfinished seed is gone on with; `GAMEDAY_SEED` repeats one. */
export const chooseSeed = (rows: readonly KillRow[], wanted: string | undefined, count: number): number => {
  if (wanted !== undefined) return Number(wanted);
  const last = rows.at(-1)?.seed;
  const done = rows.filter(({ seed }) => seed === last).length;
  return last !== undefined && done < count ? last : Math.floor(Math.random() * 1_000_000);
};

export const writePage = (file: string, rows: readonly KillRow[]): void => {
  const seeds = [...new Set(rows.map(({ seed }) => seed))];
  writeFileSync(
    file,
    ['# kill -9 of the running game day', '', intro, ...seeds.flatMap((seed) => table(seed, rows)), ''].join(
      '\n',
    ),
  );
};

const intro = `A run on a stack that is up is killed (kill -9) at a random moment. Then nothing but the watchdog, or nothing but
\`gameday heal\`, heals. Looked at from outside (the engine's and Toxiproxy's APIs, /proc, the cgroups): the same containers run, none
but the victim was restarted, nothing is paused or stopped, no toxic is left, memory limits are as before, no process of the run is
left, \`/health\` is 200, healing again changes nothing, and the killed run's report says where it stopped.
Written by \`npm run test:full\` (test/game/kills.game.test.ts); \`GAMEDAY_SEED\` repeats a seed.`;

const table = (seed: number, rows: readonly KillRow[]): readonly string[] => {
  const own = rows.filter((row) => row.seed === seed).toSorted((a, b) => a.number - b.number);
  const slowest = Math.max(...own.map(({ secondsUntilClean }) => secondsUntilClean));
  return [
    '',
    `## Seed ${seed}: ${own.length} kills, all clean, the slowest after ${slowest.toFixed(1)} s`,
    '',
    '| # | drill | killed | in phase | process | healed by | exit before | exit after | clean after |',
    '| -: | --- | --- | --- | --- | --- | -: | -: | -: |',
    ...own.map(
      (row) =>
        `| ${row.number} | ${row.drill} | ${row.delayMs} ms after \`${row.moment}\` | ${row.phase ?? '-'} | ${row.link} | ${row.healedBy} | ${row.exitBefore ?? '-'} | ${row.exitAfter} | ${row.secondsUntilClean.toFixed(1)} s |`,
    ),
  ];
};
