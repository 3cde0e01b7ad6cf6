// What is referred to and is not there.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { refMissing } from './ref-missing.ts';

const contacts = '## Contacts\n\n- DBA on-call: #dba\n- Security: #security\n- Platform: #platform\n';
const backup = '## Redis Backup\n\n```bash\nredis-cli BGSAVE\n```\n';

it.each([
  ['a section', 'See the Emergency Rollback section.\n\n## Contacts\n', ['1']],
  ['a section below', '- See Failover Procedure below\n\n## Contacts\n', ['1']],
  ['a section by name', 'Refer to section Disaster Recovery.\n\n## Contacts\n', ['1']],
  ['a step', '## A\n\n1. Look\n2. Mend, then go to step 7\n', ['4']],
  ['a restore that nothing tells', '## Data loss\n\n1. Stop\n2. Restore from backup\n3. Start\n', ['4']],
  ['a backup without its restore', `## Failure\n\n1. Restore from backup\n\n${backup}`, ['5-9']],
  ['another runbook without its address', '## A\n\n1. Follow the database failover runbook\n', ['3']],
  [
    'a list of runbooks without addresses',
    '## Related Runbooks\n\n- Data corruption\n- Consumer lag\n',
    ['1-4'],
  ],
  ['a team that the contacts leave out', `## A\n\n1. Escalate to finance team\n\n${contacts}`, ['3']],
  ['work that nothing describes', '## A\n\n1. Look\n2. Run legacy import if rows are missing\n', ['4']],
  [
    'a dump that nothing writes',
    '```bash\npg_dump shop > /b/backup-$(date +%F).sql\npsql shop < latest-backup.sql\n```\n',
    ['3'],
  ],
  [
    'backups looked for where none are put',
    '```bash\npg_dump shop > backup.sql\nscp backup.sql store:/b/\n\nls -lh /opt/shop/backups/\n```\n',
    ['5'],
  ],
  [
    'one row of a table without its chapter',
    `| Symptom | Fix |\n|---|---|\n| Disk full | Clean logs |\n| Memory gone | More memory |\n| Broker lost | New broker |\n| Network timeouts | Restart network |\n\n${['Disk full', 'Out of memory', 'Lost broker'].map((name) => `## ${name}\n\n1. Look\n`).join('\n')}`,
    ['6'],
  ],
  [
    'roles that nobody can reach',
    '## Escalation\n\n| When | Contact |\n| --- | --- |\n| Database is gone | DBA on-call |\n| Data is lost | Engineering manager |\n',
    ['5'],
  ],
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
  [
    'roles, and the channel of the escalation',
    '## Escalation\n\nThe on-call channel is #shop-oncall.\n\n| When | Contact |\n| --- | --- |\n| Disk full | DBA |\n| Data lost | Manager |\n',
  ],
  [
    'roles with a number',
    '## Escalation\n\n| When | Contact |\n| --- | --- |\n| Disk full | DBA, +49 30 1234567 |\n| Data lost | Manager |\n',
  ],
  [
    'roles of a table that is no escalation',
    '## Access\n\n| What | Owner |\n| --- | --- |\n| Disk | Storage |\n| Database | Data |\n',
  ],
  ['a runbook with its address', '## A\n\n1. Follow the [failover](failover.md) runbook\n'],
  ['a runbook with its path', '## A\n\n1. Follow the failover runbook (`ops/failover.md`)\n'],
  ['a runbook that is a chapter here', 'Use the failover runbook.\n\n## Failover\n\n1. Look\n'],
  ['this runbook', '## A\n\n1. Follow this runbook\n2. See the relevant runbook\n'],
  ['related runbooks with addresses', '## Related\n\n- [Lag](lag.md)\n- Data corruption\n'],
  ['runbooks that are to come', '## Related Runbooks\n\nIn development:\n\n- Corruption\n- Lag\n'],
  ['a team among the contacts', `## A\n\n1. Escalate to the security team\n\n${contacts}`],
  ['a team under another name', `## A\n\n1. Page the database team\n\n${contacts}`],
  ['a team with its channel', `## A\n\n1. Escalate to the finance team in #finance\n\n${contacts}`],
  ['whichever team it is', `## A\n\n1. Notify the relevant team\n2. Page the on-call team\n\n${contacts}`],
  ['a team, and no contacts at all', '## A\n\n1. Escalate to finance team\n'],
  ['work with its command', '## A\n\n1. Run the legacy import: `make import`\n'],
  ['work told elsewhere', '## A\n\n1. Run the legacy import\n\n## Legacy data\n\n`make import`\n'],
  ['work with a common name', '## A\n\n1. Run the test script\n2. Trigger a new build job\n'],
  [
    'a dump of the pattern that is written',
    '```bash\npg_dump shop > /b/backup-$(date +%F).sql\npsql shop < /b/backup-2026-01-01.sql\n```\n',
  ],
  [
    'a name that stands for any dump',
    '```bash\npg_dump shop > /b/shop-$(date +%F).sql\npsql shop < backup.sql\npsql shop < "$DUMP"\n```\n',
  ],
  [
    'a dump that is fetched first',
    '```bash\npg_dump shop > /b/shop-$(date +%F).sql\naws s3 cp s3://b/latest latest-backup.sql\npsql shop < latest-backup.sql\n```\n',
  ],
  [
    'a folder that the dump goes to',
    '```bash\npg_dump shop > /opt/backups/shop.sql\nls -lh /opt/backups/\n```\n',
  ],
  [
    'a table whose rows have no chapters',
    '| Problem | Fix |\n|---|---|\n| Disk | Clean |\n| Memory | More |\n| Broker | New |\n| Network | Restart |\n\n## Other\n\n1. Look\n',
  ],
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
  ['a section of a standard', 'See RFC 9110 Section 15.2 for it.\n\n## A\n'],
  ['see above in lower case', '1. Fix RPC first (see above)\n'],
  [
    'a table that is all that there is',
    '# Shop\n\n## Disk full\n\n1. Clean: `docker image prune`\n\n## Database down\n\n1. Restart: `docker compose restart db`\n\n## Gateway errors\n\n1. Look: `docker compose logs web`\n\n## Troubleshooting Quick Reference\n\n| Issue | Solution |\n|---|---|\n| Disk full | Clean old backups |\n| Database down | Restart |\n| Gateway errors | Restart the backend |\n| SSL expired | Renew with certbot |\n',
  ],
])('leaves alone: %s', (_, markdown) => {
  expect(find(refMissing, markdown)).toEqual([]);
});

