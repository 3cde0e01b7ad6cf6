// SH-MASK: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shMask } from './sh-mask.ts';

const lines = (...text: readonly string[]) => find(shMask, bash(...text)).map((found) => parseInt(found));

describe('SH-MASK', () => {
  it.each([
    'pg_dump -h db shop | gzip > backup.sql.gz',
    'mysqldump --all-databases | gzip -9 > all.sql.gz',
    'docker compose exec -T db pg_dump -U postgres shop | gzip > backup.sql.gz',
    'kubectl apply -f deploy.yaml | tee apply.log',
    'terraform apply -auto-approve 2>&1 | tee apply.log',
    'curl -fsS http://localhost:8080/health | jq .',
    'pg_dump -h db shop > backup.sql || true',
    'helm upgrade shop ./chart || true',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'pg_dump -h db shop > backup.sql',
    'set -o pipefail; pg_dump -h db shop | gzip > backup.sql.gz',
    'curl -s http://localhost:8080/health | jq .',
    'curl -fsS http://localhost:8080/health | jq -e .ok',
    'curl -fsS http://localhost:8080/health | grep -q ok',
    'docker rm -f old-api || true',
    'kubectl get pods | grep api',
    'kubectl create namespace shop --dry-run=client -o yaml | kubectl apply -f -',
    'ps aux | grep node | wc -l',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));

  it('sees pipefail earlier in the fence', () => {
    expect(lines('set -euo pipefail', 'pg_dump -h db shop | gzip > backup.sql.gz')).toEqual([]);
  });
});
