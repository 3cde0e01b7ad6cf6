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
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(datIrreversible, fix(command))).toEqual([expect.stringMatching('^4 ')]),
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
    ['mail to the team', fix('mail -s "backup failed" ops@example.com')],
  ])('%s', (_, markdown) => expect(find(datIrreversible, markdown)).toEqual([]));
});
