// Ways out of the containers of a stack: refused in every stack, whoever approves.
import type { Invocation, ShellWord } from '../shell/shell-model.ts';
import { wrapperArgs } from '../tools/calls.ts';
import { readArgs, type ReadArgs } from '../tools/read-args.ts';
import { engineVariables } from './variables.ts';

export const escapesOf = (invocation: Invocation): readonly string[] => [
  ...[readArgs(invocation.program, invocation.args), ...invocation.wrappers.map(wrapperArgs)].flatMap(
    (args) => (args === null ? [] : escapesIn(args)),
  ),
  ...invocation.wrappers.flatMap(({ kind, words }) =>
    kind === 'nsenter'
      ? ['nsenter enters the namespaces of another process']
      : kind === 'kubectl debug' && words.some(({ value }) => value.startsWith('node/'))
        ? ['kubectl debug node/ opens the node itself']
        : [],
  ),
  ...engineVariables(invocation),
];

const engines = new Set(['docker', 'podman', 'nerdctl', 'docker-compose', 'podman-compose']);

const escapesIn = (args: ReadArgs): readonly string[] => {
  if (
    args.program === 'kubectl' &&
    (args.options.has('--privileged') ||
      /privileged|hostPID|hostNetwork|hostPath/.test(valueOf(args, '--overrides')))
  )
    return ['the pod would be privileged'];
  if (!engines.has(args.program)) return [];
  const verb = args.subcommand.replace(/^compose /, '');
  const makes = /^(run|create|exec|update|service create|service update)$/.test(verb);
  return [
    ...elsewhere(args),
    ...(makes ? [...flags(args), ...binds(args)] : []),
    ...(args.subcommand === 'volume create' ? volumeOptions(args) : []),
  ];
};

const valueOf = ({ options }: ReadArgs, name: string): string =>
  options
    .get(name)
    ?.map(({ value }) => value?.value ?? '')
    .join(' ') ?? '';

/** Another engine, or the files of another project. `-c` of `docker run` is a share of the processor: `--cpu-shares`. */
const elsewhere = ({ options, program }: ReadArgs): readonly string[] => [
  ...['--host', '--context', '--config']
    .filter((name) => options.has(name))
    .map((name) => `${name} names another engine`),
  ...(program.endsWith('-compose') || options.has('--file')
    ? (options.get('--file') ?? []).flatMap(({ value }) =>
        value === null
          ? []
          : isStream(value)
            ? [`--file ${value.raw}: what Compose reads from a stream may be any system`]
            : isOutside(value)
              ? [`${value.value} is outside the project's folder`]
              : [],
      )
    : []),
  ...(options.get('--project-directory') ?? [])
    .filter(({ value }) => value !== null && isOutside(value))
    .map(({ value }) => `${value?.value ?? ''} is outside the project's folder`),
];

const refused = [
  '--privileged',
  '--device',
  '--device-cgroup-rule',
  '--cap-add',
  '--cgroup-parent',
  '--runtime',
  '--use-api-socket',
  '--gpus',
];
const shared = ['--pid', '--network', '--ipc', '--uts', '--userns', '--cgroupns'];

const flags = ({ options }: ReadArgs): readonly string[] => [
  ...refused
    .filter((name) => options.has(name) && options.get(name)?.at(-1)?.value?.value !== 'false')
    .map((name) => `${name} opens the machine to the container`),
  ...shared.flatMap((name) =>
    (options.get(name) ?? [])
      .filter(
        ({ value }) =>
          value !== null &&
          (!value.literal ||
            value.value === 'host' ||
            value.value.startsWith('container:') ||
            value.value.startsWith('ns:')),
      )
      .map(({ value }) => `${name} ${value?.value ?? ''} shares a namespace that isn't the container's`),
  ),
  ...(options.get('--security-opt') ?? [])
    .filter(({ value }) => /unconfined|disable|systempaths/.test(value?.value ?? ''))
    .map(({ value }) => `--security-opt ${value?.value ?? ''} takes a protection away`),
];

const binds = ({ options }: ReadArgs): readonly string[] => [
  ...(options.get('--volume') ?? []).flatMap(({ value }) =>
    value === null ? [] : bindSource(value, value.value.split(':')[0] ?? '', value.value.includes(':')),
  ),
  ...(options.get('--mount') ?? []).flatMap(({ value }) => {
    if (value === null) return [];
    if (!value.literal && !/^type=/.test(value.value)) return [`${value.raw} may mount anything`];
    const source = /(?:^|,)"?(?:source|src)=([^,"]*)/.exec(value.value)?.[1] ?? '';
    return [
      ...(/type=bind/.test(value.value) ? bindSource(value, source, true) : []),
      ...[...value.value.matchAll(/volume-opt="*((?:device|o)=[^,"]*)/g)].flatMap(([, option = '']) =>
        folderOption(option),
      ),
    ];
  }),
];

/** A plain name is a volume; a path is a folder of the machine. */
const bindSource = (word: ShellWord, source: string, isMount: boolean): readonly string[] =>
  isMount && isOutside({ ...word, value: source, literal: word.literal || !source.includes('$') })
    ? [`${source} is a folder outside the project's`]
    : [];

const isStream = ({ value, raw }: ShellWord): boolean =>
  value === '-' || /^\/dev\/(stdin|fd\/)|^\/proc\//.test(value) || raw.startsWith('<(');

const here = /^(\.\/|\.$|\$\(pwd\)|`pwd`|\$PWD|\$\{PWD\}|"?\$\(pwd\))/;

const isOutside = ({ value }: ShellWord): boolean => {
  if (/(^|\/)\.\.(\/|$)/.test(value)) return true;
  if (here.test(value)) return false;
  return /^[/~$`\\]/.test(value);
};

const volumeOptions = ({ options }: ReadArgs): readonly string[] =>
  (options.get('--opt') ?? []).flatMap(({ value }) => folderOption(value?.value ?? ''));

/** Of the driver of a volume, wherever it is made: by itself, or by the mount of a container. */
const folderOption = (option: string): readonly string[] =>
  /^(device|o)=/.test(option) ? [`${option} makes the volume a folder of the machine`] : [];
