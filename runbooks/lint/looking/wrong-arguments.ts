// Arguments in a form that the program does not take: it says so, or does something else.
import { lookUp } from './look-up.ts';
import type { Run } from './runs.ts';
import type { Wrong } from './report.ts';

export const wrongArguments = ({ run, command }: Run): Wrong | null => {
  const words = run.args.map(({ value }) => value);
  return (
    lookUp(byProgram, run.program)?.(words) ??
    unreadPipe(
      run.program,
      words,
      run.wrappers.some(({ kind }) => /^(xargs|parallel)$/.test(kind)) ? 0 : run.stage,
    ) ??
    builtinInside(
      run.program,
      run.wrappers.map(({ kind }) => kind),
    ) ??
    rootRedirection(
      run.redirections.map(({ operator, target }) => [operator, target?.value ?? '']),
      run.wrappers,
      command.command,
    )
  );
};

const positionals = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !word.startsWith('-'));

const cast = (words: readonly string[]): Wrong | null => {
  if (words[0] !== 'logs' || words.some((word) => /^--address\b/.test(word))) return null;
  const valued = /^(--from-block|--to-block|--rpc-url|-r|--chain|-c|--etherscan-api-key)$/;
  const [topic] = words.slice(1).filter((word, at) => !word.startsWith('-') && !valued.test(words[at] ?? ''));
  if (topic === undefined || topic.includes('(') || /^0x[0-9a-f]{64}$/i.test(topic)) return null;
  const isAddress =
    /^0x[0-9a-f]{40}$/i.test(topic) || /addr|proxy|contract|token|escrow|registry|_address_/i.test(topic);
  return isAddress
    ? {
        message: `\`cast logs\` takes a signature or topic here, not an address: \`${topic}\` is looked for as topic 0, and nothing is found.`,
        level: 'medium',
        suggestion: 'put `--address` in front of it',
      }
    : null;
};

const redis = (words: readonly string[]): Wrong | null => {
  const at = words.findIndex((word) => /^(del|unlink)$/i.test(word));
  const key = at < 0 ? undefined : words.slice(at + 1).find((word) => /(^|[^\\])\*/.test(word));
  if (key !== undefined) {
    const verb = words[at]?.toUpperCase() ?? '';
    return {
      message: `\`${verb} ${key}\` removes the key with this very name: \`${verb}\` takes no pattern, and deletes nothing.`,
    };
  }
  const host = words[words.indexOf('-h') + 1];
  return words.includes('-h') && /^[\w.-]+:\d+$/.test(host ?? '')
    ? {
        message: `\`redis-cli -h\` takes a host without port: \`${host}\` is looked up as a name.`,
        suggestion: 'give the port by `-p`',
      }
    : null;
};

const hostWithPort =
  (program: string) =>
  (words: readonly string[]): Wrong | null => {
    const host = words[words.indexOf('-h') + 1] ?? '';
    return words.includes('-h') && /^[\w.-]+:\d+$/.test(host)
      ? {
          message: `\`${program} -h\` takes a host without port: \`${host}\` is looked up as a name.`,
          suggestion: 'give the port by its own option',
        }
      : null;
  };

const mysql = (words: readonly string[]): Wrong | null => {
  const password = words[words.indexOf('-p') + 1] ?? '';
  return words.includes('-p') && /pass|pwd|secret/i.test(password) && !password.startsWith('-')
    ? {
        message: `behind a blank \`${password}\` is the database, not the password of \`-p\`: it asks for the password and then opens a database of that name.`,
      }
    : null;
};

const tar = ([flags = '', ...rest]: readonly string[]): Wrong | null =>
  /^-[a-zA-Z]*f[a-zA-Z]+$/.test(flags) && rest.length > 0 && /[xctu]/.test(flags)
    ? {
        message: `in \`tar ${flags}\` the letters behind \`f\` are the archive's name: it looks for \`${flags.slice(flags.indexOf('f') + 1)}\`.`,
        suggestion: 'put `f` last',
      }
    : null;

const systemctl = (words: readonly string[]): Wrong | null => {
  const [first = '', second = ''] = positionals(words);
  return !verbs.test(first) && verbs.test(second)
    ? {
        message: `\`systemctl ${first} ${second}\` has unit and verb the wrong way round.`,
        suggestion: `systemctl ${second} ${first}`,
      }
    : null;
};

const service = (words: readonly string[]): Wrong | null => {
  const [first = '', second = ''] = words;
  return /^(start|stop|restart|status|reload)$/.test(first) && second !== '' && !verbs.test(second)
    ? {
        message: `\`service ${first} ${second}\` has verb and service the wrong way round.`,
        suggestion: `service ${second} ${first}`,
      }
    : null;
};

