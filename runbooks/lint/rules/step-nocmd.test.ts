// What STEP-NOCMD finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { stepNocmd } from './step-nocmd.ts';

const steps = (...items: readonly string[]): string =>
  `## Queue grows\n\n### Resolution\n\n${items.map((item, index) => `${index + 1}. ${item}`).join('\n')}\n`;

describe('STEP-NOCMD finds', () => {
  it.each([
    ['a look without a command', steps('Check the broker connection'), '5'],
    ['a restart without a command', steps('Look: `docker ps`', 'Restart the worker'), '6'],
    ['a case', steps('**If rate limited:** Reduce the request rate'), '5'],
    [
      'a comment in place of a command',
      `## Fix\n\n${bash('docker ps', '', '# Then update the DB and remove the item')}`,
      '6',
    ],
    [
      'an action of an alert',
      '## Alert: QueueStuck\n\n**Trigger**: depth > 5\n\n**Action**: Restart the worker\n',
      '5',
    ],
    [
      'a further check that is only a comment',
      `## Fix\n\n${bash('docker restart api', 'docker ps', '', '# 2. Check the metrics', '# - errors == 0')}`,
      '7-8',
    ],
    [
      'a way back of an incident without commands',
      '## Alert: HighErrorRate\n\n1. Inspect the requests\n2. If caused by a deploy, consider rolling back the image\n',
      '4',
    ],
    [
      'a tool without what it is told',
      steps('Look: `docker ps`', 'Use Helm or kubectl to deploy the chart'),
      '6',
    ],
    [
      'an emergency in words',
      '## Emergency\n\n### Data corruption\n\n1. Look: `docker ps`\n2. Stop services\n3. Restore the data\n',
      '6',
    ],
    ['bold items', steps('**Restart services** if needed'), '5'],
    [
      'orders without numbers in an emergency',
      '## Emergency controls\n\n- Disable the feature flags\n- Scale down the broken service\n- Divert traffic to the other region\n',
      '3',
    ],
    ['what is to be aborted', steps('Look: `docker ps`', 'Abort the canary that is running'), '6'],
    [
      'an order above nothing but nouns',
      '## Slow\n\n### Diagnosis\n\n1. **Identify the bottleneck**\n   - Slow queries\n   - Memory pressure\n   - Network\n2. Look: `docker stats --no-stream`\n',
      '5-8',
    ],
    [
      'boxes with questions',
      '## Lag\n\n### Diagnosis\n\n- [ ] Brokers healthy?\n- [ ] Consumers running?\n',
      '5',
    ],
    ['an order behind its case', steps('**Growing fast**: Stop the ingestion, look for the cause'), '5'],
    [
      'an order of a verification',
      '## Queue grows\n\n### Verification\n\n- Confirm that the consumers have caught up\n',
      '5',
    ],
    [
      'an item between others that are typed, below any title',
      '## Binlogs\n\n1. Stop it: `service mysql stop`\n2. Check which tables can be made smaller\n3. Start it: `service mysql start`\n',
      '4',
    ],
    [
      'a remedy in a table',
      '## Quick help\n\n| Issue | First check | Solution |\n| --- | --- | --- |\n| 502 | `docker ps` | Restart the backend |\n',
      '5',
    ],
    [
      'a line for each platform',
      '## Recovery\n\n### Step 1: Stop the traffic\n\n**Fly:** Stop all machines.  \n**Nginx:** Remove the backend from the pool.\n',
      '5',
    ],
  ])('%s', (_, markdown, line) =>
    expect(find(stepNocmd, markdown)).toEqual([expect.stringMatching(`^${line} `)]),
  );

  it('once for each section', () => {
    expect(find(stepNocmd, steps('Check Kafka', 'Check Redis', 'Restart the worker'))).toHaveLength(1);
  });
});

