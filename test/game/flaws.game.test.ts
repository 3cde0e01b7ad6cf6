// Seeded flaws from the command line, each drill's unmodified twin beside them: no flaw passes, and each fails for the right reason.
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root } from '../cli.ts';
import { codeHash } from './code-hash.ts';
import { argumentsFor, type Flaw } from './flaws/flaw.ts';
import { tableOf, writePage, type Row } from './flaws/page.ts';
import { playFlaw } from './flaws/play.ts';
import { refusedFlaws } from './flaws/refused.ts';
import { resultOf, type Play, type Result } from './flaws/results.ts';
import { playedFlaws } from './flaws/table.ts';
import { addRow, readRows } from './rows.ts';

/** Two of the flaws in `npm test`; all of them in `npm run test:full`, which goes on where it was interrupted. */
const full = process.env['GAMEDAY_FULL'] !== undefined;
const evidence = join(root, 'docs', 'evidence');
const file = join(evidence, 'flaws.jsonl');
const folder = join(root, 'reports', 'test', 'flaws');
const code = codeHash();

interface Case extends Pick<Flaw, 'name' | 'expected' | 'reason' | 'note' | 'sample'> {
  readonly asked: string;
  readonly play: Play;
}

const all: readonly Case[] = [
  ...refusedFlaws.map(({ name, asked, edit, says }) => ({
    ...{ name, expected: '64', reason: says, asked },
    play: { code, args: ['run', asked], edit },
  })),
  ...playedFlaws.map((flaw) => ({
    ...flaw,
    asked: flaw.drill,
    play: { code, args: argumentsFor(flaw), edit: flaw.edit },
  })),
];

const rowsOf = (cases: readonly Case[]): readonly Row[] => {
  const results = readRows<Result>(file);
  return cases.map(({ name, asked, expected, play }) => ({
    ...{ name, expected, edit: play.edit },
    asked: asked.replace('flash-sale-engine/', ''),
    result: resultOf(results, play),
  }));
};

afterAll(() => {
  if (!full) return;
  const rows = rowsOf(all);
  process.stdout.write(`${tableOf(rows).join('\n')}\n`);
  writePage(join(evidence, 'flaws.md'), rows);
});

const cases = full ? all : all.filter(({ sample }) => sample);

it.each(cases.map((one, index) => [`${index + 1}. ${one.name}: ${one.expected}`, one] as const))(
  '%s',
  async (_title, { name, expected, reason, note, play }) => {
    const kept = full ? resultOf(readRows<Result>(file), play) : null;
    const result = kept ?? (await playFlaw(join(folder, name.replaceAll(/\W+/g, '-')), play));
    expect(result.outcome, `${result.reasons}\n${result.notes}`).toBe(expected);
    expect(result.reasons).toMatch(reason);
    expect(result.notes).toMatch(note ?? /^/);
    if (full && kept === null) addRow(file, result);
  },
);
