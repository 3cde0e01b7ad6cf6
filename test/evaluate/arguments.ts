// The command line of the evaluation.
import { parseArgs } from 'node:util';
import { invalidInput, messageOf } from '../../core/errors.ts';
import type { ContextFiles } from './context.ts';

export interface Arguments {
  readonly labels: string;
  readonly runbooks: readonly string[];
  readonly sources: string | null;
  readonly judgements: string | null;
  readonly output: string | null;
  /** Name of a runbook → file. */
  readonly seeds: ReadonlyMap<string, string>;
  readonly context: ContextFiles;
  readonly minRecall: number | null;
  readonly minContextRecall: number | null;
  readonly maxWrong: number | null;
}

export const usage = `usage: npm run evaluate:lint -- --labels FILE.tsv --runbooks DIR… [options]
  --labels FILE          defects found by hand: id, file (or seed), lines, rule, severity, detect, finding
  --runbooks DIR         folder with the runbooks; may be given several times
  --sources FILE         name and sha256 of each runbook; default: sources.tsv beside the labels, if there is one
  --seed NAME=FILE       which file a name in the labels stands for; may be given several times
  --judgements FILE      what was said of each finding; missing rows are added with an empty verdict
  --output FILE          writes there what it prints
  --compose, --rules, --metrics [NAME=]FILE     context, for all runbooks or for one
  --min-recall 0.85, --min-context-recall 0.6, --max-wrong 0.05     exit 1 when missed
`;

const many = { type: 'string', multiple: true, default: [] as string[] } as const;
const one = { type: 'string' } as const;

export const readArguments = (argv: readonly string[]): Arguments => {
  const values = parse(argv);
  if (values.labels === undefined) throw wrong('--labels: expected a file, got nothing');
  return {
    labels: values.labels,
    runbooks: values.runbooks,
    sources: values.sources ?? null,
    judgements: values.judgements ?? null,
    output: values.output ?? null,
    seeds: new Map(values.seed.map(readSeed)),
    context: { compose: values.compose, rules: values.rules, metrics: values.metrics },
    minRecall: readShare('min-recall', values['min-recall']),
    minContextRecall: readShare('min-context-recall', values['min-context-recall']),
    maxWrong: readShare('max-wrong', values['max-wrong']),
  };
};

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw wrong(messageOf(error));
  }
};

const options = {
  labels: one,
  runbooks: many,
  sources: one,
  seed: many,
  judgements: one,
  output: one,
  compose: many,
  rules: many,
  metrics: many,
  'min-recall': one,
  'min-context-recall': one,
  'max-wrong': one,
} as const;

const readSeed = (text: string): readonly [string, string] => {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw wrong(`--seed: expected NAME=FILE, got "${text}"`);
  return [text.slice(0, at), text.slice(at + 1)];
};

const readShare = (name: string, text: string | undefined): number | null => {
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw wrong(`--${name}: expected a share from 0 to 1, got "${text}"`);
  return value;
};

const wrong = (message: string) =>
  invalidInput([{ file: null, line: null, column: null, message, hint: usage }]);