describe('STEP-NOCMD leaves alone', () => {
  it.each([
    [
      'things to look at',
      '## Queue grows\n\n### Diagnosis\n\nCheck:\n\n- restart counts\n- probe failures\n',
    ],
    [
      'facts and orders without numbers',
      '## Emergency\n\n- The flags are off\n- Scale down the service\n- Nobody is paged\n',
    ],
    [
      'an order above nouns, one of which says where',
      '## Slow\n\n### Diagnosis\n\n1. **Identify the bottleneck**\n   - Slow queries: `pg_stat_statements`\n   - Memory pressure\n   - Network\n',
    ],
    [
      'boxes with questions beside the commands that answer them',
      '## Lag\n\n### Diagnosis\n\n- [ ] Brokers healthy?\n- [ ] Consumers running?\n\n```bash\nrpk cluster health\n```\n',
    ],
    ['one box with a question', '## Lag\n\n### Diagnosis\n\n- [ ] Brokers healthy?\n'],
    [
      'a remedy in a table that has a chapter of its own',
      '## Lag\n\n| Cause | Fix |\n| --- | --- |\n| Too few | Trigger rebalance |\n\n### Trigger a consumer rebalance\n\n```bash\nkubectl rollout restart deploy/worker -n shop\nkubectl rollout status deploy/worker -n shop\n```\n',
    ],
    ['a fact behind its case', steps('**Growing fast**: Probably a slow consumer')],
    ['a screen behind its case', steps('**Growing fast**: Check the Grafana dashboard')],
    [
      'a remedy in a table with its command, its place or a fact',
      '## Quick help\n\n| Issue | Solution |\n| --- | --- |\n| 502 | `docker restart api` |\n| 503 | See [the guide](api.md) |\n| 504 | Timeouts are too short |\n',
    ],
    [
      'a table of what is planned',
      '## Risks\n\n| Risk | Mitigation |\n| --- | --- |\n| Key is lost | Rotate the keys |\n',
    ],
    [
      'labels of the document itself',
      '# Database restore\n\n**System:** Shop\n**Purpose:** Recover the database from a backup\n',
    ],
    [
      'an item that names its screen, between others that are typed',
      '## Binlogs\n\n1. Look: `df -h`\n2. Delete the snapshots in the console\n3. Look: `df -h /srv`\n',
    ],
    ['a list without numbers below any title', '## Parts\n\n- Check the broker\n- `kafka-topics`\n'],
    ['a command in the item', steps('Restart the worker: `docker restart worker`')],
    ['a fence in the item', steps('Restart the worker\n   ```bash\n   docker restart worker\n   ```')],
    [
      'a fence behind the item, not indented',
      '### Resolution\n\n1. Restart the worker\n\n```bash\ndocker restart worker\n```\n',
    ],
    ['a link', steps('Check the [dashboard](https://grafana.example.com/d/1)')],
    ['an endpoint', steps('Check the connection pool (`/api/ready`)')],
    ['another section', steps('Restore the database (see Backup)')],
    ['a value', steps('Increase the pool size to 50')],
    [
      'work with people',
      steps('Notify the team', 'Escalate to the database administrator', 'Document the timeline'),
    ],
    ['a judgement', steps('Decide whether to fail over', 'Identify the root cause')],
    ['prevention', '## Prevention\n\n1. Add more tests\n2. Improve logging\n'],
    ['symptoms', '## Slow\n\n### Symptoms\n\n- Open connections rise\n- Block times grow\n'],
    [
      'what a script does',
      `## Restore\n\n${bash('./restore.sh', '', '# This will:', '# 1. Create a safety copy', '# 2. Drop the database')}`,
    ],
    [
      'a fence of comments: FENCE-PROSE speaks',
      `## Weekly\n\n${bash('# Review slow queries', '# Optimize indexes')}`,
    ],
    [
      'an incident without any command: COV-ZERO speaks',
      '## Incident: Queue stuck\n\n1. Check the consumers\n2. Restart what hangs\n',
    ],
    [
      'a restart whose command stands elsewhere',
      `${steps('Restart the worker')}\n## Restart\n\n${bash('docker compose restart worker')}`,
    ],
    [
      'a comment that announces the remedy below it',
      `### Disk full\n\n${bash('df -h', '', '# If full:', '# 1. Increase the volume')}\n**Resolution:**\n\n${bash('lvextend -L +10G /dev/vg/data')}`,
    ],
    [
      'an action with its place',
      '## Alert: QueueStuck\n\n**Action**: Restart the worker (see [Restart](#restart))\n',
    ],
    ['a comment with its command', `## Fix\n\n${bash('# Restart the worker', 'docker restart worker')}`],
    ['a list of commands', `## Command reference\n\n${bash('# Check Grafana')}`],
    [
      'what a script does by itself',
      '## Restore\n\n### Procedure\n\n`npm run restore`\n\nThe script will:\n\n1. Verify the connection\n2. Validate the backup file\n',
    ],
    ['work for another day', '## Post-Recovery Actions\n\n1. Review the retention\n2. Test the failover\n'],
    [
      'what the command above should show',
      '## Fix\n\n```bash\ndf -h\n# Ensure / has > 10% free space\n```\n',
    ],
    [
      'a comment with the query',
      '## Remediation\n\n```bash\n# Check DB connection pool\n# Prometheus query: hikaricp_connections_active\n\n# Slow queries\nkubectl get pods\n```\n',
    ],
    ['work on the code', '## Fix\n\n1. Fix application code\n2. Redeploy: `make deploy`\n'],
    [
      'a comment that leads through a UI',
      '## Diagnosis\n\n```bash\ndocker ps\n\n# 2. Check task logs\n# In UI: click the task\n\ndocker info\n```\n',
    ],
  ])('%s', (_, markdown) => expect(find(stepNocmd, markdown)).toEqual([]));
});

