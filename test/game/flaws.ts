// Applies a seeded flaw to a copy of the scenarios: an edit that any user could make.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReasonCode } from '../../core/verdicts.ts';
import { root } from '../cli.ts';

export interface Flaw {
  readonly name: string;
  readonly file: 'alerts.yaml' | 'runbook.md' | 'scenario.yaml' | 'compose.yaml';
  /** Replaced once; null for the unmodified twin. The test fails when the text isn't there any more. */
  readonly edit: readonly [from: string | RegExp, to: string] | null;
  readonly drill: string;
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  readonly reasonCode: ReasonCode;
  readonly exitCode: 0 | 1 | 2 | 4;
  /** Must stand in the reason. */
  readonly reason: RegExp;
  /** Played in `npm test` too. */
  readonly sample: boolean;
}

/** The copy lies in the checkout, where the workload finds the npm packages; gameday's core/ stands beside it as it does here. */
export const copyScenarios = (folder: string, flaw: Flaw | null): string => {
  const target = join(folder, 'scenarios');
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'scenarios'), target, { recursive: true });
  symlinkSync(join(root, 'core'), join(folder, 'core'));
  if (flaw !== null) applyEdit(join(target, 'flash-sale-engine', flaw.file), flaw);
  return target;
};

const applyEdit = (file: string, { name, edit }: Flaw): void => {
  if (edit === null) return;
  const [from, to] = edit;
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${name}: ${file} has no ${String(from)} to change`);
  writeFileSync(file, changed);
};
