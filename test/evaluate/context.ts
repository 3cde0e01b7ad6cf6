// What is known beside a runbook: `--compose FILE` for all of them, `--compose NAME=FILE` for one.
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { invalidInput } from '../../core/errors.ts';
import { readCompose } from '../../runbooks/lint/context/compose.ts';
import type { Facts } from '../../runbooks/lint/context/facts.ts';
import { readMetrics } from '../../runbooks/lint/context/metrics.ts';
import { readRuleFile } from '../../runbooks/lint/context/rule-files.ts';
import type { LintContext } from '../../runbooks/lint/rule.ts';

export interface ContextFiles {
  readonly compose: readonly string[];
  readonly rules: readonly string[];
  readonly metrics: readonly string[];
}

export const contextOf = (name: string, files: ContextFiles): LintContext => ({
  compose: read(fileFor(name, files.compose), (file, text) =>
    readCompose(file, text, basename(dirname(resolve(file)))),
  ),
  rules: read(fileFor(name, files.rules), readRuleFile),
  metrics: read(fileFor(name, files.metrics), readMetrics),
});

export const hasContext = ({ compose, rules, metrics }: ContextFiles): boolean =>
  compose.length + rules.length + metrics.length > 0;

/** `NAME=FILE`, or a file for everybody; the one that names it wins. */
export const fileFor = (name: string, options: readonly string[]): string | null =>
  options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1) ??
  options.find((option) => !option.includes('=')) ??
  null;

const read = <T>(file: string | null, reader: (file: string, text: string) => Facts<T>): T | null => {
  if (file === null) return null;
  const { facts, problems } = reader(file, readFileSync(file, 'utf8'));
  if (problems.length > 0) throw invalidInput(problems);
  return facts;
};
