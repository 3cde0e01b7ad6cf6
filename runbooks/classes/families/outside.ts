// What reaches the world outside: clouds, mail, messages, infrastructure.
import type { ShellWord } from '../../shell/shell-model.ts';
import { row, unknown, verdict, type Call, type Family, type Stdin, type Verdict } from '../class-table.ts';
import { writesTo } from '../paths.ts';
import { judgeSql } from '../sql.ts';

/** Services whose use somebody outside notices at once. */
const messages = new Set([
  'ses',
  'sesv2',
  'sns',
  'pinpoint',
  'chime',
  'connect',
  'route53',
  'route53domains',
  'cloudfront',
  'support',
  'organizations',
  'budgets',
]);
const credentialsOf =
  /^(secretsmanager (get-secret-value|put-secret-value|create-secret|update-secret|rotate-secret)|ssm put-parameter|ssm get-parameters?|ssm get-parameters-by-path|sts (assume-role|get-session-token|get-federation-token).*|iam create-access-key|ecr get-login-password|ecr get-login|kms decrypt|kms generate-data-key|rds generate-db-auth-token|configure|configure set|configure get|sso login|eks get-token|cognito-idp admin-get-user)$/;
const readVerb =
  /^(describe|list|get|head|lookup|search|scan|query|batch-get|estimate|filter|ls|test|validate|preview|select|wait|help|simulate|check|view|tail|count)(-|$)/;
const loseVerb =
  /^(delete|remove|terminate|purge|deregister|destroy|empty|drop|rb|rm|schedule-key-deletion|batch-delete|cancel|disassociate|release)(-|$)/;
const accessVerb =
  /^(revoke|authorize|attach-(role|user|group)-policy|detach-(role|user|group)-policy|put-(role|user|group|bucket)-policy|modify-security|disable|deactivate|add-permission|create-(user|role|policy|login-profile)|update-assume)/;
const softVerb =
  /^(start|stop|reboot|restart|scale|set-desired-capacity|update-service|put-metric-alarm|enable-alarm|disable-alarm|tag|untag|resume|suspend|rebuild|restart-app-server|create-invalidation|force-new)(-|$)/;

const byVerb = (verb: string, what: string): Verdict => {
  if (readVerb.test(verb)) return verdict('R0', `${what} shows state`);
  if (loseVerb.test(verb)) return verdict('X1', `${what}: what it deletes is gone`);
  if (accessVerb.test(verb)) return verdict('X2', `${what} changes who may do what`);
  if (softVerb.test(verb)) return verdict('W1', `${what} can be taken back`);
  return verdict('W2', `${what} changes something in the cloud`);
};

const judgeAws = (call: Call): readonly Verdict[] => {
  const [service, verb] = call.args.positionals.map(({ value }) => value);
  if (service === undefined) return unknown('aws without a service');
  if (!call.args.positionals.slice(0, 2).every(({ literal }) => literal))
    return unknown('the operation isn’t a plain word');
  const what = `aws ${service} ${verb ?? ''}`.trim();
  if (credentialsOf.test(what.slice(4))) return [verdict('X4', `${what} handles credentials`)];
  if (service === 's3') return judgeS3(call);
  if (verb === undefined) return unknown(`nobody has said what ${what} does`);
  if (
    /^(ssm send-command|ssm start-session|ecs execute-command|ecs run-task|lambda invoke|ec2-instance-connect|cloudformation deploy|stepfunctions start-execution|batch submit-job|codebuild start-build|glue start-job-run|ssm start-automation-execution|ssm start-change-request-execution|emr add-steps|emr-containers start-job-run|emr-serverless start-job-run|(rds|redshift)-data (batch-)?execute-|eks update-kubeconfig)/.test(
      what.slice(4),
    )
  )
    return unknown(`${what} runs something that is not in the line`);
  const query = call.args.options.get('--query-string')?.at(-1)?.value;
  if (what === 'aws athena start-query-execution')
    return query === undefined || query === null
      ? unknown('its SQL is not in the line')
      : judgeSql(query.value, 'postgres');
  if (call.args.options.has('--dry-run') && !call.args.options.has('--no-dry-run'))
    return [verdict('R0', 'it only asks whether it might')];
  if (messages.has(service) && !readVerb.test(verb)) return [verdict('X3', `${what}: others see it`)];
  const follows = service === 'logs' && verb === 'tail' && call.args.options.has('--follow');
  return [
    follows ? verdict('R1', 'it never ends') : byVerb(verb, what),
    ...(verb === 'get-object' || verb === 'get-export' ? [verdict('W1', 'it writes a file')] : []),
  ];
};

