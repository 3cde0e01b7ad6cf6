// Comments that switch rules off: what they cover, what they don't, and what is wrong with some of them.
import { describe, expect, it } from 'vitest';
import { readDocument } from '../document.ts';
import { lintDocument, noContext } from '../lint.ts';
import type { Rule } from '../rule.ts';

// Says something of each line with the word.
const about = (id: string, word: string): Rule => ({
  id,
  level: 'high',
  summary: word,
  why: `${word}.`,
  bad: word,
  good: '',
  *check({ lines }) {
    for (const [index, text] of lines.entries())
      if (text.includes(word)) yield { message: word, at: { line: index + 1, endLine: index + 1 } };
  },
});
const rules = [
  about('T-CURL', 'curl'),
  about('T-KILL', 'kill'),
  { ...about('T-CONTEXT', 'curl'), needs: 'compose' as const },
];

const lint = (...lines: readonly string[]): readonly string[] => {
  const { findings, broken } = lintDocument(readDocument('x.md', lines.join('\n')), noContext, rules);
  expect(broken).toEqual([]);
  return findings.map(({ ruleId, span, message }) => `${span.line} ${ruleId} ${message}`);
};

const off = (directive: string): string => `<!-- gameday-lint-${directive} -->`;

describe('what a comment covers', () => {
  it.each([
    {
      title: 'the next line',
      lines: [off('disable-next-line T-CURL: why'), '', 'curl', 'curl'],
      left: ['4 T-CURL curl'],
    },
    {
      title: 'the whole fence that comes next',
      lines: [off('disable-next-line T-CURL: why'), '', '```bash', 'curl', 'curl', '```', 'curl'],
      left: ['7 T-CURL curl'],
    },
    {
      title: 'its own line',
      lines: [`- curl ${off('disable-line T-CURL: why')}`, '- curl'],
      left: ['2 T-CURL curl'],
    },
    {
      title: 'from disable to enable',
      lines: ['curl', off('disable T-CURL: why'), 'curl', 'kill', off('enable T-CURL'), 'curl'],
      left: ['1 T-CURL curl', '4 T-KILL kill', '6 T-CURL curl'],
    },
    {
      title: 'from disable to the end',
      lines: ['curl', '', off('disable T-CURL: why'), '', 'curl'],
      left: ['1 T-CURL curl'],
    },
    { title: 'the whole file', lines: ['curl', '', off('disable-file T-CURL: why'), '', 'curl'], left: [] },
    { title: 'several rules', lines: ['curl kill', off('disable-file T-CURL, T-KILL: why')], left: [] },
    {
      title: 'comments one below the other',
      lines: [off('disable-next-line T-CURL: a'), off('disable-next-line T-KILL: b'), 'curl kill'],
      left: [],
    },
    {
      title: 'several lines of comment',
      lines: ['<!-- gameday-lint-disable-file', 'T-CURL: a long', 'story -->', 'curl'],
      left: [],
    },
    { title: 'small letters too', lines: [off('disable-file t-curl: why'), 'curl'], left: [] },
  ])('$title', ({ lines, left }) => {
    expect(lint(...lines)).toEqual(left);
  });
});

describe('what is no suppression', () => {
  it.each([
    { title: 'in a fence', lines: ['```html', off('disable-file T-CURL: why'), '```', 'curl'] },
    { title: 'in inline code', lines: [`Write \`${off('disable-file T-CURL: why')}\` so.`, '', '', 'curl'] },
    { title: 'never closed', lines: ['<!-- gameday-lint-disable-file T-CURL: why', '', '', 'curl'] },
    { title: 'another comment', lines: ['<!-- disable-file T-CURL: why -->', '', '', 'curl'] },
  ])('$title', ({ lines }) => {
    expect(lint(...lines)).toEqual(['4 T-CURL curl']);
  });
});

describe('what is said of comments', () => {
  it.each([
    { comment: 'disable-file T-CURL', said: 'SUP-NOREASON no reason given: T-CURL stays in force' },
    { comment: 'disable-file T-CURL:  ', said: 'SUP-NOREASON no reason given: T-CURL stays in force' },
    {
      comment: 'disable-file T-CRUL: why',
      said: 'SUP-UNKNOWN no rule T-CRUL: this comment suppresses nothing',
    },
    { comment: 'disable-file: why', said: 'SUP-UNKNOWN gameday-lint-disable-file names no rule' },
    { comment: 'disabel T-CURL: why', said: 'SUP-UNKNOWN no such comment: gameday-lint-disabel' },
    {
      comment: 'disable-line T-CURL: why',
      said: 'SUP-UNUSED no T-CURL here: this comment suppresses nothing',
    },
    { comment: 'enable', said: 'SUP-UNUSED nothing is disabled that this comment could enable' },
  ])('$comment', ({ comment, said }) => {
    expect(lint(off(comment), '', 'curl')).toEqual([`1 ${said}`, '3 T-CURL curl']);
  });

  it.each(['gameday-ignore T-CURL', 'gameday-lint disable T-CURL: why', 'gamday-lint-disable T-CURL: why'])(
    '%s is none, and told',
    (text) => {
      const [name] = /^\S+(?: disable)?/.exec(text) ?? [];
      expect(lint(`<!-- ${text} -->`, '', 'curl')).toEqual([
        `1 SUP-UNKNOWN no such comment: ${name}`,
        '3 T-CURL curl',
      ]);
    },
  );

  it('another comment about game days is nobody’s', () => {
    expect(lint('<!-- gameday: next on 3 May -->', '<!-- Game day notes -->')).toEqual([]);
  });

  it('is nothing where the rule had no say for want of context', () => {
    expect(lint(off('disable-file T-CONTEXT: why'))).toEqual([]);
  });
});
