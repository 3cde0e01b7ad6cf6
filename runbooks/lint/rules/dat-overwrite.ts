// DAT-OVERWRITE: values that are set while the application changes them, and files that are replaced whole.
import { stops } from '../looking/backup-faults.ts';
import { callsOf, pipedWith, placeOf, quoted, type Call } from '../looking/calls.ts';
import { redirectedTo } from '../looking/dumps.ts';
import { redisOf } from '../looking/redis.ts';
import { commandsBefore } from '../looking/sections.ts';
import { statementsOf, type Statement } from '../looking/sql-statements.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const datOverwrite: Rule = {
  id: 'DAT-OVERWRITE',
  level: 'high',
  summary: 'a live value is overwritten with a constant, or a whole file with one line',
  why: 'What the application has changed between the look and the write is lost: stock is sold twice, a balance is wrong; or every other line of the file is gone.',
  bad: '## Wrong stock\n\n```bash\nredis-cli SET stock:42 100\n```\n',
  good: '## Wrong stock\n\n```bash\ndocker compose stop shop\nredis-cli SET stock:42 "$COUNTED"\ndocker compose start shop\n```\n',
  *check(document) {
    for (const call of callsOf(document)) {
      const found = ofRedis(document, call) ?? ofFile(document, call);
      if (found !== null) yield { at: placeOf(call), ...found };
    }
    for (const statement of statementsOf(document)) {
      const message = ofSql(document, statement);
      if (message !== null) yield { at: statement.at, message };
    }
  },
};

const quantity =
  /(?:inventor|stock|balance|quantit|qty|counter|credit|points|seats|remaining|available|wallet|amount|total|budget|sold|level|count)/i;
const setting =
  /(?:flag|config|setting|maintenance|enabled|disabled|mode|toggle|feature|lock|switch|limit|threshold|timeout|ttl|version|status|state|token|session|cache|rate|test)/i;

const stopped = (document: LintDocument, call: Call): boolean =>
  commandsBefore(document, call.command).some((other) => stops(document, other));

const ofRedis = (document: LintDocument, call: Call): Omit<Found, 'at'> | null => {
  const redis = redisOf(call);
  if (redis === null || !/^(?:SET|HSET|HMSET|MSET|GETSET)$/.test(redis.name) || stopped(document, call))
    return null;
  const hash = redis.name.startsWith('H');
  const key = hash ? redis.args.slice(0, 2).join(' ') : (redis.args[0] ?? '');
  const value = (hash ? redis.args[2] : redis.args[1]) ?? '';
  if (setting.test(key) || redis.args.some((word) => /^(?:NX|EX|PX)$/i.test(word)) || !quantity.test(key))
    return null;
  if (!/^(?:\d+(?:\.\d+)?|<?_*[\w-]+_*>?|\$.+|[A-Z])$/.test(value)) return null;
  return {
    message: `${quoted(call.command)} sets \`${key}\` while the application changes it: what happens between counting and setting is lost.`,
  };
};

const ofSql = (document: LintDocument, { sql, call }: Statement): string | null => {
  const update = /^update (?:only )?("?[\w.]+"?) (?:as )?(?:\w+ )?set (.*)$/i.exec(sql);
  if (update === null || (call !== null && stopped(document, call))) return null;
  const [, table = '', rest = ''] = update;
  const [set = '', where] = rest.split(/\bwhere\b/i);
  if (where === undefined) return `${quoted(sql)} has no WHERE: it overwrites every row of ${quoted(table)}.`;
  const constant = /"?(\w+)"?\s*=\s*(?:\d+(?:\.\d+)?|<[^>]+>|:\w+|\$\w+)\s*(?:,|$)/.exec(set.trim());
  if (constant === null || !quantity.test(constant[1] ?? '') || setting.test(constant[1] ?? '')) return null;
  return `${quoted(sql)} sets \`${constant[1]}\` to a constant while the application changes it: what happens between counting and setting is lost.`;
};

const shared =
  /(?:^|\/)(?:\.env(?:\.\w+)?|authorized_keys|hosts|fstab|environment|sudoers|\.pgpass|\.bashrc|\.profile|pg_hba\.conf|known_hosts)$/;

const ofFile = (document: LintDocument, call: Call): Omit<Found, 'at'> | null => {
  const { program, words, invocation } = call;
  if (program === 'crontab' && words[0] === '-') {
    const echoes = pipedWith(document, call);
    return echoes.length === 1 && echoes[0]?.program === 'echo'
      ? { message: `${quoted(call.command)} replaces the whole crontab with one line.` }
      : null;
  }
  if (!/^(?:echo|printf)$/.test(program)) return null;
  const tee = pipedWith(document, call).find(
    (other) => other.program === 'tee' && !other.words.includes('-a') && !other.words.includes('--append'),
  );
  const appended = invocation.redirections.some(({ operator }) => operator === '>>');
  const file = appended
    ? undefined
    : (redirectedTo(call).at(-1) ?? tee?.words.findLast((word) => !word.startsWith('-')));
  if (file === undefined || !shared.test(file) || words.join(' ').includes('\\n')) return null;
  return {
    message: `${quoted(call.command)} replaces all of \`${file}\` with one line.`,
    suggestion: 'append with >>',
  };
};
