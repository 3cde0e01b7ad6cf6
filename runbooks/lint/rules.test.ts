// Every rule of the table: its id, its place in the table, and that its own examples say what it finds and what it leaves alone.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument } from './document.ts';
import { lintDocument, noContext } from './lint.ts';
import { rules } from './rules.ts';
import type { Finding, Rule } from './rule.ts';
import { exampleContext } from './testing/find.ts';

const fileOf = ({ id }: Rule): string => `${id.toLowerCase()}.ts`;

const lint = (rule: Rule, markdown: string): readonly Finding[] => {
  const context = rule.needs === undefined ? noContext : exampleContext;
  const { findings, broken } = lintDocument(readDocument('example.md', markdown), context, [rule]);
  expect(broken).toEqual([]);
  return findings;
};

describe('the table', () => {
  it('is sorted by id, each once', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  it('has a row for each file in rules/, named as its rule', () => {
    const files = readdirSync(join(import.meta.dirname, 'rules')).filter((name) =>
      /^[a-z]+-[a-z0-9]+\.ts$/.test(name),
    );
    expect(rules.map(fileOf)).toEqual(files.toSorted());
  });
});

// An empty table has no tests; vitest would call that a failure.
describe.runIf(rules.length > 0).each(rules.map((rule) => ({ rule, id: rule.id })))('$id', ({ rule, id }) => {
  it('is FAMILY-NAME and says what and why in whole sentences', () => {
    expect(id).toMatch(/^[A-Z]+-[A-Z0-9]+$/);
    expect(rule.summary).toMatch(/^\S.*\S$/);
    expect(rule.why).toMatch(/\S\.$/);
  });

  it('finds something in its bad example, inside the text', () => {
    const found = lint(rule, rule.bad);
    const lineCount = rule.bad.trimEnd().split('\n').length;
    expect(found.length).toBeGreaterThan(0);
    for (const { span, message } of found) {
      expect(span.endLine).toBeLessThanOrEqual(lineCount);
      expect(message).toMatch(/^[^\n]+$/);
    }
  });

  it('finds nothing in its good example', () => {
    expect(lint(rule, rule.good).map(({ span, message }) => `${span.line} ${message}`)).toEqual([]);
  });
});
