// A fence that is never closed: all that follows is code.
import type { Block } from '../../model.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const end = document.lines.findLastIndex((line) => line.trim() !== '') + 1;
  return document.runbook.blocks
    .filter((block) => block.fence !== null && block.endLine >= end && !isClosed(document, block))
    .map((block) => foundOf(document, block));
};

/** As it was opened: the same sign, at least as often, and nothing behind it. What is only indented needs no end. */
const isClosed = ({ lines }: LintDocument, { line, endLine }: Block): boolean => {
  const [, mark = ''] = /(`{3,}|~{3,})/.exec(lines[line - 1] ?? '') ?? [];
  const last = (lines.slice(line, endLine).findLast((one) => one.trim() !== '') ?? '')
    .replace(/^[\s>]+/, '')
    .trimEnd();
  return mark === '' || (last.length >= mark.length && [...last].every((sign) => sign === mark[0]));
};

/** What was meant to stand outside: a heading, or another fence with its language. */
const outside = /^\s{0,3}(?:#{2,6}\s+\S|(?:`{3,}|~{3,})\w)/;

const foundOf = ({ lines }: LintDocument, { line, fence }: Block): Found => {
  const at = { line, endLine: line };
  const lost = (fence?.lines ?? []).findIndex((one) => outside.test(one));
  if (fence === null || lost < 0)
    return {
      at,
      level: 'low',
      message: 'this fence is never closed: whatever is written below it will be code',
    };
  const lostLine = fence.firstLine + lost;
  return {
    at,
    message: `this fence is never closed: from line ${lostLine} on all is code, first of it "${(lines[lostLine - 1] ?? '').trim().slice(0, 60)}"`,
    related: [{ at: { line: lostLine, endLine: lostLine }, message: 'was meant to stand outside' }],
  };
};

export const fenceOpen: Rule = {
  id: 'FENCE-OPEN',
  level: 'high',
  summary: 'a fence that is never closed',
  why: 'Everything behind it is shown as code: the next incident has no heading, its sentences look like commands, and whoever searches for it does not find it.',
  bad: '## Redis down\n\n```bash\nredis-cli ping\n\n## Kafka down\n\nRestart the broker.\n',
  good: '## Redis down\n\n```bash\nredis-cli ping\n```\n\n## Kafka down\n\nRestart the broker.\n',
  check,
};
