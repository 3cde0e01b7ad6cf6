// Markdown as people write it: front matter, plain text, titles, severities, roles, and what would cost too much.
import { describe, expect, it } from 'vitest';
import { readMarkdown } from './document.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Leaf } from './leaves.ts';
import { roleOfTitle } from './roles.ts';
import { severityAtEnd, severityBehind, severityOf, takeSeverity } from './severities.ts';
import { tameMarkdown } from './tame.ts';

describe('front matter', () => {
  it.each([
    ['---\ntitle: Disk full\nweight: 2\n---\n# A\n', 'Disk full', 4],
    ['---\r\ntitle: "Disk full"\r\n---\r\n', 'Disk full', 3],
    ['<!-- a note -->\n\n---\ntags:\n  - a\n---\n', null, 6],
    ['+++\ntitle = "Toml"\n+++\n', 'Toml', 3],
  ])('%j', (text, title, lines) => {
    const found = readFrontMatter(text);
    expect(found?.title).toBe(title);
    expect(text.slice(0, found?.to).split('\n').length).toBe(lines);
  });

  it.each([['---\n\nJust a rule.\n\n---\n'], ['# Title\n---\na: b\n---\n'], ['---\na: b\n'], ['---\n---\n']])(
    'is not %j',
    (text) => {
      expect(readFrontMatter(text)).toBeNull();
    },
  );
});

describe('plain text', () => {
  const inlineOf = (text: string) => {
    const leaf = readMarkdown(text).leaves.find(
      (one): one is Leaf & { kind: 'paragraph' } => one.kind === 'paragraph',
    );
    if (leaf === undefined) throw new Error('no paragraph');
    return leaf.inline;
  };

  it.each([
    ['a **b** _c_ `d`', 'a b c d'],
    ['latency \\> 5 &gt; 3', 'latency > 5 > 3'],
    ['see [the docs](http://x "t") at http://y', 'see the docs at http://y'],
    ['ask [Your Name] or <USER_ID><br>now', 'ask [Your Name] or <USER_ID>\nnow'],
    ['``a `b` c``', 'a `b` c'],
    ['`` ` ``', '`'],
    ['~~gone~~ <!-- note -->kept', 'gone kept'],
  ])('%s', (text, plain) => {
    expect(inlineOf(text).plain).toBe(plain);
  });

  it('leads back to the source', () => {
    const text = '> **p95** of `http_x` \\> 5\n> &gt; 3\n';
    const inline = inlineOf(text);
    for (const word of ['p95', 'of', 'http_x', '5', '3'])
      expect(
        text.slice(
          inline.sourceOf(inline.plain.indexOf(word)),
          inline.sourceOf(inline.plain.indexOf(word)) + word.length,
        ),
      ).toBe(word);
    expect(inline.codes).toEqual([{ from: 7, to: 13, text: 'http_x' }]);
  });
});

describe('severities', () => {
  it.each([
    ['CRITICAL: Broker down', 'critical', 'Broker down'],
    ['[P1] Broker down', 'p1', 'Broker down'],
    ['SEV-2 - Broker down', 'sev-2', 'Broker down'],
    ['SEV1 Broker down', 'sev1', 'Broker down'],
    ['High | Broker', 'high', 'Broker'],
    ['High latency', null, 'High latency'],
    ['P99 latency: slow', null, 'P99 latency: slow'],
    ['Warning Alerts', null, 'Warning Alerts'],
  ])('in front: %s', (title, severity, rest) => {
    expect(takeSeverity(title)).toEqual({ severity, rest });
  });

  it('behind, in cells, at the end', () => {
    expect(severityBehind('Down (severity: critical)')).toEqual({ severity: 'critical', rest: 'Down' });
    expect(severityBehind('High Errors (5xx)').severity).toBeNull();
    expect([severityOf('🔴 **CRITICAL**'), severityOf('P1 (page)'), severityOf('high: 90 %')]).toEqual([
      'critical',
      'p1',
      'high',
    ]);
    expect(severityOf('the highest')).toBeNull();
    expect(severityAtEnd('disk above 95 % - page')).toBe('page');
  });
});

