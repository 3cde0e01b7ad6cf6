// Lints one strange text after the other, and says on standard output which one comes next, and at the end which one took longest. Started by lint.ts, without the right to start or write anything.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formats } from '../../runbooks/lint/formats/formats.ts';
import { readDocument } from '../../runbooks/lint/document.ts';
import { lintDocument } from '../../runbooks/lint/lint.ts';
import { ruleTexts } from '../../runbooks/lint/report.ts';
import { rules } from '../../runbooks/lint/rules.ts';
import { exampleContext } from '../../runbooks/lint/testing/find.ts';
import { markdownInput } from './markdown-inputs.ts';

const root = join(import.meta.dirname, '..', '..');
const [seed = 1, from = 0, count = 0] = process.argv.slice(2).map(Number);

const documents = [
  ...globSync('{*.md,docs/**/*.md,scenarios/**/*.md}', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  ),
  ruleTexts.map(({ bad, good }) => `${bad}\n${good}`).join('\n'),
];

/** CPU time: whatever else the machine has to do. */
const usedMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

let slowest = { index: from, ms: 0 };
for (let index = from; index < from + count; index++) {
  process.stdout.write(`${index}\n`);
  const startMs = usedMs();
  const document = readDocument('fuzz.md', markdownInput(seed, index, documents));
  const { findings, broken } = lintDocument(document, exampleContext, rules);
  for (const { ruleId, message } of broken) throw new Error(`${ruleId} broke: ${message}`);
  for (const { ruleId, span } of findings) {
    const length = (line: number): number => document.lines[line - 1]?.length ?? -1;
    if (span.column > length(span.line) + 1 || span.endColumn > length(span.endLine) + 1)
      throw new Error(`${ruleId}: ${JSON.stringify(span)} is outside the text`);
  }
  const file = { uri: 'fuzz.md', lines: document.lines, findings, suppressed: 0 };
  for (const format of Object.values(formats))
    format({ files: [file], version: '0' }, { width: 80, color: false });
  const ms = usedMs() - startMs;
  if (ms > slowest.ms) slowest = { index, ms };
}
process.stdout.write(`done ${slowest.index} ${Math.round(slowest.ms)}\n`);
