// What is missing between alerts, sections and drills, each with its place.
import { nearest } from '../../core/suggest.ts';
import type { MatchedAlert } from './matrix.ts';
import type { Gap, MatrixInput, SectionRow } from './model.ts';

export const findGaps = (
  input: MatrixInput,
  matched: readonly MatchedAlert[],
  sections: readonly SectionRow[],
): readonly Gap[] => [
  ...matched.flatMap((one) => deadLink(one)),
  ...matched.flatMap((one) => withoutSection(one, input)),
  ...sections.flatMap((section) => withoutAlert(section, input)),
  ...(input.drills === null && input.played === null ? [] : sections.flatMap(neverDrilled)),
];

const deadLink = ({ alert, link }: MatchedAlert): readonly Gap[] => {
  if (link?.destination.kind !== 'dead') return [];
  const { message, hint } = link.destination;
  return [
    {
      kind: 'dead-link',
      file: alert.file,
      line: alert.line,
      message: `${alert.name} links to ${message}`,
      hint,
    },
  ];
};

const withoutSection = ({ alert, link, found }: MatchedAlert, { runbooks }: MatrixInput): readonly Gap[] => {
  // A link to a page that we can't see may well be the answer.
  if (found !== null || link?.destination.kind === 'elsewhere') return [];
  const near = nearest(
    alert.name,
    runbooks.flatMap(({ runbook }) => runbook.sections.map(({ title }) => title)),
  );
  return [
    {
      kind: 'alert-without-section',
      file: alert.file,
      line: alert.line,
      message: `${alert.name} has no section in a runbook`,
      hint:
        near === null ? null : `the title "${near}" is near: give the rule a runbook_url that leads there`,
    },
  ];
};

const withoutAlert = (section: SectionRow, { alerts }: MatrixInput): readonly Gap[] => {
  const { runbook, line, title, announces } = section;
  const at = { kind: 'section-without-alert', file: runbook, line } as const;
  const known = alerts.map(({ name }) => name);
  if (announces.length > 0)
    return announces.map((name) => {
      const near = nearest(name, known);
      return {
        ...at,
        message: `${name} is announced, but no rule defines it`,
        hint: near === null ? null : `did you mean ${near}?`,
      };
    });
  if (section.alerts.length > 0 || section.actions === 0) return [];
  return [{ ...at, message: `no alert leads to "${title}"`, hint: null }];
};

const neverDrilled = ({ runbook, line, title, drills, last, actions }: SectionRow): readonly Gap[] => {
  if (last !== null || actions === 0) return [];
  const [drill] = drills;
  return [
    {
      kind: 'never-drilled',
      file: runbook,
      line,
      message: `"${title}" was never drilled`,
      hint: drill === undefined ? null : `gameday run ${drill}`,
    },
  ];
};