const matrix = (primary: string, backup: string): string =>
  `## Escalation\n\n| Severity | Primary Contact | Backup |\n|--|--|--|\n| P1 | ${primary} | x |\n| P2 | On-call Engineer | ${backup} |\n\n`;
const reached =
  '### Contacts\n\n- Platform Lead: Ada (+49 30 1234567)\n- Database Team: #dba\n- On-call: #oncall\n';

it.each(['CTO', 'Incident Commander', 'VP Engineering', 'Legal Counsel', 'Product Owner', 'Head of Support'])(
  'finds a role without an address: %s',
  (role) => expect(places(refMissing, matrix(role, 'None') + reached)).toEqual(['5']),
);

it.each(['Platform Lead', 'On-call Engineer', 'DBA', 'None', '#payments', 'Ticket', 'Next business day'])(
  'leaves: %s',
  (role) => expect(places(refMissing, matrix(role, 'None') + reached)).toEqual([]),
);

it('finds a team where only others can be reached', () => {
  const said =
    '| On-Call | #shop-oncall Slack |\n|--|--|\n\n## Rebuild\n\n1. Rebuild it (contact DBA team)\n';
  expect(places(refMissing, said)).toEqual(['6']);
  expect(places(refMissing, said.replace('On-Call |', 'On-Call, DBA |'))).toEqual([]);
});
