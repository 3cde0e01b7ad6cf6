// kubectl and helm commands that change what runs.
import { optionTable, readOptions } from '../../tools/options.ts';
import { hasOption, type Call } from './calls.ts';
import type { Lifecycle, Verb } from './lifecycle.ts';
import { oncePer } from './once.ts';

export interface KubectlCall {
  /** `get`, `rollout restart`, `delete` …; `rollout` and `set` with their own sub-command. */
  readonly subcommand: string;
  /** `deployment/api`, or `deployment`, `api`; empty with a selector or a file alone. */
  readonly resources: readonly string[];
  readonly words: readonly string[];
}

const table = optionTable(
  '-n,--namespace= --context= --cluster= --kubeconfig= --user= --as= -s,--server= --request-timeout= -l,--selector= -f,--filename= -k,--kustomize= -o,--output= -c,--container= --field-selector= --replicas= --current-replicas= --timeout= --grace-period= --to-revision= --for= -p,--patch= --type= --sort-by= --since= --tail= --image= --from= --from-literal= --from-file= --schedule= --template= --cascade= --overwrite -A,--all-namespaces --all --force --now --wait[=] -w,--watch --prune --dry-run[=] --ignore-daemonsets --delete-emptydir-data -i,--stdin -t,--tty --rm --show-labels',
);

const twoWords = new Set(['rollout', 'set', 'config', 'auth', 'top', 'create', 'certificate']);

export const kubectlOf = (call: Call): KubectlCall | null =>
  call.program === 'kubectl' || call.program === 'oc' || call.program === 'k' ? readKubectl(call) : null;

const readKubectl = oncePer(({ invocation }: Call): KubectlCall => {
  const { positionals } = readOptions(invocation.args, table);
  const words = positionals.map(({ value }) => value);
  const [first = '', second = ''] = words;
  const pair = twoWords.has(first);
  return {
    subcommand: pair ? `${first} ${second}` : first,
    resources: words.slice(pair ? 2 : 1),
    words: invocation.args.map(({ value }) => value),
  };
});

const verbs: Readonly<Record<string, Verb>> = {
  'rollout restart': 'restart',
  'rollout undo': 'undo',
  scale: 'scale',
  apply: 'apply',
  replace: 'apply',
  patch: 'apply',
  'set image': 'apply',
  'set env': 'apply',
  'set resources': 'apply',
  edit: 'apply',
  delete: 'remove',
};

export const kubernetesLifecycle = (call: Call): Lifecycle | null => {
  const kubectl = kubectlOf(call);
  if (kubectl !== null) {
    const verb = verbs[kubectl.subcommand];
    if (verb === undefined || kubectl.words.some((word) => word.startsWith('--dry-run'))) return null;
    return { verb, platform: 'kubernetes', targets: namesOf(kubectl.resources), waits: false };
  }
  if (call.program !== 'helm') return null;
  const [first = '', ...rest] = call.words.filter((word) => !word.startsWith('-'));
  const verb = (
    { upgrade: 'apply', install: 'apply', rollback: 'undo', uninstall: 'remove', delete: 'remove' } as const
  )[first];
  if (verb === undefined || hasOption(call.words, '--dry-run')) return null;
  return {
    verb,
    platform: 'helm',
    targets: rest.slice(0, 1),
    waits: hasOption(call.words, '--wait', '--atomic'),
  };
};

const namesOf = (resources: readonly string[]): readonly string[] =>
  resources.some((resource) => resource.includes('/'))
    ? resources.map((resource) => resource.split('/').at(-1) ?? resource)
    : resources.slice(1);
