// The runbook's part in Markdown: how much of it was observed, what failed, what the steps are worth.
import type { CoverageReport, Report } from '../schema.ts';
import { msOrNever, shareText } from '../text.ts';
import { plain, table } from './escape.ts';

export const coverageText = ({ coverage }: Report): string[] =>
  coverage.length === 0
    ? []
    : [
        '## Runbook coverage',
        table(
          ['Runbook', 'Commands', 'Observed', 'By a stand-in', 'In the played sections', 'Other colours'],
          coverage.map((one) => [
            plain(one.runbook),
            String(one.commands),
            shareText(one.observed, one.commands),
            shareText(one.standIn, one.commands),
            `${one.drilled.observed} of ${one.drilled.commands}`,
            plain(otherColours(one)),
          ]),
        ),
      ];

const otherColours = ({ colours }: CoverageReport): string =>
  Object.entries(colours)
    .filter(([colour]) => colour !== 'observed')
    .map(([colour, count]) => `${count} ${colour}`)
    .join(', ');

export const variantsText = ({ counterfactuals, mutants }: Report): string[] => [
  ...(counterfactuals.length === 0
    ? []
    : [
        '## Without the remediation',
        table(
          ['Drill', 'Needed', 'Recovered without', 'With', 'Why'],
          counterfactuals.map(({ drill, needed, recoveredAfterMs, withStepsMs, reason }) => [
            plain(drill),
            needed === null ? 'unknown' : needed ? 'yes' : 'no',
            msOrNever(recoveredAfterMs),
            msOrNever(withStepsMs),
            plain(reason),
          ]),
        ),
      ]),
  ...(mutants.length === 0
    ? []
    : [
        '## With one step changed',
        table(
          ['Line', 'Step', 'Change', 'Noticed', 'Why'],
          mutants.map(({ line, command, change, noticed, reason }) => [
            String(line),
            plain(command.split('\n')[0] ?? ''),
            change,
            noticed === null ? 'unknown' : noticed ? 'yes' : '**no**',
            plain(reason),
          ]),
        ),
      ]),
];
