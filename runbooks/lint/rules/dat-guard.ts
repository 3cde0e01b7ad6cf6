// DAT-GUARD: something is destroyed, and nothing was saved before.
import type { Command, Place } from '../../model.ts';
import { dataLossOf } from '../../tools/data-losses.ts';
import { callsOf, hasOption, placeOf, quoted, type Call } from '../looking/calls.ts';
import { deletionOf } from '../looking/irreversible.ts';
import { restoreOf } from '../looking/dumps.ts';
import { savesPresent, takesBackup } from '../looking/guards.ts';
import { restoresElsewhere, restoresIntoEmpty } from '../looking/restore-targets.ts';
import { kubectlOf } from '../looking/lifecycle-kubernetes.ts';
import { migratesSchema } from '../looking/migrations.ts';
import { isReference, stepsAround, titlesAt } from '../looking/sections.ts';
import { scriptWords } from '../looking/scripts.ts';
import { statementsOf, type Statement } from '../looking/sql-statements.ts';
import { unseenDeletions } from '../looking/unseen-deletions.ts';
import type { Found, Level, LintDocument, Rule } from '../rule.ts';

export const datGuard: Rule = {
  id: 'DAT-GUARD',
  level: 'high',
  summary: 'data is destroyed without a backup or snapshot before',
  why: 'When it was the wrong table, the wrong host or the wrong idea, there is no way back.',
  bad: '## Reset orders\n\n```bash\npsql -d shop -c "TRUNCATE orders;"\n```\n',
  good: '## Reset orders\n\n```bash\npg_dump -Fc -d shop -f before.dump\npsql -d shop -c "TRUNCATE orders;"\n```\n',
  *check(document) {
    yield* unsavedRestores(document);
    const told = new Map<number | null, number>();
    for (const { at, section, command, message, level, isKept } of unseenDeletions(document)) {
      const before = told.get(section) ?? 0;
      told.set(section, before + 1);
      if (before >= mostOfSection) continue;
      if (
        !meant.test(titlesAt(document, section)) &&
        !(isKept && takesBackup(document, section, command, at.line))
      )
        yield { message, at, level };
    }
    for (const { at, section, command, text, loss, level } of [
      ...callsOf(document).flatMap(ofCall),
      ...statementsOf(document).flatMap(ofStatement),
    ]) {
      if (meant.test(titlesAt(document, section)) || takesBackup(document, section, command, at.line))
        continue;
      if (
        command !== null &&
        /(?:^|[\W_])(?:test|tests|testing|temp|tmp|scratch|staging|demo|sandbox)(?![a-z])/i.test(
          `${command.command} ${stepsAround(document, command).at(-1)?.text ?? ''}`,
        )
      )
        continue;
      yield { message: `${text} ${loss}, and no step before it takes a backup or snapshot.`, at, level };
    }
  },
};

// What follows a dozen of them in one section is no procedure, and tells nobody more.
const mostOfSection = 12;

/** What there was before a restore is lost with it: the newest rows, and the proof of what happened. */
const unsavedRestores = (document: LintDocument): readonly Found[] => {
  const unsaved = callsOf(document).filter(
    (call) =>
      (/^(?:sql|pg_restore|mongorestore)$/.test(restoreOf(document, call)?.how ?? '') ||
        restoresByScript(call)) &&
      !meant.test(titlesAt(document, call.command.section)) &&
      !isReference(document, call.command.section) &&
      !restoresElsewhere(document, call) &&
      !restoresIntoEmpty(document, call) &&
      !savesPresent(document, call.command),
  );
  return [...Map.groupBy(unsaved, ({ command }) => command.section).values()].flatMap(([first, ...more]) =>
    first === undefined
      ? []
      : [
          {
            message: `${quoted(first.command)} puts a backup over the present state, and no step before it keeps a copy of that.`,
            at: placeOf(first),
            related: more.map((call) => ({ at: placeOf(call), message: `so does ${quoted(call.command)}` })),
          },
        ],
  );
};

/** `npm run restore -- --latest`, `./restore.sh shop.dump`. */
const restoresByScript = (call: Call): boolean => {
  const name = scriptWords(call);
  return (
    name.includes('restore') &&
    !name.some((word) => /^(?:check|verify|test|list|dry|status|wait|validate|drill)$/.test(word)) &&
    !hasOption(call.words, '--dry-run', '--list', '--help', '--check') &&
    call.words.some(
      (word) =>
        /^--(?:latest|confirm|force|yes|no-prompt)$|^-y$/.test(word) ||
        /\.(?:sql|dump|rdb|gz|tgz|zst|xz|bz2|bak)\b/.test(word),
    )
  );
};