const judgeS3 = ({ args }: Call): readonly Verdict[] => {
  const [, verb = '', from, to] = args.positionals;
  const name = typeof verb === 'string' ? verb : verb.value;
  if (args.options.has('--dryrun')) return [verdict('R0', 'it only says what it would do')];
  if (name === 'ls' || name === 'presign')
    return [name === 'ls' ? verdict('R0', 'it lists') : verdict('X4', 'whoever has the link may read it')];
  if (/^(cp|sync|mv)$/.test(name)) {
    const up = to?.value.startsWith('s3://') === true;
    const where = up
      ? verdict('X3', 'files leave for a bucket')
      : to?.value === '-'
        ? verdict('R0', 'it prints an object')
        : writesTo(to ?? null, 'copies to');
    const loses = name === 'mv' || args.options.has('--delete');
    return [
      where,
      ...(loses
        ? [verdict('X1', `what was at ${from?.value ?? 'the source'} or is missing there is gone`)]
        : []),
    ];
  }
  return [/^(rm|rb)$/.test(name) ? verdict('X1', 'objects are gone') : verdict('W2', `aws s3 ${name}`)];
};

/** `gcloud GROUP … VERB`, `az GROUP … VERB`: the first word that is a verb. */
const judgeByWord = (call: Call): readonly Verdict[] => {
  const { program } = call.args;
  if (program === 'bq' && call.args.positionals[0]?.value === 'query')
    return judgeQuery(call.args.positionals.slice(1), call.stdin);
  const words = call.args.positionals.map(({ value }) => value);
  if (
    /^auth|^login|^account get-access-token|secrets? versions access|secret show|get-credentials|^config set|^logout|print-access-token|keys list/.test(
      words.join(' '),
    )
  )
    return [verdict('X4', `${program} handles credentials`)];
  const verb = words
    .slice(0, 6)
    .find(
      (word) =>
        readVerb.test(word) ||
        loseVerb.test(word) ||
        accessVerb.test(word) ||
        softVerb.test(word) ||
        /^(show|create|update|set|add|deploy|patch|apply|resize|rollback|run-command|invoke|ssh|scp|read|info|history|status|log|logs|failover|promote|import|export|call|submit|execute|upload|download|copy|move|publish|enable)$/.test(
          word,
        ),
    );
  if (verb === undefined || /^(ssh|scp|run-command|invoke|call|submit|execute|deploy)$/.test(verb))
    return unknown(`nobody has said what ${program} ${words.slice(0, 3).join(' ')} does`);
  if (/^(show|read|info|history|status|log|logs)$/.test(verb))
    return [verdict('R0', `${program} ${verb} shows state`)];
  if (/\b(dns|domains?|record-sets?)\b/.test(words.slice(0, 4).join(' ')) && !readVerb.test(verb))
    return [verdict('X3', 'names on the net change for everybody')];
  return [byVerb(verb, `${program} ${verb}`)];
};

/** `bq query` takes its SQL as words, or on its input. */
const judgeQuery = (words: readonly ShellWord[], stdin: Stdin): readonly Verdict[] => {
  if (words.length > 0) return judgeSql(words.map(({ value }) => value).join(' '), 'postgres');
  return stdin.kind === 'text' ? judgeSql(stdin.text, 'postgres') : unknown('its SQL is not in the line');
};

const mail = (programs: string, why: string): Family => ({
  title: 'Outside',
  programs,
  rows: [row('X3', '*,', why)],
});

