// SH-TTY: a terminal where there is none, or stdin that never gets into the container.
import { gatherBy, type Hit } from '../looking/gather.ts';
import { isInteractive } from '../looking/interactive.ts';
import { runsOf, spanOfRun, wrapperOf, type Run } from '../looking/runs.ts';
import type { Level, Rule } from '../rule.ts';

export const shTty: Rule = {
  id: 'SH-TTY',
  level: 'high',
  summary: '`exec` or `run` with a terminal where stdin is piped, or without stdin where it is needed',
  why: 'With a terminal and a piped stdin docker stops with "the input device is not a TTY". Without `-i` the program in the container gets an empty stdin: a restore reads nothing and exits 0.',
  bad: '```bash\ndocker compose exec db psql -U postgres shop < backup.sql\n```\n',
  good: '```bash\ndocker compose exec -T db psql -U postgres shop < backup.sql\ndocker exec -i shop-db-1 psql -U postgres shop < backup.sql\n```\n',
  check: (document) =>
    gatherBy(
      runsOf(document).flatMap((one): readonly (Hit & Kind)[] => {
        const found = problemOf(one);
        return found === null ? [] : [{ ...found, at: spanOfRun(document, one) }];
      }),
      ({ kind }) => kind,
    ),
};

interface Kind {
  readonly kind: string;
}
type Problem = Kind & { readonly message: string; readonly level: Level; readonly suggestion?: string };

const problemOf = (one: Run): Problem | null => {
  const wrapper = wrapperOf(
    one,
    /^(docker|podman|nerdctl|docker-compose|podman-compose|kubectl|oc)\b.* (exec|run)$/,
  );
  if (wrapper === undefined || one.run.wrappers.at(-1)?.kind === 'xargs') return null;
  const call: Call = {
    name: wrapper.kind.replace(/^(docker|podman)-compose compose/, '$1-compose'),
    tty: wrapper.options.some((option) => /^-[a-zA-Z]*t[a-zA-Z]*$|^--tty(=true)?$/.test(option)),
    stdin: wrapper.options.some((option) =>
      /^-[a-zA-Z]*i[a-zA-Z]*$|^--(stdin|interactive)(=true)?$/.test(option),
    ),
    noTty: wrapper.options.some((option) =>
      /^-[a-zA-Z]*T[a-zA-Z]*$|^--no-(TTY|tty)$|^--tty=false$/.test(option),
    ),
    detached: wrapper.options.some((option) => /^-[a-zA-Z]*d[a-zA-Z]*$|^--detach$/.test(option)),
    fed: isFed(one),
    program: one.run.program,
  };
  if (call.detached) return null;
  if (/compose (exec|run)$/.test(call.name)) return ofCompose(call);
  return /^(kubectl|oc) /.test(call.name) ? ofKubectl(call, one) : ofDocker(call, one);
};

interface Call {
  readonly name: string;
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly noTty: boolean;
  readonly detached: boolean;
  readonly fed: boolean;
  readonly program: string;
}

/** Stdin comes from a file, a here-document or a pipe. */
const isFed = ({ run }: Run): boolean =>
  run.stage > 0 ||
  run.redirections.some(({ operator, fd }) => /^<(<|<<|<-)?$|^<<-$/.test(operator) && (fd ?? 0) === 0);

const ofCompose = ({ name, fed, noTty, program }: Call): Problem | null =>
  !fed || noTty
    ? null
    : {
        kind: 'compose',
        level: 'high',
        message: `\`${name}\` makes a terminal unless it has \`-T\`; with stdin from a file or pipe it stops with "the input device is not a TTY", and \`${program}\` gets nothing.`,
        suggestion: `add \`-T\` behind \`${name}\``,
      };

const ofDocker = (call: Call, one: Run): Problem | null => {
  const { name, tty, stdin, fed, program } = call;
  if (fed && tty) {
    const message = `\`${name}\` with \`-t\` and stdin from a file or pipe stops with "the input device is not a TTY".`;
    return { kind: 'tty', level: 'high', message, suggestion: 'use `-i` alone' };
  }
  if (fed && !stdin && readsStdin(one)) return noStdin(call);
  if (!fed && !stdin && isInteractive(one.run) && one.run.stages === 1) return noTerminal(call);
  const toFile = one.run.redirections.some(
    ({ operator, fd }) => /^>[>|]?$/.test(operator) && (fd ?? 1) === 1,
  );
  if (!tty || !toFile) return null;
  const binary =
    /^(tar|gzip|pg_basebackup|mongodump|xtrabackup)$/.test(program) ||
    one.run.args.some(({ value }) => /^-Fc|^--format=c|^--archive/.test(value));
  return {
    kind: 'crlf',
    level: binary ? 'high' : 'medium',
    message: `the terminal of \`${name} -t\` ends lines in CR LF and mixes stderr into the file that \`${program}\` writes.`,
    suggestion: 'leave out `-t`',
  };
};

/** kubectl itself gives up a terminal that it can't have. */
const ofKubectl = (call: Call, one: Run): Problem | null => {
  if (/ run$/.test(call.name)) return null;
  if (call.fed && !call.stdin && readsStdin(one)) return noStdin(call);
  return !call.fed && !call.stdin && isInteractive(one.run) && one.run.stages === 1 ? noTerminal(call) : null;
};

const noStdin = ({ name, program }: Call): Problem => ({
  kind: 'stdin',
  level: 'high',
  message: `\`${name}\` without \`-i\` passes no stdin on: \`${program}\` reads nothing, and ends as if all were well.`,
  suggestion: `add \`-i\` behind \`${name}\``,
});

const noTerminal = ({ name, program }: Call): Problem => ({
  kind: 'lacks',
  level: 'medium',
  message: `\`${name}\` without \`-it\` gives \`${program}\` no stdin: it ends at once instead of waiting for input.`,
  suggestion: 'add `-it`',
});

const readsStdin = ({ run }: Run): boolean =>
  isInteractive(run) ||
  /^(tee|cat|tar|pg_restore|mongorestore|kafka-console-producer(\.sh)?|jq|grep|sed|awk|gunzip|dd|xargs)$/.test(
    run.program,
  ) ||
  run.args.some(({ value }) => value === '-' || value === '/dev/stdin');
