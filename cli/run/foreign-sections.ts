// Somebody else's runbook in a drill: which of the drill's sections it has, said before anything is broken.
import { GamedayError } from '../../core/errors.ts';
import { runbookStages } from '../../core/journal/plan.ts';
import { visibleLine } from '../../core/visible.ts';
import { findSection, pathText } from '../../runbooks/find-section.ts';
import type { Runbook } from '../../runbooks/model.ts';
import { say } from '../output.ts';
import type { GameDaySelection } from '../scenarios.ts';

/** Tells each section that is missing or ambiguous; throws (64) when not one is there: nothing of the runbook would be run. */
export const tellForeignSections = ({ paced, drills, runbook: file }: GameDaySelection): void => {
  if (!file.foreign) return;
  const { spec, runbook } = paced.scenario;
  const wanted = new Set(
    drills.flatMap((drill) => {
      const runbook = spec.drills[drill]?.runbook;
      return runbookStages.flatMap((stage) => runbook?.[stage] ?? []);
    }),
  );
  const missing = [...wanted].filter((path) => findSection(runbook, path).section === null);
  if (wanted.size > 0 && missing.length === wanted.size) throw noSection(file.name, missing, runbook);
  for (const path of missing) say(`${file.name}: ${whyMissing(runbook, path)}; nothing is run in its place`);
};

const whyMissing = (runbook: Runbook, path: string): string => {
  const found = findSection(runbook, path);
  if (found.section !== null) return '';
  const near = found.suggestions.map(visibleLine).join('", "');
  if (found.ambiguous) return `several sections answer to "${path}": "${near}"`;
  return near === '' ? `no section "${path}"` : `no section "${path}"; the nearest: "${near}"`;
};

const noSection = (file: string, missing: readonly string[], runbook: Runbook): GamedayError => {
  const withCommands = runbook.sections.filter(({ actions }) => actions.length > 0);
  const around = new Set(withCommands.map(({ parent }) => parent));
  const innermost = withCommands.filter(({ index }) => !around.has(index)).slice(0, 8);
  const titles = innermost.map((section) => `"${visibleLine(pathText(section))}"`).join(', ');
  return new GamedayError({
    code: 'no-section',
    exitCode: 64,
    message: `${file}: none of the sections that these drills play\n${missing.map((path) => whyMissing(runbook, path)).join('\n')}`,
    hint:
      titles === ''
        ? 'no section of it has a command'
        : `sections with commands: ${titles}; name them in the drill’s runbook (scenario.yaml), or rename them`,
  });
};
