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

describe('DAT-SYNTH leaves alone', () => {
  it.each([
    ['rows from another table', bash('psql -c "INSERT INTO payments SELECT * FROM payments_backup;"')],
    ['a setting', bash(`psql -c "INSERT INTO settings (name, value) VALUES ('mode', 'ro');"`)],
    ['a user', bash(`psql -c "INSERT INTO users (name) VALUES ('ops');"`)],
    ['test rows', `## Test set-up\n\n${bash('psql -c "INSERT INTO orders (id) VALUES (1);"')}`],
    ['a look', bash('psql -c "SELECT * FROM payments WHERE id = 1;"')],
  ])('%s', (_, markdown) => expect(find(datSynth, markdown)).toEqual([]));
});
