// `--github`: annotations on standard output, report.md appended to the job's summary.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { messageOf } from '../../core/errors.ts';
import { workflowCommand } from '../../core/workflow-command.ts';
import { annotations, type Places } from '../../reports/github/annotations.ts';
import type { Report } from '../../reports/schema.ts';
import { print, say } from '../output.ts';
import type { GameDaySelection } from '../scenarios.ts';

/** GitHub takes no more of a step's summary. */
const mostBytes = 1_000_000;

export const tellGithub = (
  folder: string,
  selection: GameDaySelection,
  runbook: string | undefined,
): void => {
  const file = join(folder, 'report.json');
  if (!existsSync(file)) {
    print(
      workflowCommand({
        level: 'error',
        properties: { title: 'Game day' },
        message: 'no report could be written',
      }),
    );
    return;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  for (const line of annotations(report, placesOf(selection, runbook))) print(line);
  summarise(join(folder, 'report.md'));
};

const placesOf = ({ paced }: GameDaySelection, runbook: string | undefined): Places => {
  const { folder, yaml } = paced.scenario;
  const shown = (path: string): string => inRepository(path, process.env['GITHUB_WORKSPACE']);
  return {
    drill: ({ drill }) => {
      const { line } = yaml.problemAt(['drills', drill], '', null, 'key');
      return { file: shown(yaml.problemAt([], '').file ?? join(folder, 'scenario.yaml')), line: line ?? 1 };
    },
    runbook: (line) => ({ file: shown(runbook ?? join(folder, 'runbook.md')), line }),
  };
};

/** As GitHub looks for it: from the top of the repository, wherever in it gameday was called. */
export const inRepository = (path: string, workspace: string | undefined): string => {
  const fromTop = workspace === undefined || workspace === '' ? '..' : relative(workspace, path);
  return fromTop.startsWith('..') ? relative(process.cwd(), path) : fromTop;
};

/** A summary that can't be written is told, and changes no exit code. */
const summarise = (markdown: string): void => {
  const target = process.env['GITHUB_STEP_SUMMARY'];
  if (target === undefined || target === '') {
    say('GITHUB_STEP_SUMMARY is not set: no job summary');
    return;
  }
  try {
    const text = readFileSync(markdown, 'utf8');
    const whole = Buffer.byteLength(text) <= mostBytes;
    const told = whole ? text : `${text.slice(0, mostBytes / 4)}\n\n… the rest is in the report.\n`;
    appendFileSync(target, `${told}\n`);
  } catch (error) {
    say(`the job summary could not be written: ${messageOf(error)}`);
  }
};
