// Comments that their commands do not keep, and such that they do.
import { describe, expect, it } from 'vitest';
import { claimCommand } from '../rules/claim-command.ts';
import { diagMismatch } from '../rules/diag-mismatch.ts';
import { bash, find } from '../testing/find.ts';

const found = (...lines: readonly string[]): number => {
  const text = `## Service slow\n\n### Diagnosis\n\n${bash(...lines)}`;
  return [...find(claimCommand, text), ...find(diagMismatch, text)].length;
};

describe('words and deeds', () => {
  it.each([
    ['# Readiness probe', 'curl -v http://localhost/q/health/live'],
    ['# Liveness check', 'curl -fsS http://localhost:8080/readyz'],
    ['# Restart the worker', 'sudo systemctl stop worker'],
    ['# 2. Restart everything', 'docker compose down'],
    ['# Download and restore', 'xtrabackup --copy-back --target-dir=/backup'],
    ['# Flush LRU keys', 'redis-cli -h cache MEMORY PURGE'],
    ['# Take a backup', 'pg_restore -d shop shop.dump'],
    ['# Restore the database', 'pg_dump -Fc -d shop -f shop.dump'],
    ['# Roll back the API', 'kubectl rollout restart deployment/api'],
    ['# Drain the node', 'kubectl cordon node-1'],
    ['# Review recent deployments', 'aws logs describe-log-groups --log-group-name-prefix /aws/lambda/shop'],
    [
      '# Success rate of the worker',
      'aws cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name Invocations --statistics Sum',
    ],
    ['# Check disk space', 'free -m'],
    ['# Check memory', 'df -h'],
    ['# Check CPU load', 'df -h /var'],
    ['# Check connection limits', 'psql -c "SELECT count(*) AS n FROM pg_stat_activity;"'],
    ['# Check database errors', 'psql -c "SELECT * FROM pg_stat_activity"'],
    ['# Check throughput', 'rpk topic consume orders --num 1'],
    ['# Check replication lag', 'pg_isready -h replica'],
    ['# Check the logs', 'kubectl get pods -n shop'],
  ])('%s: %s', (...lines) => expect(found(...lines)).toBe(1));

  it.each([
    ['# Readiness probe', 'curl -v http://localhost/q/health/ready'],
    ['# Liveness and readiness', 'curl http://localhost/live', 'curl http://localhost/ready'],
    ['# Restart the worker', 'sudo systemctl stop worker', 'sudo systemctl start worker'],
    ['# Restart everything', 'docker compose down && docker compose up -d'],
    ['# Restart policy', 'docker stop shop-api'],
    ['# Download and restore', 'aws s3 cp s3://backup/shop.sql - | psql shop'],
    ['# Download the dump', 'curl -fsSO https://backup/shop.sql.gz', 'gunzip shop.sql.gz'],
    ['# Give memory back', 'redis-cli -h cache MEMORY PURGE'],
    ['# Take a backup', 'pg_dump -Fc -d shop -f shop.dump'],
    ['# Restore the database', 'pg_dump -Fc old | pg_restore -d shop'],
    ['# Roll back the API', 'kubectl rollout undo deployment/api', 'kubectl rollout status deployment/api'],
    ['# Verify that the rollback is done', 'kubectl rollout status deployment/api'],
    ['# Drain the node', 'kubectl cordon node-1', 'kubectl drain node-1'],
    ['# Find the log group', 'aws logs describe-log-groups'],
    ['# Check disk space', 'df -h'],
    ['# Check disk and memory', 'df -h', 'free -m'],
    ['# Check memory', 'ps aux --sort=-%mem | head'],
    ['# Check connections', 'psql -c "SELECT count(*) AS n FROM pg_stat_activity GROUP BY state"'],
    ['# Check messages', 'rpk topic consume orders --num 1'],
    ['# Check replication lag', 'psql -c "SELECT * FROM pg_stat_replication"'],
    ['# Check the logs', 'kubectl logs -n shop deploy/api --tail=50'],
    ['# Check the log shipper', 'kubectl get pods -n logging'],
    ['# Check logs', 'kubectl get pods -n shop', 'kubectl logs -n shop api-0 --tail=50'],
  ])('keeps its word: %s: %s', (...lines) => expect(found(...lines)).toBe(0));
});
