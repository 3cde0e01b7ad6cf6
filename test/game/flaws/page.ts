// What the runs with seeded flaws said: a table for the terminal, and a page for people.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Edit } from './flaw.ts';
import type { Result } from './results.ts';

export interface Row {
  readonly name: string;
  readonly asked: string;
  readonly expected: string;
  readonly edit: Edit | null;
  /** Null while this state of the code has not played it, or did not get what it has to. */
  readonly result: Result | null;
}

export const tableOf = (rows: readonly Row[]): readonly string[] => [
  '| # | flaw | in | drill | has to get | gets | s |',
  '| -: | --- | --- | --- | --- | --- | -: |',
  ...rows.map(({ name, asked, expected, edit, result }, index) => {
    const told = result === null ? ['not played', '-'] : [result.outcome, result.seconds];
    return `| ${[index + 1, name, fileOf(edit), asked, expected, ...told].join(' | ')} |`;
  }),
];

export const writePage = (file: string, rows: readonly Row[]): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    [
      '# Seeded flaws',
      '',
      intro,
      '',
      circumstances(rows),
      '',
      ...tableOf(rows),
      '',
      ...rows.flatMap(section),
    ].join('\n'),
  );
};

const intro = `Each is an edit that any user could make, in a copy of the scenario; the drill is played from the command line, and
so is the unmodified twin of every drill. A row gives verdict, reason code, clean-up and exit code; what is refused before anything
starts gives exit 64 alone. Each has to fail for the right reason too: below stands what was said.
Written by \`npm run test:full\` (test/game/flaws.game.test.ts), which goes on where it was interrupted.`;

const circumstances = (rows: readonly Row[]): string => {
  const results = rows.flatMap(({ result }) => result ?? []);
  const times = results.map(({ at }) => at.slice(0, 16).replace('T', ' ')).toSorted();
  const loads = results.map(({ load }) => load);
  const codes = [...new Set(results.map(({ code }) => code))];
  return `${results.length} of ${rows.length} played, ${times[0]} to ${times.at(-1)} UTC, by the code ${codes.join(', ')}; load average ${Math.min(...loads)} to ${Math.max(...loads)}.`;
};

const longest = 600;

const section = ({ name, edit, result }: Row, index: number): readonly string[] =>
  result === null
    ? []
    : [
        `## ${index + 1}. ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        '',
        editText(edit),
        '',
        `**${result.outcome}**, \`gameday ${result.args.join(' ')}\`, after ${result.seconds} s:`,
        '',
        ...quoted([
          result.reasons,
          ...(result.notes === '' ? [] : [`notes: ${result.notes.replaceAll('\n', '; ')}`]),
        ]),
        '',
      ];

const editText = (edit: Edit | null): string =>
  edit === null
    ? 'Nothing is changed.'
    : `In \`${fileOf(edit)}\`: ${code(edit.from)} → ${edit.to.trim() === '' ? 'nothing' : code(edit.to)}`;

const fileOf = (edit: Edit | null): string => edit?.file.replace('../', '') ?? '-';

const code = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
};

const quoted = (parts: readonly string[]): readonly string[] =>
  parts
    .flatMap((part) => part.split('\n'))
    .map((line) => `    ${line.length > longest ? `${line.slice(0, longest)} …` : line}`);
