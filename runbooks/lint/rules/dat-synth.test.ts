// What DAT-SYNTH finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datSynth } from './dat-synth.ts';

describe('DAT-SYNTH finds', () => {
  it.each([
    ['a payment', bash('psql -c "INSERT INTO payments (order_id, amount) VALUES (42, 100);"')],
    ['a balance', bash(`mysql bank -e "INSERT INTO balances VALUES (7, 500)"`)],
    [
      'an entry of the ledger',
      '```sql\nINSERT INTO ledger_entries (account, amount) VALUES (7, -50);\n```\n',
    ],
    ['an attestation', bash(`psql -c "insert into public.attestations (user_id, ok) values (1, true)"`)],
    ['a here-document', bash('psql shop <<SQL', 'INSERT INTO orders (id) VALUES (1);', 'SQL')],
  ])('%s', (_, markdown) => expect(find(datSynth, markdown)).toEqual([expect.stringMatching(/^2(?:-\d)? /)]));
});

const verify = (...lines: readonly string[]) => `## Verification\n\n${bash(...lines)}`;

describe('DAT-SYNTH finds what a check leaves behind', () => {
  it.each([
    [`curl -f -X POST https://api.shop.dev/orders -d '{"id": "probe", "amount": 1}'`],
    [`curl -f --json '{"title": "probe"}' https://api.shop.dev/v1/articles`],
    ['psql -d shop -c "CREATE TABLE probe (id int)"'],
    [`mysql shop -e "INSERT INTO probe VALUES (1, NOW())"`],
  ])('%s', (command) => expect(find(datSynth, verify(command))).toEqual([expect.stringMatching(/^4 /)]));

  it.each([
    [`curl -f -X POST https://api.shop.dev/login -d '{"user": "probe"}'`],
    [`curl -f -X POST https://api.shop.dev/orders/search -d '{"id": 1}'`],
    [`curl -f -X POST https://api.shop.dev/orders -d '{"id": "probe", "test": true}'`],
    ['curl -f https://api.shop.dev/orders?limit=1'],
    ['psql -d shop -c "CREATE TABLE probe (id int)"', 'psql -d shop -c "DROP TABLE probe"'],
  ])('and leaves %s', (...commands) => expect(find(datSynth, verify(...commands))).toEqual([]));

  it('and leaves what is no check', () => {
    expect(
      find(datSynth, `## Import\n\n${bash(`curl -f -X POST https://api.shop.dev/orders -d '{"id": 1}'`)}`),
    ).toEqual([]);
  });
});

describe('DAT-SYNTH leaves alone', () => {
  it.each([
    ['rows from another table', bash('psql -c "INSERT INTO payments SELECT * FROM payments_backup;"')],
    ['a setting', bash(`psql -c "INSERT INTO settings (name, value) VALUES ('mode', 'ro');"`)],
    ['a user', bash(`psql -c "INSERT INTO users (name) VALUES ('ops');"`)],
    ['test rows', `## Test set-up\n\n${bash('psql -c "INSERT INTO orders (id) VALUES (1);"')}`],
    ['a look', bash('psql -c "SELECT * FROM payments WHERE id = 1;"')],
  ])('%s', (_, markdown) => expect(find(datSynth, markdown)).toEqual([]));
});
