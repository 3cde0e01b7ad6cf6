// kubectl, oc, helm and their kin.
import { kubectlGlobal, kubectlVerbs } from './kubectl-options.ts';
import { optionTable } from './options.ts';
import type { Tool } from './tool.ts';

const groups = (names: string): Readonly<Record<string, null>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, null]));

export const kubectl: Tool = {
  names: ['kubectl', 'oc'],
  own: kubectlGlobal,
  hasVerbs: true,
  groups: groups('cluster-info rollout config set top certificate auth plugin adm policy'),
  verbs: kubectlVerbs,
};

export const helm: Tool = {
  names: ['helm'],
  own: optionTable(
    '-n,--namespace= --kube-context= --kubeconfig= --kube-apiserver= --kube-token= --kube-as-user= --kube-as-group= --kube-ca-file= --registry-config= --repository-cache= --repository-config= --burst-limit= --qps= --debug',
    { stops: true },
  ),
  hasVerbs: true,
  groups: groups('repo get show plugin dependency search registry'),
  verbs: {
    '': optionTable(
      '-f,--values= --set= --set-string= --set-file= --set-json= --version= --timeout= -o,--output= --revision= --history-max= --description= --max= --repo= --username= --password= --ca-file= --cert-file= --key-file= -l,--selector= --filter= -d,--date -i,--install -a,--all -A,--all-namespaces --atomic --create-namespace --dry-run[=] --force --wait --wait-for-jobs --keep-history --no-hooks --reuse-values --reset-values --cleanup-on-fail --post-renderer= --post-renderer-args= --output-dir= --destination= --devel --verify',
    ),
  },
};
