// What the runs with seeded flaws said, as a page for people.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DrillReport } from '../../reports/schema.ts';
import type { Flaw } from './flaws.ts';

export interface FlawRow {
  readonly flaw: Flaw;
  readonly drill: DrillReport;
  readonly exitCode: number | null;
  readonly seconds: number;
}

export const writeFlawPage = (file: string, rows: readonly FlawRow[]): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, ['# Seeded flaws', '', intro, '', ...rows.flatMap(section)].join('\n'));
};

const intro = `Each is an edit that any user could make, in a copy of the scenario; the drill is played from the command line. The
unmodified twin passes in the same run. Written by \`npm run test:full\` (test/game/default.game.test.ts).`;

const longestReason = 400;

const section = ({ flaw, drill, exitCode, seconds }: FlawRow): readonly string[] => [
  `## ${capital(flaw.name)}`,
  '',
  flaw.edit === null
    ? 'Nothing is changed.'
    : `In \`${flaw.file}\`: \`${oneLine(flaw.edit[0])}\` → \`${oneLine(flaw.edit[1])}\``,
  '',
  `**${drill.verdict}**, \`${drill.reasonCode}\`, exit ${exitCode ?? '-'}, clean-up ${drill.cleanup}, after ${seconds.toFixed(0)} s:`,
  `${cut(oneLine(drill.reason))}`,
  '',
];

const oneLine = (text: string | RegExp): string => String(text).replaceAll(/\s+/g, ' ').trim();
const cut = (text: string): string =>
  text.length > longestReason ? `${text.slice(0, longestReason)} …` : text;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
