// Values that an option refuses: durations without a unit or with one that it doesn't know, phrases instead of times.
import { dockerCallOf } from './docker-calls.ts';
import type { Wrong } from './report.ts';
import type { Run } from './runs.ts';

export const wrongValue = (one: Run): Wrong | null => {
  const words = one.run.args.map(({ value }) => value);
  return (
    ofLogs(one, words) ??
    ofTimeout(one.run.program, words) ??
    ofGrace(one, words) ??
    ofJournal(one.run.program, words) ??
    ofSleep(one.run.program, words)
  );
};

/** `--since 1h`, `--since=1h`: its value, where it is plain. */
const valueOf = (words: readonly string[], name: RegExp): string | null => {
  for (const [at, word] of words.entries()) {
    const [, option = '', value] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (!name.test(option)) continue;
    const given = value ?? words[at + 1] ?? '';
    return given === '' || /[$<>{}`_]/.test(given) ? null : given;
  }
  return null;
};

/** Go's durations: 300ms, 90s, 1h30m; days and words are none. */
const ofLogs = (one: Run, words: readonly string[]): Wrong | null => {
  const call = dockerCallOf(one.run);
  const isDocker = call !== null && /^(service )?logs$/.test(call.verb);
  const isKubectl = /^(kubectl|oc)$/.test(one.run.program) && words.includes('logs');
  if (!isDocker && !isKubectl && one.run.program !== 'stern') return null;
  const since = valueOf(words, isDocker ? /^--(since|until)$/ : /^(--since|-s)$/);
  if (since === null) return null;
  const name = isDocker
    ? `docker ${call.compose ? 'compose ' : ''}logs`
    : isKubectl
      ? `${one.run.program} logs`
      : 'stern';
  const days = /^(\d+)d$/.exec(since)?.[1];
  if (days !== undefined) {
    return {
      message: `\`${name}\` knows no days: \`--since ${since}\` is refused.`,
      suggestion: `write \`${Number(days) * 24}h\``,
    };
  }
  return /\b(ago|yesterday|today|hours?|minutes?|days?)\b/i.test(since)
    ? {
        message: `\`${name}\` takes a duration like \`1h\`${isDocker ? ' or a timestamp' : ''}, not a phrase: \`--since "${since}"\` is refused.`,
      }
    : null;
};

const ofTimeout = (program: string, words: readonly string[]): Wrong | null => {
  const verb = words.find((word) => !word.startsWith('-')) ?? '';
  const takes =
    (program === 'helm' && /^(upgrade|install|rollback|uninstall|test|delete)$/.test(verb)) ||
    (/^(kubectl|oc)$/.test(program) &&
      words.some((word) => /^(wait|rollout|delete|drain|scale)$/.test(word)));
  const timeout = takes ? valueOf(words, /^--timeout$/) : null;
  return timeout !== null && /^[1-9]\d*$/.test(timeout)
    ? {
        message: `\`${program} --timeout\` takes a duration: \`${timeout}\` is refused ("missing unit in duration").`,
        suggestion: `write \`${timeout}s\``,
      }
    : null;
};

/** Whole seconds, without a unit. */
const ofGrace = (one: Run, words: readonly string[]): Wrong | null => {
  const call = dockerCallOf(one.run);
  const isStop = call !== null && /^(stop|restart|down)$/.test(call.verb);
  const isKubectl =
    /^(kubectl|oc)$/.test(one.run.program) && words.some((word) => /^(delete|drain)$/.test(word));
  const grace = isStop
    ? valueOf(words, /^(-t|--time|--timeout)$/)
    : isKubectl
      ? valueOf(words, /^--grace-period$/)
      : null;
  const seconds = /^(\d+)(s|m|sec)$/.exec(grace ?? '');
  return seconds === null
    ? null
    : {
        message: `this option takes a number of seconds without a unit: \`${seconds[0]}\` is refused.`,
        suggestion: `write \`${Number(seconds[1]) * (seconds[2] === 'm' ? 60 : 1)}\``,
      };
};

const ofJournal = (program: string, words: readonly string[]): Wrong | null => {
  if (program !== 'journalctl') return null;
  if (words.some((word) => /^--tail(=|$)/.test(word)))
    return { message: '`journalctl` has no `--tail`.', suggestion: 'use `-n`' };
  const since = valueOf(words, /^(--since|-S|--until|-U)$/);
  return since !== null && /^\d+\s*(s|sec|m|min|h|hours?|minutes?|d|days?)$/.test(since)
    ? {
        message: `\`journalctl --since ${since}\` is refused: a span needs a sign or "ago".`,
        suggestion: `write \`--since -${since.replace(/\s/g, '')}\``,
      }
    : null;
};

const ofSleep = (program: string, words: readonly string[]): Wrong | null => {
  if (program !== 'sleep') return null;
  const wrong = words.find((word) => /^(\d+ms|(\d+)?(sec|second|min|minute|hour)s?)$/i.test(word));
  return wrong === undefined
    ? null
    : {
        message: `\`sleep\` does not know \`${wrong}\`: "invalid time interval".`,
        suggestion: 'write `30`, `5m`, `1h` or `0.5`',
      };
};
