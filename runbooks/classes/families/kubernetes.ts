// kubectl, helm and tools around them.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { writesTo } from '../paths.ts';

const follow = { '--follow': ['R1', 'it never ends'], '--watch': ['R1', 'it never ends'] } as const;
const dry = ['--dry-run'];

const judgeGet = ({ args }: Call): readonly Verdict[] | null => {
  const secret = args.positionals.some(({ value }) => /(^|,)secrets?(\.[\w.]*)?(\/|,|$)/i.test(value));
  const output = args.options.get('--output')?.at(-1)?.value?.value ?? '';
  const raw = args.options.get('--raw')?.at(-1)?.value?.value ?? '';
  if (
    (secret && (args.options.has('--template') || /yaml|json|template|custom-columns|go/.test(output))) ||
    /\/secrets(\/|\?|$)/.test(raw)
  )
    return [verdict('X4', 'it prints secrets')];
  if (args.options.has('--raw')) return [verdict('R1', 'it reads any path of the API')];
  const all = args.options.has('--all-namespaces') && /yaml|json$/.test(output);
  return all ? [verdict('R1', 'it prints everything of all namespaces')] : null;
};

const judgeShown = (call: Call): readonly Verdict[] | null => {
  const { subcommand, options } = call.args;
  // `oc whoami -t`, whose `-t` is that of `exec -t` in the table of options.
  if (subcommand === 'whoami' && (options.has('--tty') || options.has('--show-token')))
    return [verdict('X4', 'it shows the token')];
  return subcommand === 'get' ? judgeGet(call) : null;
};

/** What is typed into a process is not known. */
const judgeAttach = ({ args, stdin }: Call): readonly Verdict[] | null =>
  args.subcommand === 'attach' && stdin.kind !== 'none' ? unknown('what it types there is not known') : null;

const judgeLogs = ({ args }: Call): readonly Verdict[] | null =>
  ['--tail', '--since', '--since-time', '--limit-bytes'].some((name) => args.options.has(name))
    ? null
    : [verdict('R1', 'it prints the whole log')];

const judgeCreate = ({ args }: Call): readonly Verdict[] | null => {
  const kind = args.positionals[0]?.value ?? '';
  if (/^(secret|token)$/.test(kind)) return [verdict('X4', 'it handles credentials')];
  return /^(cluster)?role(binding)?$|^serviceaccount$|^sa$/.test(kind)
    ? [verdict('X2', 'it changes who may do what')]
    : null;
};

const judgeCopy = ({ args }: Call): readonly Verdict[] => {
  const target = args.positionals[1] ?? null;
  return target === null || /^[^/.][^:]*:/.test(target.value)
    ? [verdict('W2', 'it changes files in a pod')]
    : [writesTo(target, 'copies to')];
};

const judgeConfig = ({ args }: Call): readonly Verdict[] | null =>
  args.options.has('--raw') ? [verdict('X4', 'it prints credentials')] : null;

/** `scale --replicas=0` stops it; `delete` of a pod brings a new one, of anything else it is gone. */
const judgeDelete = ({ args }: Call): readonly Verdict[] | null => {
  const [first, ...others] = args.positionals.map(({ value }) => value);
  // `delete pod/a pvc/b`: each names its own kind.
  const kinds = [first ?? '', ...others.filter((word) => word.includes('/'))].flatMap(
    (word) => word.split('/')[0]?.split(',') ?? [],
  );
  const pods = kinds.every((kind) => /^(po|pods?|jobs?|events?)$/.test(kind)) && kinds[0] !== '';
  const named = args.positionals.length > 1 || /\//.test(args.positionals[0]?.value ?? '');
  if (args.options.has('--all') || !pods || args.options.has('--filename') || args.options.has('--raw'))
    return null;
  return [
    named || args.options.has('--selector')
      ? verdict('W2', 'a pod is replaced by its controller, if it has one')
      : verdict('X1', 'it is gone'),
  ];
};

