// DAT-SYNTH: records that are made up, so that the books look right again.
import { quoted } from '../looking/calls.ts';
import { leftBehind } from '../looking/left-behind.ts';
import { roleAt, titlesAt } from '../looking/sections.ts';
import { statementsOf } from '../looking/sql-statements.ts';
import type { Rule } from '../rule.ts';

export const datSynth: Rule = {
  id: 'DAT-SYNTH',
  level: 'high',
  summary: 'business records are typed in by hand, or left behind by a check',
  why: 'The sum looks right afterwards, and nobody can tell any more what really happened: the next reconciliation trusts what somebody typed at night.',
  bad: '## Missing payments\n\n```bash\npsql -d shop -c "INSERT INTO payments (order_id, amount) VALUES (42, 100);"\n```\n',
  good: '## Missing payments\n\n```bash\n./import-from-provider.sh --date 2024-05-01\n```\n',
  *check(document) {
    for (const { sql, at, section } of statementsOf(document)) {
      const table = /^insert into "?(?:\w+"?\.)?"?(\w+)"?/i.exec(sql)?.[1] ?? '';
      if (!record.test(table) || /\bselect\b/i.test(sql) || set.test(table)) continue;
      if (
        /\b(?:seed|fixture|test|develop\w*|set-?up|example)\b/i.test(titlesAt(document, section)) ||
        roleAt(document, section) === 'verification'
      )
        continue;
      yield {
        message: `${quoted(sql)} makes a record of \`${table}\` up: nothing ties it to what really happened.`,
        at,
      };
    }
    for (const { command, does } of leftBehind(document))
      yield {
        message: `The check ${quoted(command)} ${does} in the system that it checks, and nothing takes it out again.`,
        at: command,
        level: 'medium',
      };
  },
};

const record =
  /(?:^|_)(?:balances?|payments?|transactions?|ledger(?:_entries)?|orders?|invoices?|attestations?|transfers?|deposits?|withdrawals?|refunds?|inventory|stock|entries|bookings?|votes?|trades?|settlements?)$/i;
const set = /(?:config|settings?|types?|flags?)$/i;
