// Steps that delete in words, among steps with commands.
import { describe, expect, it } from 'vitest';
import { stepNocmd } from '../rules/step-nocmd.ts';
import { find } from '../testing/find.ts';

const found = (step: string, title = 'No space on the database'): number =>
  find(
    stepNocmd,
    `# Database\n\n## ${title}\n\n1. Stop it: \`service mysql stop\`\n2. ${step}\n3. Start it: \`service mysql start\`\n4. Look: \`service mysql status\`\n`,
  ).length;

describe('deletions in words', () => {
  it.each([
    'Remove enough (5 to 10?) binlog files so that it can start',
    'Delete old WAL segments',
    'Manually delete the oldest dumps',
    'Purge stale messages of the queue',
    'Truncate the largest tables',
    'If needed, drop unused indexes',
    'Clear out data that nobody needs',
    'Then remove the folders of dead shards',
  ])('finds: %s', (step) => expect(found(step)).toBe(1));

  it.each([
    'Remove the file `ibtmp1`',
    'Delete the snapshots in the console',
    'Delete old dumps as described above',
    'Delete [these files](https://wiki.dev/files)',
    'Delete everything in /var/tmp',
    'Removed files come back by themselves',
    'Clear the alert',
    'Remove binlogs: `purge-binlogs.sh --keep 5`',
  ])('leaves alone: %s', (step) => expect(found(step)).toBe(0));

  it('leaves alone what is for later', () => {
    expect(found('Delete old WAL segments', 'Follow-up')).toBe(0);
  });
});