export const kubectlFamily: Family = {
  title: 'Kubernetes',
  programs: 'kubectl oc k',
  rows: [
    row(
      'R0',
      'get,describe,explain,api-resources,api-versions,version,cluster-info,top,top pod,top pods,top node,top nodes,diff,auth can-i,auth whoami,rollout status,rollout history,config get-contexts,config current-context,config get-clusters,options,completion,plugin list,events,whoami,project,projects,status',
      'it shows state',
      { judge: judgeShown, options: follow },
    ),
    row('R0', 'config view', 'it shows the configuration without its secrets', { judge: judgeConfig }),
    row('R0', 'logs', 'it shows a part of the log', { judge: judgeLogs, options: follow }),
    row('R0', 'wait', 'it waits for a condition'),
    row('R1', 'port-forward,proxy,attach', 'it never ends', { judge: judgeAttach }),
    row('R1', 'cluster-info dump', 'it prints everything'),
    row(
      'W1',
      'rollout restart,scale,autoscale,label,annotate,rollout undo',
      'the earlier state can be set again',
      { dry },
    ),
    row('W1', 'cordon', 'new pods stay away from the node', { inverse: 'uncordon', dry }),
    row('W1', 'uncordon', 'pods may come to the node again', { inverse: 'cordon', dry }),
    row('W1', 'rollout pause', 'the rollout waits', { inverse: 'resume' }),
    row('W1', 'rollout resume', 'the rollout goes on', { inverse: 'pause' }),
    row('W1', 'taint', 'pods may leave the node', { dry }),
    row('W2', 'drain', 'all pods leave the node', { inverse: 'uncordon', dry }),
    row(
      'W2',
      'apply,patch,set image,set env,set resources,set selector,set serviceaccount,set subject,expose,certificate approve,certificate deny,apply set-last-applied',
      'it changes what is described there',
      { dry, options: { '--prune': ['X1', 'what is not in the file is deleted'] } },
    ),
    row('W2', 'create', 'it makes what is described there', { dry, judge: judgeCreate }),
    row('W2', 'cp', 'it copies files', { judge: judgeCopy }),
    row('X1', 'replace', 'what was described there is overwritten', {
      dry,
      options: { '--force': ['X1', 'it is deleted first'] },
    }),
    row('X1', 'delete', 'what it deletes is gone', { dry, judge: judgeDelete }),
    row(
      'U',
      'exec,run,debug,edit,rsh,plugin,config use-context,config set-context,config set-credentials,config set-cluster,config set,config unset,config delete-context,kustomize,adm drain',
      'what it runs or means is not in the line',
    ),
    row('X2', 'adm policy,policy add-role-to-user', 'it changes who may do what'),
    row('X4', 'login', 'it handles credentials'),
  ],
  options: {
    '--token': ['X4', 'a credential in the line'],
    '--kubeconfig': ['U', 'another configuration may name another cluster, and programs to run'],
  },
  note: '`get secret -o yaml` and `create secret` are X4, `create rolebinding` is X2. `exec` with a command is judged by that command.',
};

export const helmFamily: Family = {
  title: 'Kubernetes',
  programs: 'helm',
  rows: [
    row(
      'R0',
      'list,ls,status,history,hist,version,show chart,show values,show all,search repo,search hub,repo list,lint,get manifest,get notes,get metadata,env,dependency list,verify',
      'it shows state',
    ),
    row('X4', 'get values,get all', 'values often hold secrets'),
    row('W1', 'rollback', 'an earlier revision is installed; it can be rolled forward', {
      dry: ['--dry-run'],
    }),
    row(
      'W1',
      'repo add,repo update,pull,fetch,dependency update,dependency build,package,create',
      'it changes files of this machine',
    ),
    row('W2', 'upgrade,install', 'it changes what runs', { dry: ['--dry-run'] }),
    row('X1', 'uninstall,delete,del', 'the release and what it made are gone', { dry: ['--dry-run'] }),
    row('X3', 'push', 'others get it'),
    row('U', 'template,test,plugin install,plugin update,plugin', 'it runs what the chart or plugin says', {
      judge: ({ args }) =>
        args.subcommand === 'template' ? [verdict('R1', 'it prints what the chart makes')] : null,
    }),
  ],
  options: {
    '--post-renderer': ['U', 'it runs another program'],
    '--kubeconfig': ['U', 'another configuration may name another cluster'],
  },
};

export const clusterTools: readonly Family[] = [
  {
    title: 'Kubernetes',
    programs: 'argocd',
    rows: [
      row(
        'R0',
        'app list,app get,app diff,app history,cluster list,repo list,proj list,version,context',
        'it shows state',
      ),
      row('R1', 'app logs,app wait', 'it may never end'),
      row('W1', 'app rollback', 'an earlier revision is installed'),
      row('W2', 'app sync,app set,app create,app patch', 'it changes what runs', {
        options: { '--prune': ['X1', 'what is not in the source is deleted'] },
      }),
      row('X1', 'app delete', 'it is gone'),
      row('X4', 'login,account generate-token,account update-password', 'it handles credentials'),
    ],
  },
  {
    title: 'Kubernetes',
    programs: 'flux',
    rows: [
      row('R0', 'get *,check,version,trace,logs', 'it shows state'),
      row('W1', 'suspend *', 'it can be resumed'),
      row('W1', 'resume *,reconcile *', 'it goes on with what is described'),
      row('W2', 'create *', 'it changes what is described'),
      row('X1', 'delete *,uninstall', 'it is gone'),
    ],
  },
  {
    title: 'Kubernetes',
    programs: 'k3s minikube microk8s kind kubeadm kubectx kubens stern k9s',
    rows: [
      row('U', '*', 'it changes the cluster itself, or which one is meant', {
        judge: ({ invocation }) =>
          invocation.program === 'stern'
            ? [verdict('R1', 'it never ends')]
            : unknown('it changes the cluster itself, or which one is meant'),
      }),
    ],
  },
];
