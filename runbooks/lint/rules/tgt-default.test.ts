// TGT-DEFAULT: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { tgtDefault } from './tgt-default.ts';

const lines = (...text: readonly string[]) => find(tgtDefault, bash(...text)).map((found) => parseInt(found));
const three = [
  'kubectl get pods -n shop',
  'kubectl describe pod api-0 -n shop',
  'kubectl logs api-0 -n shop',
];

describe('TGT-DEFAULT', () => {
  it.each([
    { text: ['cast send $ESCROW "pause()" --private-key $KEY'], at: [2] },
    { text: ['cast block-number --rpc-url $RPC_URL', 'cast call $ESCROW "paused()(bool)"'], at: [3] },
    { text: [...three, 'kubectl delete pod api-0'], at: [5] },
    { text: [...three, 'kubectl exec api-0 -- ls'], at: [5] },
    { text: ['psql -h db.internal -U postgres -c "SELECT 1"', 'pg_dump -U postgres shop > b.sql'], at: [3] },
    { text: ['docker compose exec db psql -U postgres', 'pg_dump -U postgres shop > b.sql'], at: [3] },
    { text: ['kubectl get pods -n shop', 'kubectl delete pod api-0'], at: [3] },
    { text: ['kubectl scale deployment api --replicas=3'], at: [2] },
    { text: ['redis-cli PING', 'redis-cli FLUSHALL', 'redis-cli shutdown'], at: [3] },
    { text: ['redis-cli -h cache PING', 'redis-cli INFO'], at: [3] },
    {
      text: [
        'cast block-number --rpc-url $RPC_URL',
        `curl http://localhost:8545 -d '{"jsonrpc":"2.0","method":"eth_blockNumber"}'`,
      ],
      at: [3],
    },
  ])('finds $text', ({ text, at }) => expect(lines(...text)).toEqual(at));

  it.each([
    ['cast call $ESCROW "paused()(bool)" --rpc-url $RPC_URL'],
    ['export ETH_RPC_URL=https://rpc.example.com', 'cast call $ESCROW "paused()(bool)"'],
    ['cast keccak "pause()"'],
    [...three, 'kubectl get nodes'],
    [...three, 'kubectl get pods -A'],
    [...three, 'kubectl apply -f deploy.yaml'],
    ['kubectl get pods', 'kubectl logs api-0', 'kubectl get svc -n shop'],
    ['kubectl get pods -n kube-system', 'kubectl get pods'],
    ['kubectl get pods -n monitoring', 'kubectl logs api-0'],
    ['kubectl get pods', 'kubectl logs api-0'],
    ['# in namespace shop', 'kubectl scale deployment api --replicas=3'],
    ['kubectl config use-context prod', 'kubectl scale deployment api --replicas=3'],
    ['helm upgrade shop ./chart'],
    ['redis-cli -h cache FLUSHALL'],
    ['docker compose exec redis redis-cli FLUSHALL'],
    ['ssh cache-1', 'redis-cli shutdown'],
    ['kubectl config set-context --current --namespace=shop', ...three, 'kubectl delete pod api-0'],
    ['psql -U postgres -c "SELECT 1"', 'pg_dump -U postgres shop > b.sql'],
    ['docker compose exec db psql -U postgres', 'docker compose exec db pg_dump -U postgres'],
    ['psql -h db.internal -c "SELECT 1"', 'sudo -u postgres psql -c "SELECT 1"'],
    ['docker exec -it shop-redis-1 sh', 'redis-cli INFO'],
  ])('leaves %s', (...text) => expect(lines(...text)).toEqual([]));

  it('says that the fork of an earlier step would answer', () => {
    const text = `## Rollback\n\n### Rehearse\n\n${bash('anvil --fork-url $MAINNET_RPC')}\n### Production\n\n${bash('cast send $PROXY "pause()"')}`;
    expect(find(tgtDefault, text)).toEqual([
      '12 `cast send` without `--rpc-url` goes to http://localhost:8545, where the fork of line 6 listens: it answers in place of the real chain.',
    ]);
  });

  it.each(['Diagnosis', 'Mitigation', 'Verification'])('asks for a namespace under %s', (title) =>
    expect(find(tgtDefault, `## ${title}\n\n${bash('kubectl logs sts/shop -c reloader')}`)).toEqual([
      expect.stringMatching(/^4 `kubectl logs` takes whatever namespace/),
    ]),
  );

  it.each(['Getting started', 'Useful commands', 'Install'])('asks for none under %s', (title) =>
    expect(find(tgtDefault, `## ${title}\n\n${bash('kubectl get pods', 'kubectl logs api-0')}`)).toEqual([]),
  );

  const dump = 'pg_dump -h db -U shop_user shop_db > b.sql';

  it.each([
    { text: [dump, 'psql -h db -U shop_user -c "VACUUM ANALYZE;"'], at: [3] },
    { text: [dump, 'psql -h db -U shop_user -c "SELECT state FROM pg_stat_activity;"'], at: [3] },
    {
      text: ['psql -h db -d orders -c "SELECT 1"', 'psql -h db -U postgres -c "SELECT count(*) FROM orders"'],
      at: [3],
    },
    {
      text: [
        'psql -h db orders -c "SELECT 1"',
        'kubectl exec -n shop db-0 -- psql -c "REINDEX TABLE orders"',
      ],
      at: [3],
    },
    { text: ['mysql -h db -u root -e "SELECT count(*) FROM orders"'], at: [2] },
    { text: ['mysql -h db -e "DELETE FROM sessions WHERE expired = 1"'], at: [2] },
  ])('finds a client without a database: $text', ({ text, at }) => expect(lines(...text)).toEqual(at));

  it.each([
    [dump, 'psql -h db -U shop_user -d shop_db -c "VACUUM;"'],
    [dump, 'psql -h db -U shop_user shop_db -c "VACUUM;"'],
    [dump, 'psql -h db -U postgres -c "SELECT * FROM pg_stat_replication;"'],
    ['psql -h db -d shop -c "SELECT 1"', 'psql -h db -U shop -c "SELECT count(*) FROM orders"'],
    ['psql -h db -U shop_user -c "VACUUM;"'],
    ['export PGDATABASE=shop_db', dump, 'psql -h db -U shop_user -c "VACUUM;"'],
    [dump, 'psql postgres://shop_user@db/shop_db -c "VACUUM;"'],
    [dump, 'psql -h db -U postgres -c "CREATE DATABASE copy"'],
    ['mysql -h db shop -e "SELECT count(*) FROM orders"'],
    ['mysql -h db -e "SELECT count(*) FROM shop.orders"'],
    ['mysql -h db -e "USE shop; SELECT count(*) FROM orders"'],
    ['mysql -h db -e "SHOW SLAVE STATUS"'],
  ])('leaves a client that has one, or needs none: %s', (...text) => expect(lines(...text)).toEqual([]));

  it.each([
    {
      text: ['kubectl --context eu get nodes', 'kubectl --context us get nodes', 'kubectl drain n1'],
      at: [4],
    },
    { text: ['helm list --kube-context eu', 'helm list --kube-context us', 'helm rollback shop'], at: [4] },
    {
      text: [
        'aws rds describe-db-instances --region eu-west-1',
        'aws rds describe-db-instances --region us-east-1',
        'aws rds promote-read-replica --db-instance-identifier shop',
      ],
      at: [4],
    },
    {
      text: [
        'gcloud sql instances list --project a',
        'gcloud sql instances list --project=b',
        'gcloud sql instances list',
      ],
      at: [4],
    },
    {
      text: [
        'etcdctl --endpoints=e1:2379 member list',
        'etcdctl --endpoints=e2:2379 member list',
        'etcdctl del /x',
      ],
      at: [4],
    },
  ])('finds one that names none of several: $text', ({ text, at }) => expect(lines(...text)).toEqual(at));

  it.each([
    ['kubectl --context eu get nodes', 'kubectl config use-context us', 'kubectl get nodes'],
    ['kubectl --context eu get nodes', 'kubectl get nodes'],
    [
      'aws rds describe-db-instances --region eu-west-1',
      'aws rds describe-db-instances --region us-east-1',
      'aws s3 ls',
    ],
    ['export AWS_REGION=x', 'aws rds a --region eu-west-1', 'aws rds b --region us-east-1', 'aws rds c'],
    ['etcdctl --endpoints=e1:2379 member list', 'etcdctl member list'],
  ])('leaves: %s', (...text) => expect(lines(...text)).toEqual([]));

  it.each([
    ['# Restart Patroni on all nodes', 'sudo systemctl restart patroni'],
    ['# Then restart the agent on every broker', 'service kafka restart'],
    ['# Reload HAProxy across all load balancer hosts', 'systemctl reload haproxy'],
    ['# Check disk errors on each server', 'dmesg'],
    ['# Stop the app on both web servers', 'supervisorctl stop app'],
    ['# Look at the log on all three nodes', 'tail -n 50 /var/log/etcd.log'],
  ])('finds one host for all: %s', (...text) => expect(lines(...text)).toEqual([3]));

  it.each([
    ['# On each node:', 'sudo systemctl restart patroni'],
    ['# Restart Patroni on all nodes', 'for n in a b; do ssh $n systemctl restart patroni; done'],
    ['# Restart Patroni on all nodes', 'ansible db -m service -a "name=patroni state=restarted"'],
    ['# Run on every broker, one at a time', 'service kafka restart'],
    ['# Restart all pods on all nodes', 'kubectl rollout restart ds/agent -n shop'],
    ['# Restart Patroni', 'sudo systemctl restart patroni'],
    ['# Log in to each node, and restart the agent on all nodes', 'systemctl restart agent'],
  ])('leaves one host: %s', (...text) => expect(lines(...text)).toEqual([]));

  const hosts = 'curl -s http://pg-node-1:8008/patroni\ncurl -s http://pg-node-2:8008/patroni';
  it.each([
    'journalctl -u patroni -n 50',
    'patronictl list',
    'sudo systemctl status etcd',
    'tail -n 20 /var/log/postgresql/postgresql.log',
  ])('finds what runs on a host that nothing names: %s', (command) =>
    expect(lines(hosts, command)).toEqual([4]),
  );

  it.each([
    [hosts, 'ssh pg-node-1 journalctl -u patroni -n 50'],
    [hosts, '# On the leader', 'journalctl -u patroni -n 50'],
    ['curl -s http://pg-node-1:8008/patroni', 'journalctl -u patroni -n 50'],
    ['curl -s http://shop:8080/health', 'journalctl -u shop -n 50'],
    ['kubectl get pods -n shop', hosts, 'journalctl -u kubelet'],
    [hosts, 'uptime'],
  ])('leaves what says where it runs: %s', (...text) => expect(lines(...text)).toEqual([]));

  const primary = 'kubectl --context=primary get pods -n shop';
  it.each([
    'kubectl scale deploy/api -n shop --replicas=0',
    'kubectl exec -n shop db-0 -- mysql -e "STOP SLAVE"',
    'kubectl logs -n shop db-0 --tail=50',
  ])('finds a command for the other cluster that names none: %s', (command) =>
    expect(lines(primary, primary.replace('get', 'describe'), command)).toEqual([4]),
  );

  it.each([
    [primary, 'kubectl logs -n shop db-0 --tail=50'],
    [primary, primary, 'kubectl --context=standby logs -n shop db-0 --tail=50'],
    [primary, primary, 'kubectl config use-context standby', 'kubectl logs -n shop db-0 --tail=50'],
    [primary, primary, 'kubectl config get-contexts'],
    ['kubectl get pods -n shop', 'kubectl logs -n shop db-0 --tail=50'],
  ])('leaves one that is named, or set: %s', (...text) => expect(lines(...text)).toEqual([]));
});
