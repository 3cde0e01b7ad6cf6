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

describe('SH-MASK, silence', () => {
  const under = (title: string, command: string) =>
    find(shMask, `## ${title}\n\n${bash(command)}`).map((found) => parseInt(found));

  it.each([
    'curl -s http://localhost:8080/health | jq .',
    `curl -s 'http://prometheus:9090/api/v1/query?query=up' | jq -r '.data.result[0].value[1]'`,
    'curl -s -H "X-Key: 1" http://localhost:8080/api/jobs | jq length | sort',
    'curl -s http://localhost:8080/metrics | wc -l',
  ])('finds %s', (command) => expect(under('Diagnosis', command)).toEqual([4]));

  it.each([
    'curl -sS http://localhost:8080/health | jq .',
    'curl -sf http://localhost:8080/health | grep ok',
    'curl http://localhost:8080/health | jq .',
    `curl -s http://localhost:8080/health | jq -e '.ok'`,
    'curl -s http://localhost:8080/health | python3 -m json.tool',
    'curl -s http://localhost:8080/health | grep ok',
    'set -o pipefail; curl -s http://localhost:8080/health | jq .',
    'curl -s http://localhost:8080/health',
  ])('leaves %s', (command) => expect(under('Diagnosis', command)).toEqual([]));

  it.each(['API', 'Usage', 'Getting started', 'Useful commands'])('leaves it under %s', (title) =>
    expect(under(title, 'curl -s https://api.example.com/v1/users | jq .')).toEqual([]),
  );
});
