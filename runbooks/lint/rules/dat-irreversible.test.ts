// What DAT-IRREVERSIBLE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datIrreversible } from './dat-irreversible.ts';

const fix = (...lines: readonly string[]): string => `## Stuck order\n\n${bash(...lines)}`;

describe('DAT-IRREVERSIBLE finds', () => {
  it.each(
    [
      'cast send $ESCROW "refund(bytes32)" $ID',
      'cast send $TOKEN "mint(address,uint256)" $TO 100 --ledger',
      'cast send $TO --value 1ether',
      'stripe refunds create --charge ch_1',
      'curl -X POST https://api.shop.example/v1/refunds -d amount=100',
      'curl -X POST https://api.shop.example/v1/payments/$ID/capture',
      'mail -s "We are down" all-customers@example.com < notice.txt',
      'bitcoin-cli sendtoaddress $ADDRESS 0.1',
      'kafka-configs.sh --alter --entity-name orders --add-config retention.ms=3600000',
      'rpk topic alter-config orders --set retention.ms=1000',
      'aws rds delete-db-snapshot --db-snapshot-identifier nightly',
      'velero backup delete nightly --confirm',
      'kubectl delete volumesnapshot orders-nightly',
      'knife ssh "role:db" "sudo systemctl stop db; sudo rm -rf /srv/db/wal"',
      'ansible db -m shell -a "rm -rf /data/orders"',
      "pdsh -w db[1-5] 'rm -fr /data/orders'",
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(datIrreversible, fix(command))).toEqual([expect.stringMatching('^4 ')]),
  );
});

describe('DAT-IRREVERSIBLE finds a deletion', () => {
  it.each([
    [
      'a retention made shorter, by its comment',
      fix('# Reduce retention to free disk', 'kafka-configs --alter --add-config retention.ms=259200000'),
      5,
    ],
    [
      'beside a confirmation for something else',
      `## Disk full\n\n### Fix\n\n${bash('rpk topic alter-config a --set retention.ms=1')}\n### Last resort\n\nOnly when the lead approved.\n`,
      6,
    ],
  ])('%s', (_, markdown, line) =>
    expect(find(datIrreversible, markdown)).toEqual([expect.stringMatching(`^${line} `)]),
  );
});

describe('DAT-IRREVERSIBLE leaves alone', () => {
  it.each([
    [
      'a second person',
      `## Refund\n\nA second person checks id and amount.\n\n${bash('stripe refunds create --charge ch_1')}`,
    ],
    ['an approval', `## Refund\n\n1. Get approval by finance\n2. \`stripe refunds create --charge ch_1\`\n`],
    ['a pause of a contract', fix('cast send $ESCROW "pause()"')],
    ['a look at the chain', fix('cast call $ESCROW "balanceOf(address)(uint256)" $A')],
    ['a look at payments', fix('curl https://api.shop.example/v1/payments/42')],
    ['a switch for payments', fix('curl -X POST https://shop.example/feature-flags/withdrawals/disable')],
    [
      'a retention put back',
      fix('# Restore retention', 'kafka-configs --alter --add-config retention.ms=86400000'),
    ],
    ['a retention of a week', fix('kafka-configs --alter --add-config retention.ms=604800000')],
    ['a topic that is made', fix('kafka-topics --create --topic a --config retention.ms=1000')],
    ['a cache on every machine', fix('ansible web -m shell -a "rm -rf /var/cache/nginx"')],
    ['logs on every machine', fix('knife ssh "role:web" "rm -rf /srv/app/logs"')],
    ['a command to many machines that deletes nothing', fix('knife ssh "role:web" "systemctl restart app"')],
    [
      'machines that are given up',
      `## Decommission\n\n${bash('ansible old -m shell -a "rm -rf /data/orders"')}`,
    ],
    [
      'a deletion after a second look',
      `## Disk full\n\nA second person confirms the topic.\n\n${bash('rpk topic alter-config a --set retention.ms=1')}`,
    ],
    ['mail to the team', fix('mail -s "backup failed" ops@example.com')],
  ])('%s', (_, markdown) => expect(find(datIrreversible, markdown)).toEqual([]));
});
