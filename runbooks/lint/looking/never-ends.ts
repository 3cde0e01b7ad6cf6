// Programs that, called like this, don't return until somebody stops them.
import type { Invocation } from '../../shell/shell-model.ts';
import { dockerCallOf, hasOption } from './docker-calls.ts';
import { serves } from './servers.ts';

/** Followers and screens are watched on purpose; consumers and pings mostly run on by oversight; servers keep the terminal. */
export type Endless = 'follower' | 'screen' | 'consumer' | 'ping' | 'server';

export const endlessOf = (run: Invocation): Endless | null => {
  // What `watch` repeats may be a pipeline: its first program stands for it.
  if (run.wrappers.some(({ kind }) => kind === 'watch')) return run.stage === 0 ? 'screen' : null;
  if (run.wrappers.some(({ kind }) => kind === 'timeout')) return null;
  const words = run.args.map(({ value }) => value);
  if (ofDocker(run)) return 'follower';
  if (follows(run.program, words)) return 'follower';
  if (isScreen(run, words)) return 'screen';
  if (consumes(run.program, words)) return 'consumer';
  if (pings(run.program, words)) return 'ping';
  return serves(run) ? 'server' : null;
};

const ofDocker = (run: Invocation): boolean => {
  const call = dockerCallOf(run);
  if (call === null) return false;
  if (/^(service )?logs$/.test(call.verb)) return hasOption(call, '--follow') && !hasOption(call, '--until');
  return call.verb === 'attach' || (call.verb === 'events' && !hasOption(call, '--until'));
};

/** `-f`, `-fn`, `-Fn 100`: a letter in a cluster of short options. */
const cluster = (words: readonly string[], letters: string): boolean =>
  words.some((word) => new RegExp(`^-[a-zA-Z]*[${letters}][a-zA-Z]*\\d*$`).test(word));

const has = (words: readonly string[], ...options: readonly string[]): boolean =>
  words.some((word) => options.some((option) => word === option || word.startsWith(`${option}=`)));

const follows = (program: string, words: readonly string[]): boolean => {
  switch (program) {
    case 'tail':
      return cluster(words, 'fF') || has(words, '--follow', '--retry');
    case 'journalctl':
      return cluster(words, 'f') || has(words, '--follow');
    case 'kubectl':
    case 'oc':
      if (words.includes('logs'))
        return cluster(words, 'f') || (has(words, '--follow') && !has(words, '--follow=false'));
      return words.includes('get') && (cluster(words, 'w') || has(words, '--watch', '--watch-only'));
    case 'dmesg':
      return cluster(words, 'w') || has(words, '--follow');
    case 'stern':
    case 'kubetail':
      return !has(words, '--no-follow');
    case 'pm2':
      return words[0] === 'logs' && !has(words, '--nostream');
    case 'supervisorctl':
      return words.includes('tail') && cluster(words, 'f');
    case 'aws':
      return words[0] === 'logs' && words[1] === 'tail' && has(words, '--follow');
    case 'heroku':
      return words[0] === 'logs' && has(words, '--tail', '-t');
    case 'gcloud':
    case 'az':
      return /\b(logging|logs?) tail\b/.test(words.join(' '));
    case 'fly':
    case 'flyctl':
      return words[0] === 'logs' && !has(words, '-n', '--no-tail');
    case 'nomad':
      return (words[0] === 'alloc' && words[1] === 'logs' && has(words, '-f')) || words[0] === 'monitor';
    case 'consul':
      return words[0] === 'monitor' || words[0] === 'watch';
    case 'crictl':
      return words[0] === 'logs' && cluster(words, 'f');
    case 'etcdctl':
      return words.find((word) => !word.startsWith('-')) === 'watch';
    case 'inotifywait':
      return cluster(words, 'm') || has(words, '--monitor');
    case 'strace':
      return cluster(words, 'p') || has(words, '--attach');
    default:
      return false;
  }
};

const screens = new Set(['htop', 'atop', 'ctop', 'k9s', 'glances', 'iftop', 'nethogs', 'lazydocker', 'btop']);

const isScreen = (run: Invocation, words: readonly string[]): boolean => {
  const { program } = run;
  const call = dockerCallOf(run);
  if (call?.verb === 'stats') return !hasOption(call, '--no-stream');
  if (screens.has(program)) return true;
  if (program === 'top')
    return (
      words.every((word) => /^-|^\w+$/.test(word)) &&
      !words.some((word) => /^-[a-zA-Z]*n/.test(word)) &&
      !has(words, '-l')
    );
  if (program === 'iotop') return !words.some((word) => /^-[a-zA-Z]*n/.test(word)) && !has(words, '--iter');
  if (/^(vmstat|iostat|mpstat|pidstat|sar)$/.test(program)) {
    return words.filter((word) => /^\d+$/.test(word)).length === 1 && !has(words, '-f', '-u', '-p');
  }
  if (/^mongo(stat|top)$/.test(program))
    return !has(words, '--rowcount', '-n') && !words.some((word) => /^\d+$/.test(word));
  if (program === 'mtr') return !words.some((word) => /^-[a-zA-Z46]*[rwcxjC]|^--report/.test(word));
  return program === 'tcpdump' && !words.some((word) => /^-[a-zA-Z]*[crD]\d*$/.test(word));
};

const pings = (program: string, words: readonly string[]): boolean =>
  /^ping6?$/.test(program) &&
  words.some((word) => !word.startsWith('-')) &&
  !words.some((word) => /^-[a-zA-Z46]*[cwnh]/.test(word));

const consumes = (program: string, words: readonly string[]): boolean => {
  switch (program) {
    case 'rpk':
      return (
        words[0] === 'topic' &&
        words[1] === 'consume' &&
        !words.some(
          (word, at) =>
            /^(-n|--num)/.test(word) ||
            (/^(-o|--offset)/.test(words[at - 1] ?? word) && /:(end|\d|@)/.test(word)),
        )
      );
    case 'kafka-console-consumer':
    case 'kafka-console-consumer.sh':
    case 'kafka-avro-console-consumer':
      return !has(words, '--max-messages', '--timeout-ms', '--help');
    case 'kcat':
    case 'kafkacat':
      return (
        cluster(words, 'C') && !words.some((word) => /^-[a-zA-Z]*[ec]\d*$/.test(word) && !/^-C$/.test(word))
      );
    case 'redis-cli':
    case 'valkey-cli':
      return (
        words.some((word) => /^(monitor|p?subscribe|ssubscribe)$/i.test(word)) ||
        has(words, '--stat', '--latency', '--latency-history')
      );
    case 'mosquitto_sub':
      return !words.some((word) => /^-[CW]/.test(word));
    case 'nats':
      return /^sub(scribe)?$/.test(words[0] ?? '') && !has(words, '--count');
    default:
      return false;
  }
};

/** A consumer that ends after so many messages, and waits until they are there. */
export const countsMessages = ({ program, args }: Invocation): boolean => {
  const words = args.map(({ value }) => value);
  if (program === 'rpk')
    return (
      words[0] === 'topic' &&
      words[1] === 'consume' &&
      !consumes(program, words) &&
      !words.some((word) => /:(end|\d|@)/.test(word))
    );
  if (/^kafkacat$|^kcat$/.test(program))
    return cluster(words, 'C') && cluster(words, 'c') && !cluster(words, 'e');
  if (!/^kafka-(avro-)?console-consumer(\.sh)?$/.test(program)) return false;
  return has(words, '--max-messages') && !has(words, '--timeout-ms', '--help');
};