const recovery = (text: string, more = ''): string =>
  `# Runbook\n\n## Recover the state\n\n${bash('terraform plan')}\n${text}\n\n${more}## Other\n\nx\n`;

describe('STEP-NOCMD finds work that is told', () => {
  it.each([
    [
      'in sentences',
      recovery(
        'Access the bucket where the state is stored. From the list of versions, download the one before. Upload it again.',
      ),
    ],
    [
      'in sentences with then',
      recovery(
        'Stop the writer first. Then restore the last snapshot of the volume. Start the writer again.',
      ),
    ],
    [
      'in the middle of a text',
      recovery('The state may be gone. Copy the last good file from the bucket; replace the broken one.'),
    ],
    [
      'below a case',
      recovery('If the primary is lost, promote the standby. Once it answers, switch the clients over.'),
    ],
    [
      'in a box to tick',
      `# Runbook\n\n## Post-incident tasks\n\n- [ ] Rebuild failed node and rejoin cluster\n- [ ] Share findings\n`,
    ],
    [
      'in a box among others',
      `# Incident runbook\n\n## Within 24 hours\n\n- [ ] Rotate the leaked credentials\n- [ ] Write the report\n`,
    ],
    [
      'by an echo',
      `# Runbook\n\n## Traces\n\n${bash('# Get the trace of a failed payment', 'echo "Check Datadog APM: https://a.dev/apm"')}`,
    ],
    [
      'by an echo alone',
      `# Runbook\n\n## Cache\n\n${bash('# Check the hit rate', "echo 'Look at the cache dashboard'")}`,
    ],
  ])('%s', (_, markdown) => expect(find(stepNocmd, markdown)).toHaveLength(1));

  it.each([
    [
      'an account',
      '# Runbook\n\n## How this plan is tested\n\nThe restore has been tested with this procedure\n\n1. Create a cluster with the same name\n2. Restore the cluster\n',
    ],
    [
      'an account by its sentence',
      '# Runbook\n\n## Restore procedure\n\nOn Monday the database was restored as follows:\n\n1. Stop the writer\n2. Restore the dump\n',
    ],
    ['sentences with a link', recovery('Stop the writer. Restore the snapshot as in [the guide](a.md).')],
    ['sentences with code', recovery('Stop the writer. Then run `restore.sh`.')],
    [
      'sentences that announce commands',
      recovery('Stop the writer. Restore the last snapshot.\n', bash('./restore.sh')),
    ],
    ['one order', recovery('Restart the writer. It takes a minute.')],
    [
      'a description',
      recovery(
        'Velero stores backups in a bucket. Restore operations read from it. Deletes are not replicated.',
      ),
    ],
    ['work in a browser', recovery('Open the console. Stop the instance there. Start the instance again.')],
    [
      'tasks for people',
      '# Runbook\n\n## Follow-up\n\n- [ ] Restore customer trust\n- [ ] Schedule the post-mortem\n',
    ],
    [
      'a task with its command',
      '# Runbook\n\n## Follow-up\n\n- [ ] Rebuild the node: `patronictl reinit shop node-1`\n',
    ],
    [
      'progress',
      `# Runbook\n\n## Fix\n\n${bash('# Check all nodes', 'echo "Check node 1"', 'ssh node-1 uptime')}`,
    ],
    ['a message', `# Runbook\n\n## Fix\n\n${bash('# Show the version', 'echo "Version 3"')}`],
  ])('not: %s', (_, markdown) => expect(find(stepNocmd, markdown)).toEqual([]));
});

it('leaves alone a comment that says what to look at in the output above it', () => {
  const fence = (comment: string): string =>
    `# API runbook\n\n## Issuer not ready\n\n### Fix\n\n\`\`\`bash\nkubectl get clusterissuer prod -o yaml\n# ${comment}\n\`\`\`\n`;
  expect(find(stepNocmd, fence('Check: account registered, server reachable'))).toEqual([]);
  expect(find(stepNocmd, fence('Fix: ensure the record is not proxied'))).toHaveLength(1);
});
