// What DIAG-WRITE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { diagWrite } from './diag-write.ts';

const diagnosis = (...lines: readonly string[]): string =>
  `## API slow\n\n### Diagnosis\n\n${bash(...lines)}`;

describe('DIAG-WRITE finds', () => {
  it.each(
    [
      'systemctl restart shop',
      'curl -X POST https://shop.example.com/api/reconciliation/run',
      'kubectl scale deploy/api --replicas=5',
      'psql -c "DELETE FROM jobs WHERE state = 1;"',
      'redis-cli DEL lock:orders',
      'redis-cli CONFIG SET slowlog-log-slower-than 0',
      'kubectl delete pod api-0',
      './scripts/reset-cache.sh',
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(diagWrite, diagnosis(command))).toEqual([expect.stringMatching('^6 ')]),
  );
});

describe('DIAG-WRITE leaves alone', () => {
  it.each([
    ['reads', diagnosis('kubectl get pods', 'psql -c "SELECT 1"', 'redis-cli INFO')],
    [
      'JSON-RPC',
      diagnosis(
        `curl -X POST http://localhost:8545 -d '{"jsonrpc":"2.0","method":"eth_blockNumber","id":1}'`,
      ),
    ],
    ['a search', diagnosis(`curl -X POST http://es:9200/logs/_search -d '{"query":{"match_all":{}}}'`)],
    ['a query of metrics', diagnosis(`curl -d 'query=up' http://prometheus:9090/api/v1/query`)],
    ['a pod to debug with', diagnosis('kubectl run tmp --rm -it --image=busybox -- nslookup api')],
    ['a thread dump', diagnosis('kill -3 $(pgrep java)')],
    [
      'a test call',
      diagnosis('# Test the endpoint', `curl -X POST http://localhost/api/orders -d '{"dry":true}'`),
    ],
    ['the fix', `## API slow\n\n### Resolution\n\n${bash('systemctl restart shop')}`],
    ['variables and folders', diagnosis('export POD=api-0', 'cd /opt/shop')],
    [
      'a remedy for each cause',
      '## Diagnosis\n\n### Resolution by Cause\n\n#### Consumer down\n\n```bash\nkubectl rollout restart deployment/api\n```\n',
    ],
    [
      'a step that optimises',
      '## Diagnosis\n\n3. **Optimization Actions**\n\n   ```bash\n   curl -X POST http://localhost:3000/api/cache/clear\n   ```\n',
    ],
    [
      'a search of logs that is started',
      "## Diagnosis\n\n```bash\naws logs start-query --log-group-name app --query-string 'fields @message'\n```\n",
    ],
  ])('%s', (_, markdown) => expect(find(diagWrite, markdown)).toEqual([]));
});

const below = (said: string, ...lines: readonly string[]): string =>
  `## Restore the state\n\n${said}\n\n${bash(...lines)}`;

describe('DIAG-WRITE finds an apply that is run to look', () => {
  it.each([
    [
      'after an import',
      below(
        'Now running terraform apply after the import will not raise any error.',
        'terraform apply -target=module.a',
      ),
    ],
    ['that shows no changes', below('Apply once more, it should not show any changes:', 'terraform apply')],
    ['to verify', below('x', '# Verify that the state matches', 'tofu apply -auto-approve')],
    [
      'by its output',
      below(
        'Run it:',
        'terraform apply',
        '',
        'Apply complete! Resources: 0 added, 0 changed, 0 destroyed.',
      ).replaceAll('```bash', '```'),
    ],
    ['in a diagnosis', diagnosis('terraform apply -refresh=true')],
    ['of a chart', below('Check that the release is up to date:', 'helm upgrade shop ./chart')],
    [
      'of a playbook',
      below('To see whether there is drift, run it without changes:', 'ansible-playbook site.yml'),
    ],
    ['of Pulumi', below('Confirm that the stack is in sync:', 'pulumi up --yes')],
  ])('%s', (_, markdown) => expect(find(diagWrite, markdown)).toHaveLength(1));

  it.each([
    ['a plan', below('It should show no changes:', 'terraform plan')],
    ['an apply that is meant', below('Apply the changes:', 'terraform apply')],
    [
      'an apply that makes something',
      below('To create the cluster without errors, apply it:', 'terraform apply'),
    ],
    ['a check of a playbook', below('To see whether there is drift:', 'ansible-playbook --check site.yml')],
    ['a dry run', below('Check that it is up to date:', 'helm upgrade --dry-run shop ./chart')],
    ['a look at the real thing only', below('It should show no changes:', 'terraform apply -refresh-only')],
    [
      'an apply and what to expect of it',
      below(
        'Apply it, and wait for the nodes:',
        'terraform apply',
        '',
        'Apply complete! Resources: 4 added, 0 changed, 0 destroyed.',
      ).replaceAll('```bash', '```'),
    ],
    [
      'a check after the apply',
      below('Deploy the stack, then check that the pods run:', 'terraform apply', 'kubectl get pods'),
    ],
  ])('not %s', (_, markdown) => expect(find(diagWrite, markdown)).toEqual([]));
});

it('leaves alone what a sentence says is for one case, and finds the same without it', () => {
  const triage = (text: string): string => `## API slow\n\n### Diagnosis\n\n- ${text}\n`;
  expect(
    find(diagWrite, triage('`docker compose ps redis` → if down, `docker compose up -d redis`.')),
  ).toEqual([]);
  expect(find(diagWrite, triage('Is it down? Run `docker compose up -d redis`.'))).toHaveLength(1);
});