export const outsideFamilies: readonly Family[] = [
  {
    title: 'Clouds',
    programs: 'aws',
    rows: [row('U', '', 'by service and operation', { judge: judgeAws })],
    note: '`describe-`, `list-`, `get-` R0; `start-`, `stop-`, `reboot-`, `update-service` W1; `delete-`, `terminate-` X1; access X2; mail, messages and DNS X3; secrets X4; what runs something elsewhere U. `s3 cp` to a bucket X3, `s3 rm` X1.',
  },
  {
    title: 'Clouds',
    programs:
      'gcloud az doctl gsutil oci ibmcloud linode-cli hcloud eksctl bq fly flyctl heroku vercel railway netlify wrangler render scw openstack',
    rows: [row('U', '*,', 'by the first word that is a verb', { judge: judgeByWord })],
    note: 'By the first word that is a verb, as `aws`.',
  },
  {
    title: 'Infrastructure',
    programs: 'terraform tofu terragrunt pulumi',
    rows: [
      row(
        'R0',
        'show,output,state list,state show,providers,version,validate,graph,workspace list,workspace show,fmt,stack ls',
        'it shows state',
        { options: { '-write': ['W1', 'it rewrites files'] } },
      ),
      row('W2', 'refresh', 'it rewrites the state: what it no longer finds is forgotten'),
      row('R1', 'plan,preview', 'it asks the whole cloud', {
        options: { '-out': ['W1', 'it writes a file'] },
      }),
      row(
        'X1',
        'apply,destroy,up,down,taint,untaint,import,state rm,state mv,state push,state replace-provider,force-unlock,workspace delete',
        'what it changes may be gone',
      ),
      row('W2', 'workspace new,workspace select,get', 'it changes what the next command means'),
      row('X4', 'state pull,login,console,config', 'the state holds secrets'),
      row('U', 'init,run-all,test', 'it fetches programs'),
    ],
  },
  {
    title: 'Infrastructure',
    programs:
      'ansible ansible-playbook salt salt-call chef-client puppet packer vagrant fab cap nomad waypoint',
    rows: [row('U', '*,', 'what it does is in other files')],
  },
  {
    title: 'Infrastructure',
    programs: 'consul etcdctl',
    rows: [
      row(
        'R0',
        'members,info,kv get,operator raft,catalog,monitor,version,get,endpoint,member,alarm',
        'it shows state',
        {
          judge: ({ args, invocation }) =>
            /^(health|status|hashkv|list|services|nodes|datacenters|list-peers|)$/.test(
              args.positionals[0]?.value ?? '',
            ) || ['members', 'info', 'kv get', 'get', 'version', 'monitor'].includes(args.subcommand)
              ? null
              : unknown(
                  `nobody has said what ${invocation.program} ${args.positionals[0]?.value ?? ''} does`,
                ),
        },
      ),
      row('W1', 'reload,maint,snapshot save,snapshot,defrag,compact', 'what is stored stays'),
      row('W2', 'kv put,put,leave,join,lock,event', 'it changes settings'),
      row('X1', 'kv delete,del,snapshot restore,force-leave', 'it is gone'),
      row('X4', 'acl *,keygen,keyring,user,role,auth,login', 'it handles credentials'),
    ],
  },
  {
    title: 'Infrastructure',
    programs: 'vault',
    rows: [
      row(
        'R0',
        'status,version,list,kv list,secrets list,auth list,policy list,policy read,token lookup,operator members,audit list,lease lookup',
        'it shows state',
      ),
      row(
        'X4',
        'read,write,kv get,kv put,kv patch,login,token create,unwrap,operator unseal,operator init,operator generate-root,operator rekey,auth enable,print,ssh,kv metadata get',
        'it handles secrets',
      ),
      row('X1', 'delete,kv delete,kv destroy,kv metadata delete,secrets disable', 'secrets are gone'),
      row(
        'X2',
        'operator seal,operator step-down,token revoke,lease revoke,policy write,policy delete,auth disable,secrets enable',
        'access is cut, or given',
      ),
    ],
  },
  mail('mail mailx mutt sendmail swaks msmtp sendemail mutt-wizard', 'mail is sent'),
  mail(
    'slack slack-cli pd pagerduty opsgenie twilio telegram-send wall write notify-send statuspage victorops',
    'others see it',
  ),
  mail('stripe paypal braintree', 'money may move'),
];
