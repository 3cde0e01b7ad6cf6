// A runbook as it was understood, for people: its sections with their commands, then its alerts and objectives.
import { fitting, wrapped } from '../../core/columns.ts';
import { formatDuration } from '../../core/duration.ts';
import { visibleLine } from '../../core/visible.ts';
import { secretMask } from '../../drills/policy/runbook-secrets.ts';
import { amountText } from '../../runbooks/alerts/amounts.ts';
import { commandClasses } from '../../runbooks/classes/class-table.ts';
import type {
  Action,
  Alert,
  Condition,
  Objective,
  Runbook,
  Section,
  ThresholdForm,
} from '../../runbooks/model.ts';

export const runbookOutline = (uri: string, runbook: Runbook, width: number): string => {
  const mask = secretMask(runbook);
  const title = runbook.title === null ? '' : `: ${runbook.title}`;
  const row = (line: number | null, indent: number, text: string): string =>
    fitting(`${String(line ?? '').padStart(5)}  ${'  '.repeat(indent)}${visibleLine(text)}`, width).trimEnd();
  return [
    fitting(visibleLine(`${uri}${title} (${runbook.lineCount} lines)`), width),
    ...sectionRows(runbook, row, mask),
    ...part(
      'alerts',
      runbook.alerts.flatMap((alert) => alertRows(alert, row)),
    ),
    ...part(
      'objectives',
      runbook.objectives.map((objective) => row(objective.line, 0, objectiveText(objective))),
    ),
    ...part('placeholders', placeholderRows(runbook, row)),
    '',
    fitting(summary(runbook), width),
    ...legend(runbook).flatMap((text) => wrapped(text, width)),
  ].join('\n');
};

type Row = (line: number | null, indent: number, text: string) => string;

const part = (name: string, rows: readonly string[]): readonly string[] =>
  rows.length === 0 ? [] : ['', name, ...rows];

const sectionRows = (
  { sections, commands, waits }: Runbook,
  row: Row,
  mask: (text: string) => string,
): readonly string[] => {
  const own = Map.groupBy<number | null, Action>(
    [...commands, ...waits].toSorted((one, other) => one.line - other.line || one.column - other.column),
    ({ section }) => section,
  );
  const actions = (section: number | null, indent: number): readonly string[] =>
    (own.get(section) ?? []).map((action) => row(action.line, indent, mask(actionText(action))));
  return [
    ...actions(null, 0),
    ...sections.flatMap((section) => {
      const indent = depthOf(sections, section);
      return [row(section.line, indent, sectionText(section)), ...actions(section.index, indent + 1)];
    }),
  ];
};

const depthOf = (sections: readonly Section[], section: Section): number => {
  let depth = 0;
  for (let parent = section.parent; parent !== null; parent = sections[parent]?.parent ?? null) depth += 1;
  // A page that goes further to the right can't be read.
  return Math.min(depth, 8);
};

const sectionText = ({ title, role, ownRole, severity, steps }: Section): string => {
  const notes = [
    ...(ownRole && role !== null ? [role] : []),
    ...(severity === null ? [] : [severity]),
    ...(steps.length === 0 ? [] : [`${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`]),
  ];
  return `${title}${notes.length === 0 ? '' : `  [${notes.join(', ')}]`}`;
};

const actionText = (action: Action): string => {
  if (action.kind === 'wait') return `wait ${formatDuration(action.ms)}`;
  const command = action.command.split('\n');
  const text = `${command[0] ?? ''}${command.length > 1 ? ' …' : ''}`;
  return action.kind === 'wait-until' ? `until ${text}` : `${action.commandClass.padEnd(2)} ${text}`;
};

const alertRows = ({ name, severity, conditions, line }: Alert, row: Row): readonly string[] => [
  row(line, 0, `${name ?? 'without a name'}${severity === null ? '' : `  [${severity}]`}`),
  ...conditions.map((condition) => row(condition.line, 1, conditionText(condition))),
];

const conditionText = ({
  form,
  text,
  metric,
  promql,
  comparator,
  value,
  unit,
  windowMs,
  holdMs,
}: Condition): string => {
  const limit =
    promql?.replace(/\s+/g, ' ') ??
    (value === null ? text : `${metric ?? ''} ${comparator ?? ''} ${amountText(value, unit)}`.trim());
  const over = windowMs === null ? '' : ` over ${formatDuration(windowMs)}`;
  const held = holdMs === null ? '' : ` for ${formatDuration(holdMs)}`;
  return `${form} ${limit}${over}${held}`;
};

const objectiveText = ({ name, target, windowMs, alert }: Objective): string => {
  const over = windowMs === null ? '' : ` over ${formatDuration(windowMs)}`;
  return `${name}: ${target.text}${over}${alert === null ? '' : `, alert at ${alert.text}`}`;
};

/** Each once, with the lines that it stands in. */
const placeholderRows = ({ placeholders }: Runbook, row: Row): readonly string[] =>
  [...Map.groupBy(placeholders, ({ text }) => text)].map(([text, all]) => {
    const lines = [...new Set(all.map(({ line }) => line))];
    const more =
      lines.length > 1 ? `  (also in ${lines.slice(1, 8).join(', ')}${lines.length > 8 ? ', …' : ''})` : '';
    return row(lines[0] ?? null, 0, `${text}${more}`);
  });

/** Of the marks that stand in this outline. */
const legend = ({ commands, alerts }: Runbook): readonly string[] => {
  const classes = new Set<string>(commands.map(({ commandClass }) => commandClass));
  const forms = new Set<string>(alerts.flatMap(({ conditions }) => conditions.map(({ form }) => form)));
  const told = (meanings: Readonly<Record<string, string>>, used: ReadonlySet<string>): string =>
    Object.entries(meanings)
      .flatMap(([name, meaning]) => (used.has(name) ? [`${name} ${meaning}`] : []))
      .join('; ');
  return [
    ['commands', told(classMeanings, classes)],
    ['alerts', told(formMeanings, forms)],
  ].flatMap(([what, text]) => (text === '' ? [] : [`${what}: ${text}`]));
};

const classMeanings = Object.fromEntries(
  Object.entries(commandClasses).map(([name, [meaning]]) => [name, meaning]),
);

const formMeanings: Readonly<Record<ThresholdForm, string>> = {
  T1: 'stands in a table',
  T2: 'PromQL',
  T3: 'metric and limit',
  T4: 'a count in a window',
  T5: 'in prose, with how long it holds',
  T6: 'a percentile',
  T7: 'a time to respond',
  T8: 'an event',
  T9: 'a word for a trend',
};

const summary = ({ sections, commands, alerts, waits, expressions, placeholders }: Runbook): string => {
  const counts = {
    section: sections,
    command: commands,
    wait: waits,
    alert: alerts,
    expression: expressions,
  };
  const texts = Object.entries({ ...counts, placeholder: placeholders }).map(
    ([name, { length }]) => `${length} ${name}${length === 1 ? '' : 's'}`,
  );
  return texts.join(', ');
};
