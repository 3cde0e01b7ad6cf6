// What each program that runs another one runs: a table by the wrapper's name.
import { readOptions, type OptionTable } from '../tools/options.ts';
import {
  envTable,
  parallelTable,
  perfTable,
  plainWrappers,
  shells,
  shellTable,
  sshTable,
  suTable,
  watchTable,
} from '../tools/wrapper-options.ts';
import { unwrapCompose, unwrapDocker } from './container-wrappers.ts';
import { unwrapFind } from './find-wrapper.ts';
import { inner, type Unwrap } from './inner-command.ts';
import { unwrapKubectl } from './kubectl-wrapper.ts';

const plain =
  (table: OptionTable, skip: number, onProcess?: string): Unwrap =>
  (program, words) => {
    const { options, positionals } = readOptions(words, table);
    if (options.some(({ name }) => name === onProcess)) return null;
    const rest = positionals.slice(skip);
    return rest.length === 0 ? null : [inner(program, null, options, words, rest)];
  };

/** The assignments in front of the program: `env A=1 ls`, `sudo A=1 ls`. */
const withAssignments =
  (table: OptionTable, kind: string): Unwrap =>
  (_, words) => {
    const { options, positionals } = readOptions(words, table);
    const split = options.find(({ name }) => name === '--split-string')?.value;
    const first = positionals.findIndex(({ value }) => !/^[A-Za-z_]\w*=/.test(value));
    const set = (first < 0 ? positionals : positionals.slice(0, first)).map(({ value }) => ({
      name: value.slice(0, value.indexOf('=')),
      value: value.slice(value.indexOf('=') + 1),
    }));
    if (split) {
      const rest = first < 0 ? [] : positionals.slice(first).map(({ value }) => value);
      return [
        inner(kind, null, options, words, [split], {
          script: [split.value, ...rest].join(' '),
          assignments: set,
        }),
      ];
    }
    return first < 0
      ? null
      : [inner(kind, null, options, words, positionals.slice(first), { assignments: set })];
  };

/** `command -v x` only looks. */
const unwrapCommand: Unwrap = (program, words) =>
  /^-[vV]/.test(words[0]?.value ?? '')
    ? null
    : plain(plainWrappers['command']?.table ?? shellTable, 0)(program, words);

const unwrapShell: Unwrap = (program, words) => {
  const { options, positionals } = readOptions(words, shellTable);
  const [script] = positionals;
  if (script === undefined || !options.some(({ name }) => name === '-c')) return null;
  return [inner(`${program} -c`, null, options, words, [script], { script: script.value })];
};

const unwrapSu: Unwrap = (program, words) => {
  const { options, positionals } = readOptions(words, suTable);
  const script = options.find(({ name }) => name === '--command')?.value;
  const user = positionals.find(({ value }) => value !== '-')?.value ?? 'root';
  return script ? [inner(`${program} -c`, user, options, words, [script], { script: script.value })] : null;
};

const unwrapSsh: Unwrap = (program, words) => {
  const first = readOptions(words, sshTable);
  const [host, ...behind] = first.positionals;
  // Options may stand behind the host as well.
  const { options, positionals } = readOptions(behind, sshTable);
  if (host === undefined || positionals.length === 0) return null;
  const script = positionals.map(({ value }) => value).join(' ');
  return [inner(program, host.value, [...first.options, ...options], words, positionals, { script })];
};

const unwrapWatch: Unwrap = (program, words) => {
  const { options, positionals } = readOptions(words, watchTable);
  if (positionals.length === 0) return null;
  if (options.some(({ name }) => name === '--exec'))
    return [inner(program, null, options, words, positionals)];
  return [
    inner(program, null, options, words, positionals, {
      script: positionals.map(({ value }) => value).join(' '),
    }),
  ];
};

const unwrapParallel: Unwrap = (program, words) => {
  const { options, positionals } = readOptions(words, parallelTable);
  const end = positionals.findIndex(({ value }) => /^:::/.test(value));
  const command = end < 0 ? positionals : positionals.slice(0, end);
  if (command.length === 0) return null;
  return [
    inner(program, null, options, words, command, { script: command.map(({ value }) => value).join(' ') }),
  ];
};

/** `flock FILE cmd`, `flock FILE -c 'cmd'`. */
const unwrapFlock: Unwrap = (program, words) => {
  const { options, positionals } = readOptions(words, plainWrappers['flock']?.table ?? shellTable);
  const [, first, ...rest] = positionals;
  if (first === undefined) return null;
  const script = /^(-c|--command)$/.test(first.value) ? rest[0] : undefined;
  return [
    script
      ? inner(program, null, options, words, [script], { script: script.value })
      : inner(program, null, options, words, [first, ...rest]),
  ];
};

/** `perf stat cmd`, `perf record -p 1 -- cmd`. */
const unwrapPerf: Unwrap = (program, [verb, ...words]) => {
  if (!/^(stat|record|trace)$/.test(verb?.value ?? '')) return null;
  const { options, positionals } = readOptions(words, perfTable);
  return positionals.length === 0 ? null : [inner(program, null, options, words, positionals)];
};

/** `k3s kubectl get pods`. */
const unwrapClusterTool: Unwrap = (program, words) => {
  const [first, second] = words;
  if (first?.value !== 'kubectl') return null;
  return [inner(program, null, [], words, second?.value === '--' ? [first, ...words.slice(2)] : words)];
};

/** `trap 'cmd' EXIT` runs it later. */
const unwrapTrap: Unwrap = (program, [first, ...signals]) =>
  first === undefined || signals.length === 0 || /^-?$|^-[lp]$/.test(first.value)
    ? null
    : [inner(program, null, [], [first, ...signals], [first], { script: first.value })];

export const wrappers: ReadonlyMap<string, Unwrap> = new Map<string, Unwrap>([
  ...Object.entries(plainWrappers).map(([name, { table, skip, onProcess }]): [string, Unwrap] => [
    name,
    plain(table, skip, onProcess),
  ]),
  ['sudo', withAssignments(plainWrappers['sudo']?.table ?? envTable, 'sudo')],
  ['env', withAssignments(envTable, 'env')],
  ['command', unwrapCommand],
  ...[...shells].map((name): [string, Unwrap] => [name, unwrapShell]),
  ['su', unwrapSu],
  ['runuser', unwrapSu],
  ['ssh', unwrapSsh],
  ['watch', unwrapWatch],
  ['parallel', unwrapParallel],
  ['flock', unwrapFlock],
  ['trap', unwrapTrap],
  ['perf', unwrapPerf],
  ['find', unwrapFind],
  ['docker', unwrapDocker],
  ['podman', unwrapDocker],
  ['nerdctl', unwrapDocker],
  ['docker-compose', unwrapCompose],
  ['podman-compose', unwrapCompose],
  ['kubectl', unwrapKubectl],
  ['oc', unwrapKubectl],
  ['k3s', unwrapClusterTool],
  ['minikube', unwrapClusterTool],
  ['microk8s', unwrapClusterTool],
]);
