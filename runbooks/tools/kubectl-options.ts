// Options of kubectl: the global ones, which it takes anywhere, and those that mean different things by sub-command.
import { optionTable, type OptionTable } from './options.ts';

const globals =
  '-n,--namespace= --context= --cluster= --user= --kubeconfig= -s,--server= --token= --as= --as-group= --as-uid= --certificate-authority= --client-certificate= --client-key= --request-timeout= --cache-dir= --tls-server-name= --password= --username= --profile= --profile-output= -v,--v= --insecure-skip-tls-verify --match-server-version --warnings-as-errors -h,--help';

export const kubectlGlobal = optionTable(globals, { stops: true });

const selecting =
  '-l,--selector= --field-selector= -A,--all-namespaces -o,--output= --template= --chunk-size= --show-managed-fields';
const table = (text: string): OptionTable => optionTable(`${globals} ${text}`);

export const kubectlVerbs: Readonly<Record<string, OptionTable>> = {
  get: table(
    `${selecting} -f,--filename= -k,--kustomize= -L,--label-columns= --sort-by= --raw= --subresource= -w,--watch --watch-only --output-watch-events --no-headers --show-labels --show-kind --ignore-not-found -R,--recursive --server-print[=] --allow-missing-template-keys[=]`,
  ),
  describe: table(`${selecting} -f,--filename= -k,--kustomize= --show-events[=] -R,--recursive`),
  logs: table(
    '-c,--container= -l,--selector= --tail= --since= --since-time= --limit-bytes= --max-log-requests= --pod-running-timeout= -f,--follow -p,--previous --timestamps --prefix --all-containers[=] --ignore-errors --insecure-skip-tls-verify-backend --all-pods',
  ),
  exec: table('-c,--container= -f,--filename= --pod-running-timeout= -i,--stdin -t,--tty -q,--quiet'),
  'top pod': table(`${selecting} --sort-by= --containers --no-headers --sum --use-protocol-buffers`),
  delete: table(
    `${selecting} -f,--filename= -k,--kustomize= --grace-period= --timeout= --cascade[=] --dry-run[=] --raw= --all --force --now --wait[=] --ignore-not-found[=] -i,--interactive -R,--recursive`,
  ),
  patch: table(
    '-p,--patch= --patch-file= --type= -f,--filename= -k,--kustomize= -o,--output= --subresource= --field-manager= --dry-run[=] --local --record[=] -R,--recursive',
  ),
  scale: table(
    '--replicas= --current-replicas= --resource-version= --timeout= -f,--filename= -k,--kustomize= -l,--selector= -o,--output= --template= --all --dry-run[=] --record[=] -R,--recursive',
  ),
  'port-forward': table('--address= --pod-running-timeout='),
  '': table(
    `${selecting} -f,--filename= -k,--kustomize= -c,--container= --replicas= --timeout= --for= --grace-period= --cascade[=] --dry-run[=] --sort-by= --field-manager= --image= --env= --port= --target-port= --name= --type= -p,--patch= --to-revision= --revision= --from-literal= --from-file= --from-env-file= --overrides= --restart= --labels= --target= --copy-to= --set-image= --image-pull-policy= --limits= --requests= --min= --max= --cpu-percent= --schedule= --output-directory= --clusterrole= --role= --serviceaccount= --verb= --resource= --group= --subresource= --pod-selector= --duration= --prune-allowlist= -e,--env= -i,--stdin -t,--tty -q,--quiet -w,--watch --all -R,--recursive --force --now --wait[=] --ignore-not-found --overwrite --ignore-daemonsets --delete-emptydir-data --delete-local-data --disable-eviction --rm --attach --command --server-side --prune --record[=] --local --list --save-config --validate[=] --privileged --minify --raw --flatten --current`,
  ),
};

/** All of them, for those who only look for the command behind them. */
export const kubectlOptions: OptionTable = { ...(kubectlVerbs[''] ?? kubectlGlobal) };
