// One thing under two names.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { plhInconsist } from './plh-inconsist.ts';

it.each([
  [
    ['cast call <USER_REGISTRY_ADDRESS> "a()"', 'cast call <USER_REGISTRY> "b()"'],
    '2 `<USER_REGISTRY_ADDRESS>` and `<USER_REGISTRY>`',
  ],
  [['kubectl logs <pod>', 'kubectl delete pod <pod-name>'], '2 `<pod>` and `<pod-name>`'],
  [['kubectl logs <pod-name>', 'kubectl delete pod <POD_NAME>'], '2 `<pod-name>` and `<POD_NAME>`'],
  [['kubectl logs <podName>', 'kubectl delete pod <pod_name>'], '2 `<podName>` and `<pod_name>`'],
  [
    ['docker logs <service-name>', 'docker stop <service>', 'docker rm <SERVICE_NAME>'],
    '`<SERVICE_NAME>` are one thing under several names',
  ],
  [
    ['# Set READ_ONLY mode', 'export DEGRADED_MODE=true', '', 'export READ_ONLY=true'],
    '2-3 the comment says READ_ONLY, the command sets DEGRADED_MODE',
  ],
  [['deploy $ENV', 'rollback $env'], '2 `$ENV` and `$env` are one thing'],
  [['psql "$DB_NAME"', 'pg_dump "$DATABASE_NAME"'], '2 `$DB_NAME` and `$DATABASE_NAME`'],
  [
    ['NAMESPACE=orders', 'kubectl -n $NAMESPACE get pods', 'kubectl -n $NS get pods'],
    'only $NAMESPACE is set',
  ],
  [
    ['ansible -i inventory/<file> all -m ping', 'ansible-playbook -i inventory/eu.yml rebuild.yml'],
    '3 -i is inventory/eu.yml here and inventory/<file> in line 2',
  ],
  [
    ['kubectl --context <ctx> get pods', 'kubectl --context prod-eu delete pod a'],
    '3 --context is prod-eu here and <ctx> in line 2',
  ],
])('finds %j', (commands, message) => {
  expect(find(plhInconsist, bash(...commands))).toEqual([expect.stringContaining(message)]);
});

it.each([
  [['kubectl logs <pod>', 'kubectl delete pod <pod>']],
  [['x <user>', 'x <user-id>']],
  [['x <USER_NAME>', 'x <USER_ADDRESS>']],
  [['x <old-secret>', 'x <new-secret>']],
  [['x <namespace>', 'x <pod>']],
  [['x <name>', 'x <pod-name>']],
  [['# Set READ_ONLY mode', 'export READ_ONLY=true']],
  [['# Enable FEATURE_X for everybody', 'export FEATURES=x']],
  [['deploy $ENV', 'rollback ${ENV}']],
  [['x $POD', 'x $POD_NAME']],
  [['env=$ENV', 'ENV=prod', 'x $env', 'x $ENV']],
  [['x $DB_HOST', 'x $DB_NAME']],
  [['x $OLD_DATABASE', 'x $NEW_DB']],
  [['kubectl -n <namespace> get pods', 'kubectl -n monitoring get pods']],
  [['kubectl --context prod-eu get pods', 'kubectl --context prod-us get pods']],
  [['ansible -i inventory/<file> all -m ping', 'ansible-playbook -i inventory/<file> rebuild.yml']],
])('leaves alone: %j', (commands) => {
  expect(find(plhInconsist, bash(...commands))).toEqual([]);
});

it.each([
  ['velero restore create shop-restore --from-backup b1', 'velero restore describe b1-20260101'],
  ['velero restore create shop-restore --from-backup b1 --wait', 'velero restore logs b1-restore'],
  ['velero backup create nightly-1', 'velero backup describe nightly-2'],
  ['kubectl create job report-now --from=cronjob/report', 'kubectl logs job/report-manual'],
  ['kubectl create job report-now --from=cronjob/report', 'kubectl wait --for=condition=complete job/report'],
  ['helm install shop-db bitnami/postgresql', 'helm status shop-postgres'],
])('finds what is made under another name: %s, %s', (...commands) =>
  expect(find(plhInconsist, `## Restore\n\n${bash(...commands)}`)).toEqual([
    expect.stringMatching(/^5 .* asked for as/),
  ]),
);

it.each([
  ['velero restore create shop-restore --from-backup b1', 'velero restore describe shop-restore'],
  ['velero restore create <name> --from-backup b1', 'velero restore describe b1-x'],
  ['velero restore create shop-restore --from-backup b1', 'velero backup describe b1'],
  ['velero restore describe old', 'velero restore create new --from-backup b1'],
  ['kubectl create job r --from=cronjob/report', 'kubectl get cronjob report'],
  ['helm install a x/y', 'helm install b x/y', 'helm status c'],
])('leaves names: %s, %s', (...commands) => expect(find(plhInconsist, bash(...commands))).toEqual([]));

const cluster =
  '| Primary | `pg-master.shop.dev:5432` |\n|--|--|\n| Replica | `pg-replica-1.shop.dev:5432` |\n\n';

it.each([
  'for n in pg-node-1 pg-node-2; do ssh $n uptime; done',
  'curl http://pg-node-1:8008\ncurl http://pg-node-2:8008',
])('finds one cluster under names of two kinds: %j', (commands) =>
  expect(find(plhInconsist, cluster + bash(commands))).toEqual([expect.stringContaining('of two kinds')]),
);

it.each([
  'curl http://pg-replica-1:8008',
  'curl http://web-node-1:8008\ncurl http://web-node-2:8008',
  'curl http://pg-node-1:8008',
  'curl http://pg-node-1:8008 # pg-master\ncurl http://pg-node-2:8008',
])('leaves hosts: %j', (commands) => expect(find(plhInconsist, cluster + bash(commands))).toEqual([]));