it.each([
  ['Diagnosis', 'diagnosis'],
  ['Troubleshooting & Fixes', 'diagnosis'],
  ['Step 2: Root cause', 'diagnosis'],
  ['Quick Fixes', 'remediation'],
  ['Repair', 'remediation'],
  ['Repair steps', 'remediation'],
  ['What to do', 'remediation'],
  ['What should I do?', 'remediation'],
  ['How to fix', 'remediation'],
  ['How to recover', 'remediation'],
  ['Recovery', 'remediation'],
  ['Mitigation steps', 'remediation'],
  ['Investigate', 'diagnosis'],
  ['What to check', 'diagnosis'],
  ['Where to look', 'diagnosis'],
  ['Post-Rollback Verification', 'verification'],
  ['Verify data integrity', 'verification'],
  ['Expected results', 'verification'],
  ['Rollback if verification fails', 'rollback'],
  ['How to revert', 'rollback'],
  ['Contract Upgrade Rollback (only with approval)', 'rollback'],
  ['Escalation & Postmortem', 'escalation'],
  ['Before you begin', 'pre-flight'],
  ['Long-term', 'prevention'],
  ['User Impact', 'impact'],
  ['Symptoms', 'symptom'],
  ['Meaning', 'symptom'],
  ['Alert details', 'trigger'],
  ['Critical Alerts', 'trigger'],
  ['Useful commands', 'reference'],
  ['Symptômes', 'symptom'],
  ['Résolution', 'remediation'],
  ['Vérification', 'verification'],
  ['Behebung', 'remediation'],
  ['Ursachen', 'diagnosis'],
  ['Überprüfung', 'verification'],
  ['Diagnóstico', 'diagnosis'],
])('the role of "%s" is %s', (title, role) => {
  expect(roleOfTitle(title)).toEqual({ role, weak: false });
});

it.each([
  ['Alert: HighErrorRate'],
  ['Kafka'],
  ['Deploy Dual-Verification Mode'],
  ['Prefixing'],
  ['What happened'],
  ['What not to do'],
  [''],
])('"%s" has no role', (title) => {
  expect(roleOfTitle(title)).toBeNull();
});

const written = [
  '# R',
  '',
  '| Step | Command |',
  '| --- | --- |',
  '| 1 | `a` |',
  '',
  '```bash',
  'b',
  '```',
  '',
];

it.each([
  ['lines end in \\r\\n', written.join('\r\n')],
  ['blanks follow the bars', written.map((line) => line.replace(/\|$/, '| \t')).join('\n')],
])('reads the same where %s', (_, text) => {
  const read = (from: string) => {
    const { leaves, lines } = readMarkdown(from);
    return leaves.map((leaf) => `${leaf.kind} ${lines.lineAt(leaf.from)}`);
  };
  expect(read(text)).toEqual(read(written.join('\n')));
  expect(read(text)).toContain('table 3');
});

it('"Steps" and "Check logs" say little', () => {
  expect(roleOfTitle('Steps')).toEqual({ role: 'remediation', weak: true });
  expect(roleOfTitle('Check logs')).toEqual({ role: 'diagnosis', weak: true, checks: true });
});

describe('what would cost too much', () => {
  it('is left alone as long as a person could have written it', () => {
    const text =
      '> > - 1. **a** [b](c) `d`\n'.repeat(50) + '| a | *b* |\n|---|---|\n' + '| `x` | *y* |\n'.repeat(2000);
    expect(tameMarkdown(text)).toBe(text);
  });

  it.each([
    ['[a](', 30_000],
    ['>', 20_000],
    ['*a_', 30_000],
    ['1. ', 30_000],
    ['[[a]', 30_000],
    ['![a](', 30_000],
  ])('keeps its length: %s', (unit, count) => {
    const text = unit.repeat(count);
    const tamed = tameMarkdown(text);
    expect(tamed).toHaveLength(text.length);
    expect(tamed).not.toBe(text);
    expect(readMarkdown(text).leaves.length).toBeGreaterThan(0);
  });
});
