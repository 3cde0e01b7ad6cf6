// Options that a sub-command doesn't have or that mean something else there, and options without which it does not do what it says.
import { optionValue, readArgs } from '../../tools/read-args.ts';
import { dockerCallOf } from './docker-calls.ts';
import type { Wrong } from './report.ts';
import type { Run } from './runs.ts';
import { wrongValue } from './wrong-values.ts';

export const wrongFlag = (one: Run): Wrong | null =>
  ofForge(one) ??
  ofDocker(one) ??
  ofKubectl(one) ??
  ofAws(one) ??
  ofKafka(one) ??
  ofClients(one) ??
  wrongValue(one);

const written = ({ run }: Run): readonly string[] => run.args.map(({ value }) => value);

const ofForge = (one: Run): Wrong | null => {
  if (one.run.program !== 'forge') return null;
  const words = written(one);
  if (words[0] !== 'script' || words.some((word) => /^--(broadcast|resume|help)/.test(word))) return null;
  const said = `${one.command.label ?? ''} ${words[1] ?? ''}`;
  return /deploy|upgrade|migrat|execut|broadcast|rollback|send/i.test(said) &&
    !/simulat|dry[- ]?run|estimate/i.test(said)
    ? {
        message:
          '`forge script` without `--broadcast` only simulates: no transaction is sent, nothing is deployed.',
        level: 'medium',
        suggestion: 'add `--broadcast`',
      }
    : null;
};

/** By sub-command: an option that it doesn't have, and what has it. */
const notTaken: readonly { readonly verb: RegExp; readonly option: RegExp; readonly instead: string }[] = [
  {
    verb: /^restart$/,
    option: /^(--build|--force-recreate|--no-cache|-d|--detach|--pull)$/,
    instead: '`up -d`',
  },
  { verb: /^(stop|start|restart|kill)$/, option: /^(-f|--force)$/, instead: '`rm -f` or `kill`' },
  { verb: /^(service )?logs$/, option: /^--(lines|number|last)(=|$)/, instead: '`--tail`' },
  { verb: /^up$/, option: /^--no-cache$/, instead: '`build --no-cache`, and then `up -d`' },
  { verb: /^(build|pull)$/, option: /^(-d|--detach)$/, instead: '`up -d`' },
  { verb: /^(stop|restart|kill)$/, option: /^(-v|--volumes)$/, instead: '`down -v` or `rm -v`' },
  { verb: /^down$/, option: /^(-d|--detach|-f)$/, instead: 'nothing: `down` waits, and asks nothing' },
];

const ofDocker = (one: Run): Wrong | null => {
  const exec = one.run.wrappers.find(({ kind }) => /^(docker|podman) exec$/.test(kind));
  if (exec?.options.includes('-T') === true)
    return {
      message: `\`${exec.kind}\` has no \`-T\`, which is Compose's: "unknown shorthand flag".`,
      suggestion: 'leave it out: without `-t` there is no terminal',
    };
  const call = dockerCallOf(one.run);
  if (call === null) return null;
  const words = written(one);
  const behind = words.slice(words.indexOf(call.verb.split(' ').at(-1) ?? '') + 1);
  for (const { verb, option, instead } of notTaken) {
    const wrong = verb.test(call.verb) ? behind.find((word) => option.test(word)) : undefined;
    if (wrong === undefined) continue;
    return {
      message: `\`docker ${call.compose ? 'compose ' : ''}${call.verb}\` has no \`${wrong}\` and refuses it; what does that is ${instead}.`,
    };
  }
  return null;
};

const ofKubectl = ({ run, read }: Run): Wrong | null => {
  if (run.program !== 'kubectl' && run.program !== 'oc') return null;
  const args = readArgs(run.program, run.args);
  if (args === null) return null;
  const has = (name: string): boolean => args.options.has(name);
  const namespace = optionValue(args, '--namespace');
  if (args.subcommand === 'logs' && /^\d+$/.test(namespace ?? '')) {
    return {
      message: `\`-n ${namespace}\` is the namespace \`${namespace}\` to \`kubectl logs\`, not a number of lines.`,
      suggestion: `use \`--tail=${namespace}\``,
    };
  }
  if (args.subcommand === 'logs' && has('--lines'))
    return { message: '`kubectl logs` has no `--lines`.', suggestion: 'use `--tail`' };
  if (args.subcommand === 'rollout undo' && has('--to-version')) {
    return { message: '`kubectl rollout undo` has no `--to-version`.', suggestion: 'use `--to-revision`' };
  }
  if (/^(get|describe)$/.test(args.subcommand) && /\s--all(\s|$)/.test(read.text)) {
    return { message: `\`kubectl ${args.subcommand}\` has no \`--all\`; for all namespaces it is \`-A\`.` };
  }
  if (args.subcommand === 'wait' && args.positionals.length > 0 && !has('--for') && !has('--help'))
    return { message: '`kubectl wait` without `--for` is refused: it is required.' };
  return args.subcommand === 'drain' && !has('--ignore-daemonsets') && !has('--help')
    ? {
        message:
          '`kubectl drain` without `--ignore-daemonsets` refuses any node that runs a DaemonSet, which is nearly every node.',
        level: 'medium',
        suggestion: 'add `--ignore-daemonsets`',
      }
    : null;
};

