// Clouds, infrastructure as code, and the tools of code hosts.
import { optionTable } from './options.ts';
import { plainTool, verbTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

const everyWord = (name: string, options: string): Tool => ({
  names: [name],
  own: optionTable(options),
  hasVerbs: false,
});

export const cloudTools: readonly Tool[] = [
  // Services and operations are its first two positionals; the table of classes reads them.
  everyWord(
    'aws',
    '--region= --profile= --output= --query= --endpoint-url= --cli-input-json= --cli-connect-timeout= --cli-read-timeout= --ca-bundle= --color= --no-paginate --no-verify-ssl --no-sign-request --no-cli-pager --debug --recursive --dryrun --delete --acl= --sse= --storage-class= --exclude= --include= --dry-run --force --quiet --max-items= --page-size= --filters= --instance-ids= --cluster= --service= --desired-count= --secret-id= --name= --names= --with-decryption --follow --since= --log-group-name= --function-name= --payload= --query-string= --work-group=',
  ),
  everyWord(
    'gcloud',
    '--project= --region= --zone= --format= --filter= --account= --configuration= --limit= --cluster= --verbosity= --impersonate-service-account= -q,--quiet --async --num-nodes= --size=',
  ),
  everyWord(
    'az',
    '-g,--resource-group= -n,--name= -o,--output= --query= --subscription= --debug --verbose --only-show-errors -y,--yes --no-wait --ids=',
  ),
  verbTool(
    'terraform tofu terragrunt',
    '-chdir= -var= -var-file= -target= -out= -state= -state-out= -backup= -parallelism= -lock-timeout= -replace= -backend-config= -lock= -refresh= -input= -plugin-dir= -from-module= -auto-approve -destroy -no-color -json -compact-warnings -reconfigure -migrate-state -upgrade -force -help -detailed-exitcode -refresh-only',
    'state, workspace, providers, metadata',
    { singleDash: true },
  ),
  plainTool(
    'ansible ansible-playbook',
    '-i,--inventory= -l,--limit= -e,--extra-vars= -m,--module-name= -a,--args= -t,--tags= --skip-tags= -u,--user= -f,--forks= --vault-password-file= --private-key= -C,--check -D,--diff -b,--become -K,--ask-become-pass -k,--ask-pass -v --list-hosts --list-tasks --syntax-check',
  ),
  everyWord('doctl', '-t,--access-token= -o,--output= --context= --format= -f,--force --no-header'),
  {
    ...verbTool(
      'gh',
      '-R,--repo= -H,--hostname= -X,--method= -f,--raw-field= -F,--field= -q,--jq= --json= -L,--limit= -t,--title= -b,--body= --search= -s,--state= -l,--label= --template= --ref= -w,--workflow= -i,--include --paginate --input= --web --yes --delete-branch',
      'pr, issue, run, release, repo, workflow, secret, variable, auth, gist, label, cache, ruleset, ssh-key, gpg-key, project, config, alias, extension, org, codespace',
    ),
    verbs: { 'auth status': optionTable('-t,--show-token -h,--hostname= -a,--active') },
  },
  verbTool('heroku', '-a,--app= -r,--remote= -n,--num= -t,--tail -p= -s= --json --confirm=', ''),
  verbTool(
    'fly flyctl',
    '-a,--app= -c,--config= -r,--region= -j,--json -y,--yes -t,--access-token=',
    'secrets, machine, machines, scale, volumes, apps, postgres, ssh, ips, certs',
  ),
  verbTool(
    'vercel',
    '-t,--token= -S,--scope= --prod -y,--yes -A= -Q=',
    'env, domains, dns, alias, certs, projects, teams',
  ),
  verbTool(
    'vault',
    '-address= -namespace= -ca-cert= -field= -format= -path= -version= -force',
    'kv, secrets, auth, policy, token, operator, lease, audit, kv metadata, operator raft',
    { singleDash: true },
  ),
  verbTool(
    'etcdctl',
    '--endpoints= --cacert= --cert= --key= --user= --password= -w,--write-out= --command-timeout= --dial-timeout= --cluster --insecure-skip-tls-verify',
    'snapshot',
  ),
  verbTool(
    'consul nomad',
    '-http-addr= -address= -token= -datacenter= -namespace= -region= -detach -json -verbose -purge -yes',
    'kv, operator, acl, snapshot, job, node, alloc, deployment, system, namespace, server, operator raft, operator snapshot',
    { singleDash: true },
  ),
  verbTool(
    'argocd',
    '--server= --auth-token= --grpc-web --insecure --plaintext -o,--output= --revision= --prune --force --timeout= --core -N,--app-namespace=',
    'app, cluster, repo, proj, account, admin, appset, context',
  ),
  verbTool(
    'flux',
    '-n,--namespace= --context= --kubeconfig= --with-source --timeout= -A,--all-namespaces',
    'get, reconcile, suspend, resume, create, delete, export',
  ),
  verbTool(
    'istioctl linkerd cilium',
    '-n,--namespace= --context= --kubeconfig= -o,--output=',
    'proxy-status, proxy-config, experimental, x, viz',
  ),
];
