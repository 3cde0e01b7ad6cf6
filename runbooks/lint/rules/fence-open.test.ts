// Fences that run to the end of the file.
import { describe, expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { fenceOpen } from './fence-open.ts';

const open = '## A\n\n```bash\nls\n';

describe('FENCE-OPEN finds', () => {
  it.each([
    ['a heading inside', `${open}\n## B\n\nText.\n`, 'from line 6 on all is code, first of it "## B"'],
    [
      'another fence inside',
      `${open}\nThen:\n\n\`\`\`sql\nselect 1\n`,
      'from line 8 on all is code, first of it "```sql"',
    ],
    ['a closing line that is too short', '## A\n\n````bash\nls\n```\n\n## B\n', 'from line 7 on all is code'],
    ['a closing line of another sign', '## A\n\n~~~\nls\n```\n\n### B\n', 'from line 7 on all is code'],
    ['nothing lost yet', open, 'whatever is written below it will be code'],
    ['nothing in it', '## A\n\n```\n', 'whatever is written below it will be code'],
  ])('%s', (_, markdown, said) => {
    expect(find(fenceOpen, markdown)).toEqual([expect.stringContaining(said)]);
    expect(find(fenceOpen, markdown)[0]).toMatch(/^3 /);
  });
});

describe('FENCE-OPEN leaves alone', () => {
  it.each([
    ['a fence that is closed', `${open}\`\`\`\n`],
    ['one that is closed at the very end', `${open}\`\`\``],
    ['one that is closed in a list', '1. Look:\n\n   ```bash\n   ls\n   ```\n'],
    ['one that is closed in a quote', '> ```\n> ls\n> ```\n'],
    ['one that ends with its list', '1. Look:\n\n   ```bash\n   ls\n\nThen go on.\n'],
    ['an indented block at the end', '## A\n\n    ls\n'],
    ['more signs than it was opened with', '```\nls\n`````\n'],
    ['no fence', '## A\n\nText.\n'],
  ])('%s', (_, markdown) => {
    expect(find(fenceOpen, markdown)).toEqual([]);
  });
});
