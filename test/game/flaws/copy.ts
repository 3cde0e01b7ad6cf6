// A copy of the scenarios with a flaw in it.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../cli.ts';
import type { Edit } from './flaw.ts';

/** In the checkout the workload finds the npm packages; gameday's core/ stands beside it as it does here. Gives the scenarios' folder. */
export const copyScenarios = (folder: string, edit: Edit | null): string => {
  const target = join(folder, 'scenarios');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'scenarios'), target, { recursive: true });
  symlinkSync(join(root, 'core'), join(folder, 'core'));
  if (edit !== null) apply(join(target, 'flash-sale-engine', edit.file), edit);
  return target;
};

const apply = (file: string, { from, to, below = '' }: Edit): void => {
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(below);
  const at = start === -1 ? -1 : text.indexOf(from, start);
  if (at === -1) throw new Error(`${file} has no ${JSON.stringify(from)} below ${JSON.stringify(below)}`);
  writeFileSync(file, text.slice(0, at) + to + text.slice(at + from.length));
};
