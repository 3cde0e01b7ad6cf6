// A run's annotations for GitHub Actions: the run, then what failed worst, each at the place that is to be mended.
import { workflowCommand, type Annotation } from '../../core/workflow-command.ts';
import { drillName } from '../drill-name.ts';
import { expectedText } from '../fold/expected.ts';
import type { DrillReport, Report } from '../schema.ts';
import { tellingReasons } from '../telling-reasons.ts';
import { worstFirst } from '../worst-first.ts';

/** A file as the repository knows it. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface Places {
  /** Where the drill is described. */
  drill(drill: DrillReport): Place | null;
  /** A line of the runbook that was played. */
  runbook(line: number): Place | null;
}

/** One line each. GitHub shows ten of a level, so the run itself comes first, then the worst, and a drill's reasons are one. */
export const annotations = (report: Report, places: Places): readonly string[] => {
  const { run, gameDay, verdict, reason, selection } = report;
  const all = worstFirst(report.drills).flatMap((drill) => ofDrill(drill, report, places));
  const leftOut = (selection?.leftOut ?? []).map((one): Annotation => ({
    level: 'notice',
    properties: { title: `${one.drill}: left out` },
    message: one.reason,
  }));
  const summary: Annotation = {
    level: report.exitCode === 0 ? 'notice' : 'error',
    properties: { title: `Game day ${gameDay}: ${verdict} (exit ${report.exitCode})` },
    message: `${reason}\nrun ${run}`,
  };
  const ordered = [summary, ...all, ...leftOut];
  return (['error', 'warning', 'notice'] as const).flatMap((level) =>
    ordered.filter((one) => one.level === level).map(workflowCommand),
  );
};

const ofDrill = (drill: DrillReport, report: Report, places: Places): readonly Annotation[] => {
  const known = expectedText(drill);
  const title = `${drillName(drill, report)}: ${drill.verdict}`;
  const at = placeOf(drill, report, places);
  const all = tellingReasons(drill)
    .map(({ code, reason }) => `${code}: ${reason}`)
    .join('\n');
  const message = known === null ? all : `${all}\n${known}`;
  switch (drill.expectedFailure?.state) {
    case 'expected':
      return [{ level: 'notice', properties: { ...at, title: `${title}, as expected` }, message }];
    case 'passed':
      return [{ level: 'warning', properties: { ...at, title }, message: known ?? '' }];
    default:
      return drill.verdict === 'pass' || drill.verdict === 'skipped'
        ? []
        : [{ level: 'error', properties: { ...at, title }, message }];
  }
};

/** The runbook's line where one of its steps is why; else the drill. */
const placeOf = (drill: DrillReport, { actions }: Report, places: Places): Partial<Place> => {
  const step = actions.find(
    ({ drill: id, reasonCode, place }) =>
      id === drill.id && reasonCode === drill.reasonCode && place !== null,
  );
  const at =
    step === undefined || step.place === null ? places.drill(drill) : places.runbook(step.place.line);
  return at ?? {};
};
