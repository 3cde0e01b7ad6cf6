// What a wrapper adds to the class of what runs inside it.
import type { Invocation, Wrapper } from '../shell/shell-model.ts';
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
};

export const judgeWrappers = ({ wrappers }: Invocation): readonly Verdict[] => wrappers.flatMap(judgeWrapper);

const judgeWrapper = ({ kind, words }: Wrapper): readonly Verdict[] => {
  const own = wrapperClasses[kind];
  const runs = words.find(({ value }) => runsMore[kind]?.test(value));
  return [
    ...(own === undefined ? [] : [own]),
    ...(runs === undefined ? [] : [verdict('U', `${runs.value}: ${kind} runs a command of its own`)]),
  ];
};
