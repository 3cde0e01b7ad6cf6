// The matrix for people: a table that fits the terminal, then what is missing, with its place.
import { columnsOf, fitting, wrapped } from '../../core/columns.ts';
import { visibleLine } from '../../core/visible.ts';
import type { Drilled, Matrix, SectionPlace } from './model.ts';

export const matrixText = (matrix: Matrix, asked: boolean, width: number): string => {
  const parts = [table(matrix, asked, Math.max(60, width)), gapsText(matrix, width), summary(matrix)];
  return parts.filter((part) => part !== '').join('\n');
};

const table = ({ alerts, sections }: Matrix, asked: boolean, width: number): string => {
  const several = new Set(sections.map(({ runbook }) => runbook)).size > 1;
  const rows = [
    ['ALERT', 'SECTION', 'LAST DRILLED'],
    ...alerts.map(({ alert, section, ...drilled }) => [
      alert.name,
      section === null ? 'none' : sectionText(section, several),
      drilledText(drilled, asked),
    ]),
    ...sections
      .filter((section) => section.alerts.length === 0)
      .map(({ announces, ...section }) => [
        announces.length > 0 ? `${announces.join(', ')} (no rule)` : 'none',
        sectionText(section, several),
        drilledText(section, asked),
      ]),
  ].map((row) => row.map(visibleLine));
  const widest = (column: number): number => Math.max(...rows.map((row) => columnsOf(row[column] ?? '')));
  const last = widest(2);
  const first = Math.min(widest(0), Math.floor((width - last - 4) / 2));
  const middle = Math.min(widest(1), width - last - first - 4);
  return rows
    .map(
      ([alert = '', section = '', drilled = '']) =>
        `${cell(alert, first)}  ${cell(section, middle)}  ${drilled}\n`,
    )
    .join('');
};

const sectionText = ({ runbook, line, title, actions }: SectionPlace, several: boolean): string => {
  const place = several ? `${runbook.split('/').at(-1) ?? runbook}:${line} ` : `${line}: `;
  return `${place}${title}${actions === 0 ? ' (no commands)' : ''}`;
};

const drilledText = ({ drills, last }: Drilled, asked: boolean): string => {
  if (last !== null) return `${last.startedAt.slice(0, 10)} ${last.verdict}`;
  if (!asked) return '-';
  return drills.length === 0
    ? 'never'
    : `never (${drills.length} ${drills.length === 1 ? 'drill' : 'drills'})`;
};

const cell = (text: string, width: number): string => {
  const kept = columnsOf(text) <= width ? text : `${fitting(text, width - 1)}…`;
  return kept + ' '.repeat(Math.max(0, width - columnsOf(kept)));
};

const gapsText = ({ gaps }: Matrix, width: number): string =>
  gaps
    .flatMap(({ file, line, message, hint }) => [
      ...wrapped(visibleLine(`${file}:${line} ${message}`), width - 2).map((text, at) =>
        at === 0 ? text : `  ${text}`,
      ),
      ...(hint === null ? [] : wrapped(visibleLine(hint), width - 2).map((text) => `  ${text}`)),
    ])
    .map((line) => `${line}\n`)
    .join('');

const summary = ({ alerts, sections, gaps }: Matrix): string => {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const found = gaps.length === 0 ? 'no gaps' : count(gaps.length, 'gap');
  return `${count(alerts.length, 'alert')}, ${count(sections.length, 'section')}: ${found}\n`;
};
