// What a runbook tells people to type, with the sections around each: what bindings.yaml can speak of.
import { pathText } from '../../runbooks/find-section.ts';
import type { Command, Place, Runbook, WaitUntil } from '../../runbooks/model.ts';

export interface RunbookCommand extends Place {
  readonly command: string;
  /** Paths of all sections around it, e.g. `Circuit Breaker Open > Diagnosis`. */
  readonly sections: readonly string[];
}

export const runbookCommands = ({ sections, commands, waits }: Runbook): readonly RunbookCommand[] => {
  const paths = new Map<Command | WaitUntil, string[]>();
  for (const section of sections)
    for (const action of section.actions)
      if (action.kind !== 'wait') paths.set(action, [...(paths.get(action) ?? []), pathText(section)]);
  const loose = [...commands, ...waits.filter((wait) => wait.kind === 'wait-until')].filter(
    (one) => !paths.has(one),
  );
  return [
    ...[...paths].map(([action, path]) => ({ action, path })),
    ...loose.map((action) => ({ action, path: [] })),
  ].map(({ action: { command, line, endLine }, path }) => ({ command, line, endLine, sections: path }));
};