// Where nothing of value is expected.
const meant =
  /\b(?:local|development|dev (?:set-?up|environment)|getting started|uninstall|tear ?down|decommission|test (?:data|environment|database)|staging|sandbox)\b/i;

interface Loss {
  readonly at: Place;
  readonly section: number | null;
  readonly command: Command | null;
  readonly text: string;
  readonly loss: string;
  readonly level: Level;
}

const ofCall = (call: Call): readonly Loss[] => {
  const found = deletionOf(call) === null ? lossOfCall(call) : null;
  if (found === null) return [];
  const [loss, level] = found;
  return [
    {
      at: placeOf(call),
      section: call.command.section,
      command: call.command,
      text: quoted(call.command),
      loss,
      level,
    },
  ];
};

const stateFolder =
  /^(?:\/var\/lib\/(?:postgresql|pgsql|mysql|mariadb|mongo|redis|kafka|rabbitmq|elasticsearch|cassandra|clickhouse|prometheus|etcd|zookeeper)|\/data\/(?:db|kafka|redis)|\/bitnami\/)/;

const lossOfCall = (call: Call): readonly [string, Level] | null => {
  const { program, words } = call;
  const own = words.filter((word) => !word.startsWith('-'));
  const line = words.join(' ');
  if (program === 'dropdb') return ['drops a whole database', 'high'];
  if (
    program === 'rm' &&
    hasOption(words, '-r', '-R', '--recursive') &&
    own.some((word) => stateFolder.test(word) && !/\.(?:pid|lock|log)$/.test(word))
  )
    return ['deletes the files of a store', 'high'];
  if (/^(?:docker|podman)$/.test(program) && own[0] === 'volume' && own[1] === 'rm')
    return ['deletes a volume with its data', 'high'];
  if (/^kafka-topics/.test(program) && hasOption(words, '--delete'))
    return ['deletes a topic with its messages', 'high'];
  if (program === 'rpk' && /\btopic delete\b/.test(line))
    return ['deletes a topic with its messages', 'high'];
  if (
    /^rabbitmq(?:ctl|admin)$/.test(program) &&
    /\b(?:purge_queue|delete_queue|purge queue|delete queue)\b/.test(line)
  )
    return ['deletes the messages of a queue', 'high'];
  if (
    /^mongo(?:sh)?$/.test(program) &&
    /\bdropDatabase\(|\.drop\(\)|\.(?:deleteMany|remove)\(\s*\{\s*\}/.test(line)
  )
    return ['deletes a whole collection or database', 'high'];
  if (program === 'pg_resetwal' || program === 'pg_resetxlog')
    return ['throws away transactions that were not yet written', 'high'];
  if (/^(?:terraform|tofu|pulumi)$/.test(program) && own[0] === 'destroy' && !/-target/.test(line))
    return ['destroys everything of the state file', 'high'];
  if (
    program === 'aws' &&
    /\bs3 rb\b.*--force|\bs3 rm\b.*--recursive|\bdelete-db-(?:instance|cluster)\b.*--skip-final-snapshot|\bdynamodb delete-table\b/.test(
      line,
    )
  )
    return ['deletes data for good', 'high'];
  const kubectl = kubectlOf(call);
  if (
    kubectl?.subcommand === 'delete' &&
    kubectl.resources.some((name) =>
      /^(?:pvc?|persistentvolume(?:claim)?s?|ns|namespaces?)(?:\/|$)/.test(name),
    )
  )
    return ['deletes volumes with their data', 'high'];
  const known = dataLossOf(program, words);
  if (known !== null) return [known, 'high'];
  return migratesSchema(call) ? ['changes the schema and may change rows', 'low'] : null;
};

const ofStatement = ({ sql, at, section, call }: Statement): readonly Loss[] => {
  const loss = lossOfSql(sql);
  if (loss === null) return [];
  return [{ at, section, command: call?.command ?? null, text: quoted(sql), loss, level: 'high' }];
};

const lossOfSql = (sql: string): string | null => {
  const [, dropped] = /^drop (database|schema|table)\b/i.exec(sql) ?? [];
  if (dropped !== undefined) return lossOfDrop[dropped.toLowerCase()] ?? null;
  if (/^truncate\b/i.test(sql)) return 'deletes every row';
  return /^delete from\b(?!.*\bwhere\b(?!\s*(?:1\s*=\s*1|true)\s*$))/i.test(sql)
    ? 'limits nothing: it deletes every row'
    : null;
};

const lossOfDrop: Readonly<Record<string, string>> = {
  database: 'drops a whole database, with every table in it',
  schema: 'drops a schema, with the tables in it',
  table: 'drops the table, with every row in it',
};
