// CLI-FLAG: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { cliFlag } from './cli-flag.ts';

const lines = (...text: readonly string[]) => find(cliFlag, bash(...text)).map((found) => parseInt(found));

describe('CLI-FLAG', () => {
  it.each([
    'forge script script/Deploy.s.sol --rpc-url $RPC_URL',
    'docker compose restart --build api',
    'docker compose restart -d api',
    'docker logs --lines 100 shop-api-1',
    'kubectl logs shop-api-0 -n 100',
    'kubectl rollout undo deployment/api --to-version=2',
    'kubectl drain node-1',
    'aws s3 rm s3://shop-backups/2024/',
    `aws s3 cp backups s3://shop/ --exclude '*' --include '*.sql'`,
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'forge script script/Deploy.s.sol --rpc-url $RPC_URL --broadcast',
    'forge script script/Check.s.sol --rpc-url $RPC_URL',
    'docker compose restart api',
    'docker compose up -d --build api',
    'docker compose logs -f api',
    'docker logs -n 100 shop-api-1',
    'kubectl logs shop-api-0 -n shop --tail=100',
    'kubectl rollout undo deployment/api --to-revision=2',
    'kubectl drain node-1 --ignore-daemonsets --delete-emptydir-data',
    'kubectl delete pods --all',
    'aws s3 rm s3://shop-backups/2024/ --recursive',
    'aws s3 cp backup.sql s3://shop-backups/',
    'docker rm -f shop-api-1',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));

  it('believes a label that says simulate', () => {
    expect(lines('# Simulate the deployment', 'forge script script/Deploy.s.sol')).toEqual([]);
  });
});