const verbs = /^(start|stop|restart|status|reload|enable|disable)$/;

const pgRestore = (words: readonly string[]): Wrong | null => {
  const file = positionals(words).find((word) => /\.sql(\.gz)?$/.test(word));
  return file === undefined
    ? null
    : {
        message: `\`pg_restore\` does not read plain SQL: for \`${file}\` it says "appears to be a text format dump".`,
        suggestion: 'use `psql -f`',
      };
};

const kill = (words: readonly string[]): Wrong | null => {
  const [name = ''] = positionals(words);
  return /^[a-z][a-z-]{2,}$/.test(name) && words.length <= 2
    ? { message: `\`kill\` takes process ids: \`${name}\` is a name.`, suggestion: `use \`pkill ${name}\`` }
    : null;
};

const scp = (words: readonly string[]): Wrong | null => {
  const port = words[words.indexOf('-p') + 1] ?? '';
  return words.includes('-p') && /^\d+$/.test(port)
    ? {
        message: `\`scp -p\` keeps times, and \`${port}\` is then a file to copy.`,
        suggestion: `use \`-P ${port}\``,
      }
    : null;
};

/** Celery 5: the application belongs to `celery` itself. */
const celery = (words: readonly string[]): Wrong | null =>
  /^(worker|beat|inspect|control|purge|status|events)$/.test(words[0] ?? '') &&
  words.some((word) => /^(-A|--app)(=|$)/.test(word))
    ? {
        message: `\`celery ${words[0] ?? ''} -A …\` is refused since Celery 5: the application stands in front of the sub-command.`,
        suggestion: `celery -A … ${words[0] ?? ''}`,
      }
    : null;

/** What comes down the pipe is never read. */
const unreadPipe = (program: string, words: readonly string[], stage: number): Wrong | null => {
  if (stage === 0) return null;
  const [verb = ''] = positionals(words);
  const ignores =
    /^(kill|pkill|killall|rm|mv|cp|mkdir|touch|echo)$/.test(program) &&
    !words.some((word) => /^(-|\/dev\/stdin)$|\$\(/.test(word))
      ? program
      : program === 'docker' && /^(rm|rmi|stop|kill|start|restart|inspect)$/.test(verb)
        ? `docker ${verb}`
        : program === 'kubectl' &&
            /^(delete|describe)$/.test(verb) &&
            !words.some((word) => /^(-|-f|-f-|--filename=?.*|--from-file.*)$/.test(word))
          ? `kubectl ${verb}`
          : null;
  return ignores === null
    ? null
    : {
        message: `\`${ignores}\` does not read its stdin: what comes down the pipe is lost.`,
        suggestion: `use \`xargs ${ignores}\``,
      };
};

/** `sudo cd /x`, `docker exec c cd /x`: `cd` belongs to the shell. */
const builtinInside = (program: string, kinds: readonly string[]): Wrong | null => {
  const inner = kinds.at(-1) ?? '';
  return program === 'cd' && /^sudo$|exec$/.test(inner)
    ? { message: `\`${inner} … cd\` fails or has no effect: \`cd\` is a part of the shell, not a program.` }
    : null;
};

/** `sudo echo x > /etc/y`: the shell in front of sudo opens the file. */
const rootRedirection = (
  redirections: readonly (readonly [string, string])[],
  wrappers: Run['run']['wrappers'],
  text: string,
): Wrong | null => {
  if (wrappers.length !== 1 || wrappers[0]?.kind !== 'sudo' || /\b(sh|bash) -c\b/.test(text)) return null;
  const file = redirections.find(
    ([operator, target]) => /^>>?$/.test(operator) && /^\/(etc|proc|sys|usr|root|boot|lib)\//.test(target),
  )?.[1];
  return file === undefined
    ? null
    : {
        message: `the redirection into \`${file}\` is done by your own shell, not by \`sudo\`: "Permission denied".`,
        suggestion: `pipe into \`sudo tee ${file}\``,
      };
};

const byProgram: Readonly<Record<string, (words: readonly string[]) => Wrong | null>> = {
  cast,
  'redis-cli': redis,
  'valkey-cli': redis,
  psql: hostWithPort('psql'),
  pg_dump: hostWithPort('pg_dump'),
  pg_isready: hostWithPort('pg_isready'),
  mysql,
  mysqldump: mysql,
  tar,
  systemctl,
  service,
  pg_restore: pgRestore,
  kill,
  scp,
  celery,
};
