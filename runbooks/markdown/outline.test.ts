// Sections from headings of all kinds, also where they stand in quotes and list items.
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';

const outline = (text: string): readonly string[] =>
  parseRunbook(text).sections.map(
    ({ line, endLine, path, role, ownRole, severity }) =>
      `${line}-${endLine} ${path.join(' > ')}${role === null ? '' : ` ${role}${ownRole ? '!' : ''}`}${severity === null ? '' : ` ${severity}`}`,
  );

it.each([
  ['setext', 'Broker down\n===\n\nSteps\n---\ntext\n', ['1-6 Broker down', '4-6 Steps remediation!']],
  ['emoji, severity, two blanks', '###  🔴 CRITICAL: Down\n', ['1-1 Down critical']],
  ['severity in brackets', '## [P1] Down\n## SEV-2 - Slow\n', ['1-1 Down p1', '2-2 Slow sev-2']],
  [
    'colon in and outside of bold',
    '**Check:**\n\n**Fix**:\n',
    ['1-2 Check diagnosis!', '3-3 Fix remediation!'],
  ],
  [
    'numbered bold lines below named ones',
    '## A\n\n**Procedure**\n\n**1. Look**\n\n**2. Act**\n',
    [
      '1-7 A',
      '3-7 A > Procedure remediation!',
      '5-6 A > Procedure > 1. Look remediation',
      '7-7 A > Procedure > 2. Act remediation',
    ],
  ],
  [
    'roles from the section around',
    '# Book\n## Down\n### Diagnosis\n#### Network\n### Notes\n',
    [
      '1-5 Book',
      '2-5 Down',
      '3-4 Down > Diagnosis diagnosis!',
      '4-4 Down > Diagnosis > Network diagnosis',
      '5-5 Down > Notes',
    ],
  ],
  [
    'in a quote, which ends it',
    '## A\n\n> **Verification:**\n>\n> text\n\nmore\n\n## B\n',
    ['1-8 A', '3-5 A > Verification verification!', '9-9 B'],
  ],
  [
    'a part in a list item',
    '## A\n- **Diagnosis:**\n  - look\n- **Scaling:**\n  - up\n1. **Verify**\n   - x\n',
    ['1-7 A', '2-3 A > Diagnosis diagnosis!'],
  ],
  [
    'further down in a list item',
    '## A\n\n1. Restart\n\n   **Expected output:**\n\n   text\n\n2. Look\n',
    ['1-9 A', '5-7 A > Expected output verification!'],
  ],
  [
    'as a later line of a paragraph',
    '## A\n**Impact:** bad\n**Diagnosis:**\n- x\n\na\n**b**\n**Fix**\n',
    ['1-8 A', '3-7 A > Diagnosis diagnosis!', '8-8 A > Fix remediation!'],
  ],
  [
    'a check behind a remedy, up to the next diagnosis',
    '# A\n### Check\n### Fix\n### Check disk\n### Health checks\n### Causes\n### Check\n',
    [
      '1-7 A',
      '2-2 Check diagnosis!',
      '3-3 Fix remediation!',
      '4-4 Check disk verification!',
      '5-5 Health checks verification!',
      '6-6 Causes diagnosis!',
      '7-7 Check diagnosis!',
    ],
  ],
  [
    'a check of the outcome',
    '## Check that it worked\n## Check the result\n## Check the load\n',
    ['1-1 Check that it worked verification!', '2-2 Check the result verification!', '3-3 Check the load'],
  ],
  ['a sentence is none', '**Alert:** prose\n\n**bold** in text\n\n**two\nlines**\n', []],
])('%s', (_, text, expected) => {
  expect(outline(text)).toEqual(expected);
});

describe('the title', () => {
  it.each([
    ['# Broker\n## A\n', 'Broker'],
    ['# A\n# B\n', null],
    ['---\ntitle: From above\n---\n## A\n', 'From above'],
    ['\ufeff# Broker\n## A\n', 'Broker'],
    ['## A\n', null],
    ['', null],
  ])('of %j is %j', (text, title) => {
    expect(parseRunbook(text).title).toBe(title);
  });

  it('gives no role to what stands below it', () => {
    expect(outline('# Rollback guide\n## Broker\n')).toEqual(['1-2 Rollback guide', '2-2 Broker']);
  });
});
