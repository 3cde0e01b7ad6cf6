// The crash matrix: whatever happens to a run at whatever moment, nothing of its faults is left, and healing again changes nothing.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { root } from '../cli.ts';
import { shuffled } from './dice.ts';
import { planCells, sampleOf, type Cell } from './crash/cells.ts';
import { codeHash } from './code-hash.ts';
import { crashStack, planOf, type CrashStack } from './crash/crash-stack.ts';
import { chooseSeed, rowsOf, writePage, type CrashRow } from './crash/evidence.ts';
import { playCell } from './crash/play-cell.ts';
import { addRow, readRows } from './rows.ts';

const full = process.env['GAMEDAY_FULL'] !== undefined;
const folder = join(root, 'reports', 'test', 'crashes');
const evidence = full ? join(root, 'docs', 'evidence') : folder;
const file = join(evidence, 'crashes.jsonl');
const code = codeHash('test/game/crash');
const kept = full ? readRows<CrashRow>(file) : [];
const seed = chooseSeed(kept, code, process.env['GAMEDAY_SEED']);
const system = join(folder, `system-${process.pid}`);
const { scenarios, sizes } = planOf(system);
const all = planCells(sizes, seed);
const done = new Set(rowsOf(kept, code, seed).map(({ cell }) => cell));
// Those whose names match: to look into.
const picked = process.env['GAMEDAY_CELLS'];
// `1/2`: every other one, so that two processes share the work.
const [share = 1, shares = 1] = process.env['GAMEDAY_SHARD']?.split('/').map(Number) ?? [];
// Shuffled: what was played when somebody ends it early is a fair share of all.
const cells = shuffled(full || picked !== undefined ? all : sampleOf(all, seed), seed)
  .filter((_, index) => index % shares === share - 1)
  .filter(({ id }) => !done.has(id) && (picked === undefined || new RegExp(picked).test(id)));

let stack: CrashStack | null = null;

beforeAll(async () => {
  process.stdout.write(`crashes: GAMEDAY_SEED=${seed}, ${cells.length} of ${all.length} cells to play\n`);
  if (cells.length > 0) stack = await crashStack(scenarios);
});
afterAll(async () => {
  if (full) writePage(join(evidence, 'crashes.md'), readRows<CrashRow>(file), all);
  await stack?.down();
  rmSync(system, { recursive: true, force: true });
});

const each = cells.length === 0 ? it.skip : it;

each.each(cells.map((cell) => [`${cell.id} (${cell.drill})`, cell] as const))('%s', async (_, cell) => {
  if (stack === null) throw new Error('no stack');
  const out = join(folder, cell.id.replaceAll(/[^\w.-]+/g, '-'));
  const played = await playCell(cell, stack, out).catch(freshStack);
  const { id, attack, drill } = cell;
  const at = systemClock.now().toISOString();
  addRow<CrashRow>(file, { seed, code, cell: id, attack, drill, at, link: linkOf(cell), ...played });
});

/** What one cell has left broken is no matter of the next one. */
const freshStack = async (error: unknown): Promise<never> => {
  const { actual } = error as { readonly actual?: unknown };
  process.stdout.write(`${String(error)}\n${JSON.stringify(actual, null, 2)}\n`);
  await stack?.down();
  stack = await crashStack(scenarios);
  throw error;
};

const linkOf = (cell: Cell): string | null => (cell.attack === 'kill -9' ? cell.link : null);
