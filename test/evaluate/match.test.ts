// Matching: the same rule on the same lines is a hit; everything close is told, and does not count.
import { expect, it } from 'vitest';
import { finding, label } from './testing/rows.ts';
import { isHit, nearMisses } from './match.ts';

it.each([
  ['same line', label({ lines: '10' }), finding({ line: 10 }), true],
  ['inside a range', label({ lines: '8-12' }), finding({ line: 10 }), true],
  ['one of several lines', label({ lines: '3,10,90' }), finding({ line: 10 }), true],
  ['only its end reaches it', label({ lines: '12' }), finding({ line: 10, endLine: 12 }), true],
  ['a related place reaches it', label({ lines: '40' }), finding({ line: 10, related: [40] }), true],
  ['the line before', label({ lines: '11' }), finding({ line: 10 }), false],
  ['another rule of the family', label({ rule: 'VER-EMPTY' }), finding({ ruleId: 'VER-NONE' }), false],
  ['a label of the family', label({ rule: 'ORD' }), finding({ ruleId: 'ORD-BACKWARD' }), true],
  ['a family that only begins alike', label({ rule: 'SEC' }), finding({ ruleId: 'SECT-X' }), false],
  ['another runbook', label({ file: 'a' }), { ...finding({}), file: 'b' }, false],
])('%s', (_, wanted, reported, expected) => {
  expect(isHit(wanted, reported)).toBe(expected);
});

it.each([
  ['another rule of the family', finding({ ruleId: 'VER-NONE' }), ['other rule of the family']],
  ['three lines off', finding({ ruleId: 'VER-EMPTY', line: 13 }), ['a few lines off']],
  ['four lines off', finding({ ruleId: 'VER-EMPTY', line: 14 }), []],
  ['both at once', finding({ ruleId: 'VER-NONE', line: 13 }), []],
  ['another family', finding({ ruleId: 'SH-MASK' }), ['other family']],
  ['another family, the line after', finding({ ruleId: 'SH-MASK', line: 11 }), []],
])('near: %s', (_, reported, expected) => {
  const wanted = label({ rule: 'VER-EMPTY', lines: '10' });
  expect(nearMisses(wanted, [reported]).map(({ why }) => why)).toEqual(expected);
});
