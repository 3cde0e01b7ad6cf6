// Options that a sub-command doesn't have or that mean something else there, and options without which it does not do what it says.
import { optionValue, readArgs } from '../../tools/read-args.ts';
import { dockerCallOf } from './docker-calls.ts';
import type { Wrong } from './report.ts';
import type { Run } from './runs.ts';

export const wrongFlag = (one: Run): Wrong | null =>
  ofForge(one) ?? ofDocker(one) ?? ofKubectl(one) ?? ofAws(one);

const written = ({ run }: Run): readonly string[] => run.args.map(({ value }) => value);

const ofForge = (one: Run): Wrong | null => {
  const words = written(one);
  if (
    one.run.program !== 'forge' ||
    words[0] !== 'script' ||
    words.some((word) => /^--(broadcast|resume|help)/.test(word))
  )
    return null;
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
  { verb: /^down$/, option: /^(-d|--detach|-f)$/, instead: 'nothing: `down` waits, and asks nothing' },
];

const ofDocker = (one: Run): Wrong | null => {
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
  return args.subcommand === 'drain' && !has('--ignore-daemonsets') && !has('--help')
    ? {
        message:
          '`kubectl drain` without `--ignore-daemonsets` refuses any node that runs a DaemonSet, which is nearly every node.',
        level: 'medium',
        suggestion: 'add `--ignore-daemonsets`',
      }
    : null;
};

const ofAws = (one: Run): Wrong | null => {
  const words = written(one);
  if (
    one.run.program !== 'aws' ||
    words[0] !== 's3' ||
    !/^(cp|mv|rm)$/.test(words[1] ?? '') ||
    words.includes('--recursive')
  )
    return null;
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
