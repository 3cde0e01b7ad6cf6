// SH-TTY: a terminal where there is none, or stdin that never gets into the container.
import type { Invocation } from '../../shell/shell-model.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import { isInteractive } from '../../shell/interactive.ts';
import { laterInPipe, runsOf, spanOfRun, wrapperOf, type Run } from '../looking/runs.ts';
import type { Level, Rule } from '../rule.ts';

export const shTty: Rule = {
  id: 'SH-TTY',
  level: 'high',
  summary:
    '`exec` or `run` with a terminal where input or output is a pipe, or without stdin where it is needed',
  why: 'With a terminal and a piped stdin docker stops with "the input device is not a TTY". Without `-i` the program in the container gets an empty stdin: a restore reads nothing and exits 0. A dump that is written through a terminal has a carriage return at the end of each line, and does not restore.',
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
  const remote = one.run.wrappers[0];
  if (remote?.kind === 'ssh' && one.run.wrappers.length === 1) return ofSsh(remote, one);
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

/** `ssh -t host pg_dump shop > shop.sql`. */
const ofSsh = ({ options }: Run['run']['wrappers'][number], one: Run): Problem | null =>
  options.some((option) => /^-[a-zA-Z]*t+$/.test(option)) && !isFed(one)
    ? terminalOutput({ name: 'ssh', program: one.run.program }, one)
    : null;

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
const isFed = ({ run, read }: Run): boolean =>
  read.invocations.some(
    (other) => other.pipeline === run.pipeline && other.stage < run.stage && !isInside(other, run),
  ) || run.redirections.some(({ operator, fd }) => /^<(<|<<|<-)?$|^<<-$/.test(operator) && (fd ?? 0) === 0);

/** Both run in the same container: a pipe between them stays there. */
const isInside = (other: Invocation, { wrappers }: Invocation): boolean =>
  wrappers[0] !== undefined && other.wrappers[0] === wrappers[0];

const outsideInPipe = (one: Run): readonly Invocation[] =>
  laterInPipe(one).filter((other) => !isInside(other, one.run));

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
  const { name, tty, stdin, fed } = call;
  if (fed && tty) {
    const message = `\`${name}\` with \`-t\` and stdin from a file or pipe stops with "the input device is not a TTY".`;
    return { kind: 'tty', level: 'high', message, suggestion: 'use `-i` alone' };
  }
  if (fed && !stdin && readsStdin(one)) return noStdin(call);
  if (!fed && !stdin && isInteractive(one.run) && one.run.stages === 1) return noTerminal(call);
  return tty ? terminalOutput(call, one) : null;
};

/** What a terminal makes of output that nobody looks at: every line ends in CR LF, and errors are a part of it. */
const terminalOutput = ({ name, program }: Pick<Call, 'name' | 'program'>, one: Run): Problem | null => {
  const { run } = one;
  const suggestion = 'leave out `-t`';
  const toFile = run.redirections.some(({ operator, fd }) => /^&?>[>|]?$/.test(operator) && (fd ?? 1) === 1);
  const binary =
    /^(tar|gzip|pg_dump|pg_dumpall|mysqldump|mariadb-dump|pg_basebackup|mongodump|xtrabackup)$/.test(
      program,
    ) || run.args.some(({ value }) => /^-Fc|^--format=c|^--archive/.test(value));
  if (toFile || isKept(one))
    return {
      kind: 'crlf',
      level: binary ? 'high' : 'medium',
      message: `the terminal of \`${name} -t\` ends lines in CR LF and mixes stderr into the file that \`${program}\` writes.`,
      suggestion,
    };
  if (run.nesting === 'substitution')
    return {
      kind: 'value',
      level: 'medium',
      message: `the terminal of \`${name} -t\` puts a carriage return behind what \`${program}\` prints: it stays in the value, which then equals nothing.`,
      suggestion,
    };
  const [next] = outsideInPipe(one);
  return next === undefined
    ? null
    : {
        kind: 'pipe',
        level: 'low',
        message: `\`${name} -t\` into a pipe: \`${next.program}\` gets error messages as if they were output, and a carriage return at the end of each line.`,
        suggestion,
      };
};

/** `… | gzip > shop.sql.gz`, `… | tee dump.sql`: the pipe ends in a file. */
const isKept = (one: Run): boolean =>
  outsideInPipe(one).some(
    ({ program, redirections }) =>
      program === 'tee' ||
      redirections.some(({ operator, fd }) => /^>[>|]?$/.test(operator) && (fd ?? 1) === 1),
  );

/** kubectl itself gives up a terminal that it can't have. */
const ofKubectl = (call: Call, one: Run): Problem | null => {
  if (/ run$/.test(call.name)) return null;
  if (call.fed && !call.stdin && readsStdin(one)) return noStdin(call);
  if (call.tty && !call.fed) return terminalOutput(call, one);
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
