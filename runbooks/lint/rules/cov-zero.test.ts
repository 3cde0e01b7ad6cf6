// Incidents without a line that can be run.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { covZero } from './cov-zero.ts';

it.each([
  [
    'an alert',
    '# A\n\n## Alert: HighErrorRate\n\n1. Inspect recent requests\n2. Consider rolling back\n',
    '3-6',
  ],
  [
    'an emergency',
    '# A\n\n## Emergency Procedures\n\n### Data Corruption\n\n1. Stop services\n2. Restore from backup\n',
    '5-8',
  ],
  [
    'an incident in parts',
    '# A\n\n## Queue\n\n### Symptoms\n\n- slow\n- errors\n\n### Resolution\n\n1. Look\n2. Mend\n',
    '3-13',
  ],
  [
    'a bold heading among incidents',
    '# A\n\n## Common incidents\n\n**Queue backing up**\n\n- Check consumer lag\n- Scale the consumers\n',
    '5-8',
  ],
  [
    'a list of disasters',
    '# A\n\n## Disaster scenarios\n\n- **Region outage**\n  - Fail over to the second region\n  - Check the replicas\n',
    '3-7',
  ],
  [
    'sentences',
    '# A\n\n## Troubleshooting\n\n### Pods restarting\n\nCheck the memory graphs and raise the limits, then redeploy the service.\n',
    '5-7',
  ],
  [
    'an alert among others, with its steps in chapters of its own',
    '# A\n\n## Alerts of low priority\n\n### ElevatedErrorRate\n\n#### Approach\n\n1. Identify the failing endpoints\n2. Check for recent deployments\n3. Prepare to roll back\n',
    '5-11',
  ],
  ['bullets', '# A\n\n## Incident 3: Disk full\n\n- find what grows\n- delete it\n', '3-6'],
  [
    'a remedy in prose',
    '# Failed reload\n\n## Diagnosis\n\n```bash\nkubectl logs sts/am\n```\n\n## Mitigation\n\nRoll the file back to the version before, so that a stable configuration is loaded again.\n',
    '9-11',
  ],
])('finds %s', (_, markdown, place) => {
  expect(places(covZero, markdown)).toEqual([place]);
});

it.each([
  ['a fence', '# A\n\n## Alert: X\n\n1. Look\n2. Mend\n\n```bash\ndocker ps\n```\n'],
  ['inline commands', '# A\n\n## Alert: X\n\n1. Look: `docker ps`\n2. Mend\n'],
  [
    'commands without mark-up',
    '# A\n\n## Alert: X\n\n1. Check container status: docker compose ps\n2. Mend\n',
  ],
  ['a dashboard to open', '# A\n\n## Alert: X\n\n1. Look at https://grafana.acme.dev/d/x\n2. Mend\n'],
  [
    'an explanation among incidents',
    '# A\n\n## Troubleshooting\n\n### How it works\n\nThe queue is read by three consumers, and the database by one.\n',
  ],
  [
    'a list of signs among incidents',
    '# A\n\n## Incidents\n\n### Signs\n\n- slow pages\n- many errors\n- angry customers\n',
  ],
  ['no incident', '# A\n\n## Escalation\n\n1. Call the lead\n2. Call the manager\n'],
  ['prevention', '# A\n\n## Prevention\n\n1. More tests\n2. More alerts\n'],
  [
    'what an alert is',
    '# A runbook\n\n## Alert Types\n\n### FastBurn (severity: page)\n\n- **Threshold**: 14x burn rate\n- **Impact**: the budget is gone in 2 hours\n- **Response Time**: now\n',
  ],
  ['one remark', '# A\n\n## Alert: X\n\nSee the section above.\n'],
  [
    'a change log',
    '# Changes\n\n## Bug fixes\n\nMany of them, in more words than a short line would have, to be long enough.\n',
  ],
  [
    'what is done when it is over',
    '## Incident: Queue stuck\n\n1. Restart: `docker compose restart worker`\n\n## Post-Incident Actions: outage review\n\n1. Review the logs\n2. Update the tickets\n',
  ],
  [
    'a checklist of the whole',
    '## Emergency Contacts\n\n### Service Recovery Checklist\n\n- [ ] Identify root cause\n- [ ] Verify service recovery\n- [ ] Update stakeholders\n',
  ],
  ['commands without marks', '## Incident: Redis full\n\n1. redis-cli INFO memory\n2. Check the limits\n'],
  [
    'what is done by itself',
    '# Disk full\n\n## Symptoms\n\n- full\n\n## Automated Remediation\n\nThe `remediate.sh` script automatically attempts the following: it cleans the temporary files, vacuums logs and clears the caches.\n\n## Diagnosis\n\n`df -h`\n',
  ],
  [
    'who resolves it',
    '# Tasks stuck\n\n## Symptoms\n\n- stuck\n\n## Resolution Group\n\n**Primary:** devops\n\n**Secondary:** nobody at all, since it mends itself by the automatic fix\n\n## Diagnosis\n\n`docker ps`\n',
  ],
])('leaves alone: %s', (_, markdown) => {
  expect(find(covZero, markdown)).toEqual([]);
});

it('asks no command for the permanent fix, which is work for another day', () => {
  const book = (title: string): string =>
    `# Runbook: Redis full\n\n## Symptoms\n\n- writes fail\n\n## Diagnosis\n\n\`\`\`bash\nredis-cli INFO memory\n\`\`\`\n\n## ${title}\n\n- Audit how long the keys live that each of the services writes\n- Move the queue to an instance of its own\n`;
  expect(find(covZero, book('Permanent fix'))).toEqual([]);
  expect(find(covZero, book('Fix'))).toHaveLength(1);
});

it('takes a statement in a sentence for a command', () => {
  const book = (what: string): string =>
    `# Runbook: Replication lag\n\n## Symptoms\n\n- stale reads\n\n## Diagnosis\n\n\`\`\`sql\nSELECT 1;\n\`\`\`\n\n## Fix\n\n- Cancel the backend on the standby that holds the replay off, ${what}, and wait for it\n`;
  expect(find(covZero, book('by `SELECT pg_cancel_backend(4711)`'))).toEqual([]);
  expect(find(covZero, book('by its `pid`'))).toHaveLength(1);
});
