// The matrix procedure → drill → verdict in Markdown.
import type { ProcedureReport, Report } from '../schema.ts';
import { counted } from '../text.ts';
import { plain, table } from './escape.ts';

export const proceduresText = ({ procedures }: Report): string[] =>
  procedures.length === 0
    ? []
    : [
        '## Procedures',
        headline(procedures),
        table(
          ['Procedure', 'What', 'Verdict', 'Drills'],
          procedures.map(({ id, title, verdict, drills }) => [
            plain(id),
            title === null ? '–' : plain(title),
            verdict === null ? '–' : `**${verdict}**`,
            drills.length === 0 ? 'none' : drills.map(drillText).join(', '),
          ]),
        ),
      ];

const headline = (procedures: readonly ProcedureReport[]): string => {
  const played = procedures.filter(({ verdict }) => verdict !== null);
  const passed = played.filter(({ verdict }) => verdict === 'pass');
  return `${played.length} of ${counted(procedures.length, 'procedure')} drilled in this run, ${passed.length} passed.`;
};

const drillText = ({ id, verdict }: ProcedureReport['drills'][number]): string =>
  `${plain(id)} (${verdict ?? 'not played'})`;
