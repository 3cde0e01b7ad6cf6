// What `gameday lint` is told beside the runbook: a Compose file, rule files, a /metrics page, or a scenario folder that has them.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import { invalidInput, messageOf, type Problem } from '../../core/errors.ts';
import type { Facts } from '../../runbooks/lint/context/facts.ts';
import type { LintContext } from '../../runbooks/lint/rule.ts';
import { unreadable } from '../unreadable.ts';
import { decodeText } from './runbook-files.ts';

export interface ContextArgs {
  readonly compose?: string | undefined;
  readonly rules?: readonly string[] | undefined;
  readonly metrics?: string | undefined;
  readonly scenario?: string | undefined;
}

/** Throws with every mistake of every file. The readers are loaded only when they are wanted: YAML takes its time. */
export const readContext = async (args: ContextArgs): Promise<LintContext> => {
  const { compose, rules, metrics } = withScenario(args);
  const problems: Problem[] = [];
  const taken = <T>({ facts, problems: found }: Facts<T>): T | null => {
    problems.push(...found);
    return facts;
  };
  const context = {
    compose: compose === undefined ? null : taken(await readComposeFile(compose)),
    rules: rules.length === 0 ? null : taken(await readRuleFiles(rules)),
    metrics: metrics === undefined ? null : taken(await readMetricsOf(metrics)),
  };
  if (problems.length > 0) throw invalidInput(problems);
  return context;
};

const withScenario = ({ compose, rules = [], metrics, scenario }: ContextArgs) => {
  if (scenario === undefined) return { compose, rules, metrics };
  if (!existsSync(scenario) || !statSync(scenario).isDirectory())
    throw invalidInput([
      problem(scenario, 'no such folder', 'a scenario is a folder with compose.yaml and alerts.yaml'),
    ]);
  const inside = (name: string): string | undefined => {
    const path = join(scenario, name);
    return existsSync(path) ? path : undefined;
  };
  const [services, alerts] = [inside('compose.yaml'), inside('alerts.yaml')];
  if (services === undefined && alerts === undefined)
    throw invalidInput([
      problem(
        scenario,
        'neither compose.yaml nor alerts.yaml in it',
        'give the folder of one scenario, e.g. scenarios/shop',
      ),
    ]);
  return {
    compose: compose ?? services,
    rules: rules.length > 0 || alerts === undefined ? rules : [alerts],
    metrics,
  };
};

const readComposeFile = async (file: string) => {
  const { readCompose } = await import('../../runbooks/lint/context/compose.ts');
  return withText(file, (text) => readCompose(file, text, basename(dirname(resolve(file)))));
};

const readRuleFiles = async (files: readonly string[]) => {
  const { mergeRules, readRuleFile } = await import('../../runbooks/lint/context/rule-files.ts');
  const read = files.map((file) => withText(file, (text) => readRuleFile(file, text)));
  const problems = read.flatMap((one) => one.problems);
  return {
    facts: problems.length > 0 ? null : mergeRules(read.flatMap(({ facts }) => facts ?? [])),
    problems,
  };
};

const readMetricsOf = async (source: string) => {
  const { readMetrics } = await import('../../runbooks/lint/context/metrics.ts');
  if (!/^https?:\/\//.test(source)) return withText(source, (text) => readMetrics(source, text));
  const page = await fetchPage(source);
  return typeof page === 'string' ? readMetrics(source, page) : { facts: null, problems: [page] };
};

const withText = <T>(file: string, read: (text: string) => Facts<T>): Facts<T> => {
  try {
    return read(decodeText(readFileSync(file)));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { facts: null, problems: [unreadable(file, error)] };
  }
};

const fetchTimeoutMs = 5_000;

const fetchPage = async (url: string): Promise<string | Problem> => {
  const headers = { accept: 'text/plain;version=0.0.4' };
  const signal = systemClock.deadline(fetchTimeoutMs);
  try {
    const response = await fetch(url, { headers, signal });
    if (response.ok) return await response.text();
    return problem(url, `expected a /metrics page, got HTTP ${response.status}`);
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const why = signal.aborted ? `no answer within ${fetchTimeoutMs / 1000} s` : messageOf(cause);
    return problem(url, `can not be read: ${why}`, 'a snapshot in a file will do: curl URL > metrics.txt');
  }
};

const problem = (file: string, message: string, hint: string | null = null): Problem => ({
  file,
  line: null,
  column: null,
  message,
  hint,
});
