// What a wrapper adds to the class of what runs inside it.
import type { Invocation, Wrapper } from '../shell/shell-model.ts';
import { trustedName } from '../shell/unwrap.ts';
import { readOptions, type OptionTable } from '../tools/options.ts';
import { perfTable, plainWrappers, shells, sshTable, suTable } from '../tools/wrapper-options.ts';
import { writesByOption } from './acting-options.ts';
import { verdict, type Verdict } from './class-table.ts';

/** By kind of wrapper; kinds that aren't named add nothing. */
export const wrapperClasses: Readonly<Record<string, Verdict>> = {
  sudo: verdict('R1', 'as root it reads what others may not'),
  doas: verdict('R1', 'as root it reads what others may not'),
  watch: verdict('R1', 'watch never ends'),
  ssh: verdict('R1', 'it runs on another machine'),
  strace: verdict('R1', 'it prints all that the program does'),
  ltrace: verdict('R1', 'it prints all that the program does'),
  perf: verdict('R1', 'it records all that the program does'),
  'docker run': verdict('W1', 'it makes a container'),
  'podman run': verdict('W1', 'it makes a container'),
  'nerdctl run': verdict('W1', 'it makes a container'),
  'docker compose run': verdict('W1', 'it makes a container'),
  'docker-compose run': verdict('W1', 'it makes a container'),
  'kubectl run': verdict('W1', 'it makes a pod'),
  'kubectl debug': verdict('W1', 'it makes a container in a pod'),
  'systemd-run': verdict('W1', 'it makes a unit'),
};

/** Words with which a wrapper runs something besides the program behind it. */
const runsMore: Readonly<Record<string, RegExp>> = {
  ssh: /^-F|^-o\s*\w*(Proxy|Local|Remote|Known\w*)Command|^(Proxy|Local|KnownHosts)Command/i,
  strace: /^(-\w*o|--output=)?[|!]/,
  perf: /^--(pre|post)/,
  'systemd-run': /^(-p|--property=)?(Exec|On(Failure|Success)|Root|Bind|Environment)\w*=/,
  ...Object.fromEntries([...shells].map((shell) => [`${shell} -c`, /^--(rcfile|init-file)/])),
};

/** `su -s ./x u -c ls`: the shell may be any program. */
const otherShell = ({ kind, words }: Wrapper): boolean =>
  /^(su|runuser) -c$/.test(kind) &&
  readOptions(words, suTable).options.some(
    ({ name, value }) => name === '--shell' && !shells.has(trustedName(value?.value ?? '') ?? ''),
  );

const tableOf = (kind: string): OptionTable | undefined =>
  kind === 'ssh' ? sshTable : kind === 'perf' ? perfTable : plainWrappers[kind]?.table;

/** `strace -o FILE`, `ssh -E FILE`. */
const writtenBy = ({ kind, words }: Wrapper): readonly Verdict[] => {
  const table = tableOf(kind);
  if (table === undefined) return [];
  // Behind the verb of perf, and the host of ssh.
  const { options } = readOptions(words, table, false);
  return writesByOption({ program: kind, options: Map.groupBy(options, ({ name }) => name) });
};

export const judgeWrappers = ({ wrappers }: Invocation): readonly Verdict[] => wrappers.flatMap(judgeWrapper);

const judgeWrapper = (wrapper: Wrapper): readonly Verdict[] => {
  const { kind, words } = wrapper;
  const own = wrapperClasses[kind];
  const runs = words.find(({ value }) => runsMore[kind]?.test(value));
  return [
    ...(own === undefined ? [] : [own]),
    ...writtenBy(wrapper),
    ...(otherShell(wrapper) ? [verdict('U', `${kind} names another shell`)] : []),
    ...(runs === undefined ? [] : [verdict('U', `${runs.value}: ${kind} runs a command of its own`)]),
  ];
};
