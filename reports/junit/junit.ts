// junit.xml: one test case per assertion, the reason as its text. `unknown` is an <error>: doubt is never green in CI.
import type { GameDay } from '../fold/game-day.ts';
import { expectedText } from '../fold/expected.ts';
import { drillName } from '../drill-name.ts';
import type { Reporter } from '../reporter.ts';
import type { Assertion, DrillReport } from '../schema.ts';
import { visible } from '../../core/visible.ts';

export const junit: Reporter = { file: 'junit.xml', render: (gameDay) => renderJunit(gameDay) };

type Outcome = 'pass' | 'failure' | 'error' | 'skipped';
interface Case {
  readonly name: string;
  readonly outcome: Outcome;
  readonly reason: string;
}

const outcomes = { pass: 'pass', fail: 'failure', unknown: 'error' } as const;

const renderJunit = ({ report }: GameDay): string => {
  const suites = report.drills.map((drill) => ({
    name: drillName(drill, report),
    drill,
    cases: casesOf(drill),
  }));
  const run = runCases(
    report.exitCode,
    report.reason,
    suites.flatMap(({ cases }) => cases),
  );
  const all = [...suites.flatMap(({ cases }) => cases), ...run];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${attribute(`${report.gameDay} ${report.run}`)} ${countsOf(all)}>`,
    ...suites.map(({ name, drill, cases }) => suite(name, drill, cases)),
    ...(run.length === 0
      ? []
      : [
          `  <testsuite name="run" ${countsOf(run)}>`,
          ...run.map((one) => testCase(report.run, one)),
          '  </testsuite>',
        ]),
    '</testsuites>',
    '',
  ].join('\n');
};

const casesOf = (drill: DrillReport): Case[] => {
  if (drill.verdict === 'skipped') return [{ name: 'drill', outcome: 'skipped', reason: drill.reason }];
  const cases = checksOf(drill);
  if (drill.expectedFailure?.state === 'expected') return cases.map((one) => asKnown(one, drill));
  const red = cases.some(({ outcome }) => outcome !== 'pass');
  // A drill that is not a pass always shows red, also where no single assertion does.
  return drill.verdict === 'pass' || red
    ? cases
    : [...cases, { name: 'drill', outcome: 'error', reason: drill.reason }];
};

const checksOf = (drill: DrillReport): Case[] =>
  drill.checks.map(({ group, name, verdict, reason }) => ({
    name: caseName(group, name),
    outcome: outcomes[verdict],
    reason,
  }));

/** What is known to fail is no news: skipped, with the owner and the last day. */
const asKnown = (one: Case, drill: DrillReport): Case =>
  one.outcome === 'pass'
    ? one
    : { ...one, outcome: 'skipped', reason: `${one.reason}; ${expectedText(drill) ?? ''}` };

const caseName = (group: Assertion['group'], name: string): string =>
  name === group ? name : `${group}: ${name}`;

/** A run that ends badly between its drills has to be red too. */
const runCases = (exitCode: number, reason: string, cases: readonly Case[]): Case[] =>
  exitCode === 0 || cases.some(({ outcome }) => outcome === 'failure' || outcome === 'error')
    ? []
    : [{ name: `exit code ${exitCode}`, outcome: 'error', reason }];

const suite = (name: string, drill: DrillReport, cases: readonly Case[]): string =>
  [
    `  <testsuite name=${attribute(name)} ${countsOf(cases)} time="${seconds(drill.timeLedger.totalMs)}"${drill.startedAt === null ? '' : ` timestamp=${attribute(drill.startedAt)}`}>`,
    ...cases.map((one) => testCase(name, one)),
    '  </testsuite>',
  ].join('\n');

const testCase = (suiteOf: string, { name, outcome, reason }: Case): string => {
  const open = `    <testcase classname=${attribute(suiteOf)} name=${attribute(name)}`;
  if (outcome === 'pass') return `${open}/>`;
  return `${open}>\n      <${outcome} message=${attribute(reason)}>${escape(reason)}</${outcome}>\n    </testcase>`;
};

const countsOf = (cases: readonly Case[]): string => {
  const count = (wanted: Outcome): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
};

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
const attribute = (text: string): string =>
  `"${escape(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escape = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
