// Whatever is read: each line that isn't blank belongs to one block, and places lead back to what they are places of.
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import type { Place, Span, Step } from './model.ts';
import { parsedFileSchema } from './model-schema.ts';
import { parseRunbook, readRunbook } from './parse.ts';
import { schemaDocument, schemaFile } from './schema-document.ts';

// Pieces of Markdown in any order: what people write, what they break, and noise.
const pieces = (
  '# A\n|## Fix\n|**Diagnosis:**\n|Setext\n===\n|---\n|- a\n|1. b `docker ps -a`\n|  - c\n|> q\n|> **Fix**\n|\n|\n\n|text <X> [Y] \n|' +
  '```bash\n|```\n|~~~\n|   ```sh\n|    code\n|\tls \\\n|ls -l # should be 0\n|$ ps\n|echo "\n|cat <<E\n|| a \\| b |\n||--|--|\n||| > 5% |\n|' +
  '**Alert:** x > 5 for 5m\n|Wait 5 s.\n|<!-- c -->\n|<div>\n|[r]: /u\n|`a|**|[|](|<|&gt;|\\|*|_|\r\n|\u0000|\ud800|é|🔴 |- alert: A\n|  expr: up == 0\n|~|{|}'
).split(/(?<!\|)\|(?!\|)|(?<=\|)\|(?=\|\|)/);

const random = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
};

const document = (seed: number): string => {
  const next = random(seed);
  return Array.from({ length: 5 + next(60) }, () => pieces[next(pieces.length)] ?? '').join('');
};

const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

const sliceOf = (lines: readonly string[], { line, column, endLine, endColumn }: Span): string =>
  line === endLine
    ? (lines[line - 1] ?? '').slice(column - 1, endColumn - 1)
    : [
        (lines[line - 1] ?? '').slice(column - 1),
        ...lines.slice(line, endLine - 1),
        (lines[endLine - 1] ?? '').slice(0, endColumn - 1),
      ].join('\n');

const allSteps = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => [step, ...allSteps(step.steps)]);

const seeds = Array.from({ length: 300 }, (_, index) => index * 7919 + 1);

describe('for any Markdown', () => {
  it('each line that is not blank belongs to exactly one block', () => {
    for (const seed of seeds) {
      const text = document(seed);
      const { blocks } = parseRunbook(text);
      const counts = new Map<number, number>();
      for (const { line, endLine } of blocks)
        for (let at = line; at <= endLine; at += 1) counts.set(at, (counts.get(at) ?? 0) + 1);
      const wrong = linesOf(text).flatMap((line, index) => {
        const count = counts.get(index + 1) ?? 0;
        return count > 1 || (count === 0 && line.trim() !== '') ? [`${index + 1}: ${count} times`] : [];
      });
      expect(wrong, JSON.stringify(text)).toEqual([]);
    }
  });

  it('places are inside the document, and lead back to the text', () => {
    for (const seed of seeds) {
      const text = document(seed);
      const lines = linesOf(text);
      const { runbook, commands } = readRunbook(text);
      const { sections, alerts, objectives, expressions, placeholders, links, waits } = runbook;
      const places: readonly Place[] = [
        ...sections,
        ...sections.flatMap(({ steps }) => allSteps(steps)),
        ...alerts,
        ...alerts.flatMap(({ conditions }) => conditions),
        ...objectives,
        ...expressions,
        ...links,
        ...waits,
        ...runbook.blocks,
      ];
      for (const { line, endLine } of places) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(endLine).toBeGreaterThanOrEqual(line);
        expect(endLine).toBeLessThanOrEqual(Math.max(1, runbook.lineCount));
      }
      for (const command of runbook.commands)
        if (command.line === command.endLine) expect(sliceOf(lines, command)).toBe(command.command);
      for (const placeholder of placeholders) expect(sliceOf(lines, placeholder)).toBe(placeholder.text);
      expect(commands).toHaveLength(runbook.commands.length);
    }
  });

  it('what it gives has the published shape, and each command stands in its section', () => {
    for (const seed of seeds.slice(0, 60)) {
      const runbook = parseRunbook(document(seed));
      expect(parsedFileSchema.safeParse({ schema: 1, uri: 'a.md', ...runbook }).error).toBeUndefined();
      for (const [index, command] of runbook.commands.entries()) {
        expect(command.index).toBe(index);
        if (command.section !== null) expect(runbook.sections[command.section]?.actions).toContain(command);
      }
      for (const { index, parent, line } of runbook.sections)
        if (parent !== null) {
          expect(parent).toBeLessThan(index);
          expect(runbook.sections[parent]?.line).toBeLessThanOrEqual(line);
        }
    }
  });

  it.each([
    [
      'bytes',
      Array.from({ length: 4000 }, (_, at) => String.fromCharCode((at * 2_654_435_761) % 65_536)).join(''),
    ],
    ['one line', 'Alert: x > 5 `a` [b](c) **d** '.repeat(5000)],
    ['deep lists', Array.from({ length: 400 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n')],
    ['deep quotes', `${'> '.repeat(300)}a\n`.repeat(50)],
    ['open links', '[a]('.repeat(50_000)],
    ['open fence', `\`\`\`bash\n${'( '.repeat(50_000)}`],
    ['quotes in a shell', `\`\`\`bash\n${"echo 'a\n".repeat(5000)}`],
  ])('answers: %s', (_, text) => {
    expect(parseRunbook(text).lineCount).toBeGreaterThan(0);
  });
});

it('docs/runbook.schema.json is fresh (node runbooks/schema-document.ts writes it)', () => {
  expect(readFileSync(schemaFile, 'utf8')).toBe(schemaDocument());
});
