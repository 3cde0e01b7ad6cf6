// What is referred to and is not there.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { refMissing } from './ref-missing.ts';

const backup = '## Redis Backup\n\n```bash\nredis-cli BGSAVE\n```\n';

it.each([
  ['a section', 'See the Emergency Rollback section.\n\n## Contacts\n', ['1']],
  ['a section below', '- See Failover Procedure below\n\n## Contacts\n', ['1']],
  ['a section by name', 'Refer to section Disaster Recovery.\n\n## Contacts\n', ['1']],
  ['a step', '## A\n\n1. Look\n2. Mend, then go to step 7\n', ['4']],
  ['a restore that nothing tells', '## Data loss\n\n1. Stop\n2. Restore from backup\n3. Start\n', ['4']],
  ['a backup without its restore', `## Failure\n\n1. Restore from backup\n\n${backup}`, ['5-9']],
  ['an objective', '## A\n\n- If it can’t be mended within the SLO window, escalate.\n', ['3']],
  [
    'health endpoints, and only one',
    '## A\n\n1. Check all health endpoints\n\n```bash\ncurl -f http://localhost:8080/health\n```\n',
    ['3'],
  ],
])('finds %s', (_, markdown, expected) => {
  expect(places(refMissing, markdown)).toEqual(expected);
});

it.each([
  ['a section that is there', 'See the Rollback section.\n\n## Rollback\n'],
  ['in other words', 'See Database Restore below.\n\n## Restore the database\n'],
  ['in another document', 'See the Failover section of the DR guide.\n'],
  ['a link', 'See the [Failover](failover.md) section.\n'],
  ['a step that is there', '## A\n\n1. Look\n2. If not, go to step 1\n'],
  ['numbered headings', '## Step 1: Look\n\n## Step 2: Mend\n\nIf not, go back to step 1.\n'],
  [
    'a restore of its own',
    `## Failure\n\n1. Restore from backup\n\n${backup}\n## Redis Restore\n\n\`\`\`bash\ndocker cp dump.rdb redis:/data/dump.rdb\n\`\`\`\n`,
  ],
  [
    'backup and restore in one',
    '## Failure\n\n1. Restore from backup\n\n## Database Backup\n\n```bash\npg_dump a > b\n# restore\npsql a < b\n```\n',
  ],
  ['a restore elsewhere', '## Data loss\n\n- Restore from backup: see [restore.md](restore.md)\n'],
  [
    'the command right there',
    '## Data loss\n\n1. Restore from backup\n   ```bash\n   pg_restore -d a b\n   ```\n',
  ],
  ['an objective that is told', '## SLOs\n\n- Availability: 99.9%\n\n## B\n\n- within the SLO window\n'],
  [
    'several health endpoints',
    '## A\n\n1. Check all health endpoints\n\n```bash\ncurl -f http://localhost:8080/health\ncurl -f http://localhost:9090/health\n```\n',
  ],
  ['see above in lower case', '1. Fix RPC first (see above)\n'],
])('leaves alone: %s', (_, markdown) => {
  expect(find(refMissing, markdown)).toEqual([]);
});
