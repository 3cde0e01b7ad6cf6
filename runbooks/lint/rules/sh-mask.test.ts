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
    'systemctl restart shop || true',
    'sudo systemctl restart shop 2>/dev/null || true',
    'docker compose restart api >/dev/null 2>&1 || :',
    'docker restart shop-api-1 || true',
    'service nginx reload || true',
    `psql -d shop -c "UPDATE flags SET value = 'off' WHERE name = 'sale'" || true`,
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'pg_dump -h db shop > backup.sql',
    'set -o pipefail; pg_dump -h db shop | gzip > backup.sql.gz',
    'curl -s http://localhost:8080/health | jq .',
    'curl -fsS http://localhost:8080/health | jq -e .ok',
    'curl -fsS http://localhost:8080/health | grep -q ok',
    'docker rm -f old-api || true',
    'systemctl stop shop || true',
    'docker stop old-api 2>/dev/null || true',
    'pkill -f shop-worker || true',
    'systemctl status shop || true',
    'systemctl restart shop || systemctl status shop',
    'systemctl restart shop || exit 1',
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

describe('SH-MASK, answers that are thrown away', () => {
  const verify = (command: string) =>
    find(shMask, `## Verification\n\n${bash(command)}`).map((found) => parseInt(found));

  it.each([
    'curl -s http://shop:8080/health | grep ok || true',
    'pg_isready -h db; true',
    'systemctl is-active shop 2>/dev/null || :',
    'kubectl rollout status deploy/api -n shop || true',
    'nc -z db 5432 || true',
    'kubectl get pods -n shop | grep -q Running || exit 0',
    'nginx -t || true',
  ])('finds %s', (command) => expect(verify(command)).toEqual([4]));

  it.each([
    'pg_isready -h db || exit 1',
    'curl -fsS http://shop:8080/health | grep ok',
    'pg_isready -h db || echo "not ready"',
    'kubectl delete pod probe || true',
    'docker ps; uptime',
  ])('leaves %s', (command) => expect(verify(command)).toEqual([]));

  it('leaves what is no check', () =>
    expect(find(shMask, `## Clean up\n\n${bash('grep -l old /etc/shop.d/* || true')}`)).toEqual([]));

  it.each([
    'psql -h db shop -f migration.sql | tee migration.log',
    'mysql shop < dump.sql | tail -n 5',
    'pg_restore -d shop shop.dump | tee restore.log',
    'alembic upgrade head | tee migration.log',
    'restic backup /srv/shop | tail -n 3',
  ])('finds work behind a pipe: %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'psql -h db shop -c "SELECT 1" | tee x.log',
    'restic snapshots | tail -n 3',
    'mysql -e "SELECT 1" | head',
  ])('leaves a look behind a pipe: %s', (command) => expect(lines(command)).toEqual([]));
});
