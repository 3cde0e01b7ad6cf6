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
});