/** By program: an option that it doesn't have, and what it has. */
const notKnown: readonly { readonly program: RegExp; readonly option: RegExp; readonly instead: string }[] = [
  {
    program: /^(redis|valkey)-cli$/,
    option: /^--(host|port|password|db)(=|$)/,
    instead: '`-h`, `-p`, `-a` or `--pass`, `-n`',
  },
  { program: /^psql$/, option: /^--(execute|query|database|sql)(=|$)/, instead: '`-c`, `-d`' },
  { program: /^mongo(dump|restore|export|import)$/, option: /^--database(=|$)/, instead: '`--db`' },
  { program: /^curl$/, option: /^--timeout(=|$)/, instead: '`--max-time`' },
  {
    program: /^(mysql|mysqldump|mariadb)$/,
    option: /^--(username|db|dbname)(=|$)/,
    instead: '`--user`, `--database`',
  },
  { program: /^pg_dump$/, option: /^--(database|output)(=|$)/, instead: '`--dbname`, `--file`' },
  { program: /^rabbitmqctl$/, option: /^--(host|port|username|password)(=|$)/, instead: '`--node`' },
  { program: /^etcdctl$/, option: /^--endpoint(=|$)/, instead: '`--endpoints`' },
  { program: /^(kubectl|oc)$/, option: /^--replica(=|$)/, instead: '`--replicas`' },
];

const ofClients = ({ run }: Run): Wrong | null => {
  const row = notKnown.find(({ program }) => program.test(run.program));
  if (row === undefined) return null;
  const words = run.args.map(({ value }) => value);
  const wrong = words.find((word) => row.option.test(word));
  if (wrong !== undefined)
    return {
      message: `\`${run.program}\` has no \`${wrong.replace(/=.*/s, '')}\` and refuses it; it has ${row.instead}.`,
    };
  const at = run.program === 'psql' ? words.indexOf('-e') : -1;
  return at >= 0 &&
    /^(select|insert|update|delete|show|vacuum|alter|drop|create)\s/i.test(words[at + 1] ?? '')
    ? {
        message: '`psql -e` echoes queries: the statement behind it is taken for the name of a database.',
        suggestion: 'use `-c`',
      }
    : null;
};

const ofKafka = ({ run }: Run): Wrong | null => {
  if (!run.program.startsWith('kafka-')) return null;
  const words = run.args.map(({ value }) => value);
  const has = (...names: readonly string[]): boolean =>
    words.some((word) => names.some((name) => word === name || word.startsWith(`${name}=`)));
  if (/^kafka-consumer-groups(\.sh)?$/.test(run.program) && has('--reset-offsets')) {
    if (!has('--execute', '--dry-run', '--export'))
      return {
        message: '`--reset-offsets` without `--execute` only shows what it would do: no offset is reset.',
        level: 'medium',
        suggestion: 'add `--execute` to the step that does it, `--dry-run` to the one that looks',
      };
    if (!has('--topic', '--all-topics', '--from-file'))
      return {
        message: '`--reset-offsets` without `--topic` or `--all-topics` is refused: it has to be told which.',
      };
  }
  return /^kafka-(topics|configs|consumer-groups|console-consumer)(\.sh)?$/.test(run.program) &&
    has('--broker-list')
    ? { message: `\`${run.program}\` has no \`--broker-list\`.`, suggestion: 'use `--bootstrap-server`' }
    : null;
};

const ofAws = (one: Run): Wrong | null => {
  if (one.run.program !== 'aws') return null;
  const words = written(one);
  if (words[0] !== 's3' || !/^(cp|mv|rm)$/.test(words[1] ?? '') || words.includes('--recursive')) return null;
  const [source = ''] = words.slice(2).filter((word) => !word.startsWith('-'));
  if (source.endsWith('/')) {
    return {
      message: `\`aws s3 ${words[1] ?? ''} ${source}\` without \`--recursive\` takes a single object, not what is in the folder.`,
      suggestion: 'add `--recursive`',
    };
  }
  return words.some((word) => /^--(include|exclude)/.test(word))
    ? {
        message: '`--include` and `--exclude` have no effect in `aws s3` without `--recursive`.',
        suggestion: 'add `--recursive`',
      }
    : null;
};
