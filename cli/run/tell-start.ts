// What stands in a journal before any drill: the run, what people want of it, and all of the files that its reports will need.
import { createHash } from 'node:crypto';
import type { Journal } from '../../core/journal/journal.ts';
import { proceduresOf } from '../../drills/scenario/procedures.ts';
import type { Stack } from '../../stack/stack.ts';
import { packageVersion } from '../package.ts';
import { placeOf } from './copies/own-copy.ts';
import type { RunSetting } from './play-run.ts';
import { sourceOf } from './source.ts';

export const tellStart = (
  journal: Journal,
  { selection, run, seed, copy, brief }: RunSetting,
  { engine, identity }: Stack,
): void => {
  const { paced, drills, runbook, chosen } = selection;
  const idOf = (drill: string): string => `${paced.scenario.name}/${drill}`;
  journal.append({
    type: 'run.started',
    schema: 1,
    run,
    version: packageVersion(),
    gameDay: selection.name,
    drills: drills.map(idOf),
    pace: paced.pace,
    seed,
    engine,
    substitutes: paced.scenario.spec.substitutes,
    stack: identity,
    source: sourceOf(paced.scenario, runbook),
    selection: chosen,
    ...(copy !== null && { copy: placeOf(copy) }),
  });
  if (brief !== null) journal.append({ type: 'run.briefed', ...brief });
  const { name, text } = runbook;
  journal.append({ type: 'runbook.read', runbook: name, text, sha256: sha256Of(text) });
  const procedures = proceduresOf(paced.scenario.spec).map(({ drills: names, ...one }) => ({
    ...one,
    drills: names.map(idOf),
  }));
  if (procedures.length > 0) journal.append({ type: 'procedures.read', procedures });
};

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
