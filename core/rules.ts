// Prometheus rule files: read with places, every expression parsed, paced, and written back.
import { z } from 'zod';
import { durationSchema } from './duration-schema.ts';
import { formatDuration } from './duration.ts';
import type { Problem } from './errors.ts';
import type { PacedMs } from './journal/events.ts';
import type { Pacer } from './pace.ts';
import { rewriteDurations } from './promql/durations.ts';
import { parsePromql } from './promql/parse.ts';
import { checkShape, type Shaped } from './yaml/check-shape.ts';
import type { YamlFile, YamlPath } from './yaml/yaml-file.ts';
import { writeYaml } from './yaml/write.ts';

const labelsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));
const ruleSchema = z.strictObject({
  alert: z.string().min(1).optional(),
  record: z.string().min(1).optional(),
  expr: z.union([z.string(), z.number()]).transform(String),
  for: durationSchema.optional(),
  keep_firing_for: durationSchema.optional(),
  labels: labelsSchema.optional(),
  annotations: labelsSchema.optional(),
});
const groupSchema = z.strictObject({
  name: z.string().min(1),
  interval: durationSchema.optional(),
  limit: z.number().int().optional(),
  rules: z.array(ruleSchema),
});
const ruleFileSchema = z.strictObject({ groups: z.array(groupSchema) });

export type RuleFile = z.output<typeof ruleFileSchema>;

export interface AlertRule {
  readonly name: string;
  readonly expr: string;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly group: string;
  /** The group's own evaluation interval; null: the global one. */
  readonly intervalMs: number | null;
  readonly path: YamlPath;
}

/** A rule file as data; problems of shape and of PromQL, each with its place. */
export const readRules = (yaml: YamlFile): Shaped<RuleFile> => {
  const shaped = checkShape(yaml, ruleFileSchema);
  if (shaped.value === null) return shaped;
  const problems = shaped.value.groups.flatMap((group, index) =>
    group.rules.flatMap((rule, at) => ruleProblems(yaml, rule, ['groups', index, 'rules', at])),
  );
  return problems.length > 0 ? { value: null, problems } : shaped;
};

/** The alerting rules, in the order of the file. */
export const alertRules = ({ groups }: RuleFile): readonly AlertRule[] =>
  groups.flatMap((group, index) =>
    group.rules.flatMap((rule, at) =>
      rule.alert === undefined
        ? []
        : [
            {
              name: rule.alert,
              expr: rule.expr,
              forMs: rule.for ?? 0,
              keepFiringForMs: rule.keep_firing_for ?? 0,
              labels: rule.labels ?? {},
              annotations: rule.annotations ?? {},
              group: group.name,
              intervalMs: group.interval ?? null,
              path: ['groups', index, 'rules', at],
            },
          ],
    ),
  );

/** What a pace made of a file: its values by name, e.g. `CircuitBreakerOpen for`. */
export type Timings = Record<string, PacedMs>;

/** The same rules with `for`, `keep_firing_for`, group intervals and every PromQL duration paced; `timings` collects each. */
export const paceRules = (file: RuleFile, pacer: Pacer, timings: Timings): RuleFile => {
  const note = (name: string, ms: number, kind: 'interval' | 'window'): number => {
    const value = pacer.pacedMs(ms, kind);
    if (ms > 0) timings[name] = value;
    return value.pacedMs;
  };
  return {
    groups: file.groups.map((group) => ({
      ...group,
      ...(group.interval !== undefined && {
        interval: note(`group ${group.name} interval`, group.interval, 'interval'),
      }),
      rules: group.rules.map((rule) => {
        const name = rule.alert ?? rule.record ?? '';
        return {
          ...rule,
          expr: rewriteDurations(rule.expr, (ms, role) => note(`${name} ${role}`, ms, 'window')),
          ...(rule.for !== undefined && { for: note(`${name} for`, rule.for, 'window') }),
          ...(rule.keep_firing_for !== undefined && {
            keep_firing_for: note(`${name} keep_firing_for`, rule.keep_firing_for, 'window'),
          }),
        };
      }),
    })),
  };
};

/** As Prometheus reads it. */
export const rulesText = (file: RuleFile): string =>
  writeYaml({
    groups: file.groups.map((group) => ({
      ...group,
      ...(group.interval !== undefined && { interval: formatDuration(group.interval) }),
      rules: group.rules.map((rule) => ({
        ...rule,
        ...(rule.for !== undefined && { for: formatDuration(rule.for) }),
        ...(rule.keep_firing_for !== undefined && {
          keep_firing_for: formatDuration(rule.keep_firing_for),
        }),
      })),
    })),
  });

const ruleProblems = (
  yaml: YamlFile,
  rule: RuleFile['groups'][number]['rules'][number],
  path: YamlPath,
): readonly Problem[] => {
  const name = rule.alert ?? rule.record;
  const problems: Problem[] = [];
  if ((rule.alert === undefined) === (rule.record === undefined)) {
    problems.push(
      yaml.problemAt(path, 'expected either alert or record', 'a rule has exactly one of the two'),
    );
  }
  const { problem } = parsePromql(rule.expr);
  if (problem === null) return problems;
  const exprPath = [...path, 'expr'];
  const message = `${name ?? 'rule'}: expr does not parse: ${problem.message}`;
  return [
    ...problems,
    {
      file: yaml.file,
      ...yaml.placeInside(exprPath, problem.offset),
      message,
      hint: problem.hint ?? `expression: ${rule.expr.trim()}`,
    },
  ];
};
