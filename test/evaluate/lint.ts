// npm run evaluate:lint: how much of what people found in runbooks the linter finds, and how much of what it says is true.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GamedayError, invalidInput } from '../../core/errors.ts';
import { lintRunbook } from '../../runbooks/lint/lint.ts';
import { readArguments, type Arguments } from './arguments.ts';
import { contextOf, hasContext } from './context.ts';
import { mergeJudgements, readJudgements, writeJudgements } from './judgements.ts';
import { needsContext, readLabels, isStatic, type Label } from './labels.ts';
import { hitsOf, isHit, nearMisses, type Reported } from './match.ts';
import { findingLine, labelLine, listOf, nearLine, tableOf } from './print.ts';
import { findRunbooks, readSources, type Source } from './runbook-files.ts';
import { summaries, total, type Judged } from './summary.ts';
import { missedThresholds } from './thresholds.ts';

const main = (options: Arguments): number => {
  const labels = readLabels(options.labels, textOf(options.labels));
  const { reported, broken } = lintAll(labels, options);
  const judged = judge(reported, options.judgements);
  const all = total(labels, judged);
  const context = hasContext(options.context);
  const wanted = labels.filter((label) => isStatic(label) || (context && needsContext(label)));
  const missed = wanted.filter((label) => hitsOf(label, judged).length === 0);
  const unmatched = judged.filter((one) => !labels.some((label) => isHit(label, one)));
  const near = missed.flatMap((label) => nearMisses(label, judged));
  const text = [
    tableOf([...summaries(labels, judged), all], context),
    listOf('Missed', missed.map(labelLine)),
    listOf('Near misses', near.filter(({ why }) => why !== 'other family').map(nearLine)),
    listOf(
      'Missed, and told something else there',
      near.filter(({ why }) => why === 'other family').map(nearLine),
    ),
    listOf('Wrong', judged.filter(({ verdict }) => verdict === 'wrong').map(findingLine)),
    listOf('Not judged', unmatched.filter(({ verdict }) => verdict === '').map(findingLine)),
    listOf('Rules that broke', broken),
  ]
    .filter((part) => part !== '')
    .join('\n');
  say(text);
  if (options.output !== null) writeFileSync(options.output, `${text}\n`);
  const failures = missedThresholds(all, options);
  for (const failure of failures) say(`FAILED: ${failure}`);
  return failures.length > 0 || broken.length > 0 ? 1 : 0;
};

const lintAll = (
  labels: readonly Label[],
  options: Arguments,
): { readonly reported: readonly Reported[]; readonly broken: readonly string[] } => {
  const names = [...new Set(labels.map(({ file }) => file))];
  const files = findRunbooks(names, options.runbooks, options.seeds, sourcesOf(options));
  const results = files.map(({ name, path, text }) => ({
    name,
    ...lintRunbook(path, text, contextOf(name, options.context)),
  }));
  return {
    reported: results.flatMap(({ name, findings }) => findings.map((finding) => ({ file: name, finding }))),
    broken: results.flatMap(({ name, broken }) =>
      broken.map(({ ruleId, message }) => `  ${name}: ${ruleId}: ${message}`),
    ),
  };
};

const sourcesOf = ({ sources, labels }: Arguments): readonly Source[] => {
  const file = sources ?? join(dirname(labels), 'sources.tsv');
  return sources === null && !existsSync(file) ? [] : readSources(file, textOf(file));
};

/** Writes the table back: new findings wait in it for a verdict. */
const judge = (reported: readonly Reported[], file: string | null): readonly Judged[] => {
  if (file === null) return reported.map((one) => ({ ...one, verdict: '' }));
  const before = existsSync(file) ? readJudgements(file, textOf(file)) : [];
  const judgements = mergeJudgements(reported, before);
  writeFileSync(file, writeJudgements(judgements));
  return reported.map((one, index) => ({ ...one, verdict: judgements[index]?.verdict ?? '' }));
};

const textOf = (file: string): string => {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw invalidInput([{ file, line: null, column: null, message: 'is not there', hint: null }]);
};

const say = (text: string): void => void (text === '' || process.stdout.write(`${text}\n`));

try {
  process.exitCode = main(readArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof GamedayError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
