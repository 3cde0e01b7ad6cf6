// What DIAG-MISMATCH finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { diagMismatch } from './diag-mismatch.ts';

const incident = (alert: string, ...lines: readonly string[]): string =>
  `## HighErrorRate\n\n**Alert:** ${alert}\n\n**Diagnosis:**\n\n${bash(...lines)}`;
const query = (expression: string): string => `curl "http://prom:9090/api/v1/query?query=${expression}"`;

describe('DIAG-MISMATCH finds', () => {
  it.each([
    ['a counter for a rate', incident('error rate > 5% for 5 minutes', query('http_errors_total')), 8],
    [
      'a sum of counters for a rate',
      incident('error rate > 5% for 5 minutes', query('sum(http_errors_total)')),
      8,
    ],
    [
      'one sample for a percentile',
      incident('p95 latency > 2s for 5 minutes', 'time curl http://localhost/api'),
      8,
    ],
    [
      'health for orders',
      incident('no orders for 10 minutes', '# Check that orders are submitted', 'curl http://shop/health'),
      9,
    ],
    [
      'health for a queue',
      incident('queue grows', '# Check queue depth', 'curl -s http://worker:8080/healthz'),
      9,
    ],
  ])('%s', (_, markdown, line) =>
    expect(find(diagMismatch, markdown)).toEqual([expect.stringMatching(`^${line} `)]),
  );
});

const section = (title: string, symptom: string, ...lines: readonly string[]): string =>
  `## ${title}\n\n**Symptoms**: ${symptom}\n\n**Diagnosis:**\n\n${bash(...lines)}`;

describe('DIAG-MISMATCH finds looks past the symptom', () => {
  it.each([
    [
      'the last errors among the last lines',
      section(
        'Errors',
        'errors',
        '# Last 100 error entries',
        'tail -n 500 app.log | grep -i error | tail -n 100',
      ),
      9,
    ],
    [
      'a page that answers, for a scrape',
      section(
        'No data',
        'gaps',
        '# Verify that Prometheus can scrape it',
        'curl -s http://localhost:3000/metrics',
      ),
      9,
    ],
    [
      'a checkout, for a deployment',
      section('Errors', 'errors', '# Check recent deployments', 'git log --oneline -10'),
      9,
    ],
    [
      'active sessions, for all of them',
      section(
        'Database',
        'too many connections',
        `psql -c "SELECT count(*) FROM pg_stat_activity WHERE state = 'active';"`,
      ),
      8,
    ],
    [
      'errors per second, for a share',
      section(
        'Errors',
        'error rate > 5% for 5 minutes',
        '# Check error rate',
        query('rate(http_errors_total[5m])'),
      ),
      9,
    ],
    [
      'the own log of what the kernel has killed',
      section('Memory', 'OOMKilled events', 'docker logs api | grep -i memory'),
      8,
    ],
    [
      'the log of the container that runs now',
      section('Pod down', 'CrashLoopBackOff', 'kubectl logs api-0'),
      8,
    ],
    [
      'the database, for requests',
      section(
        'Slow',
        '`http_request_duration_seconds_p99` > 2s',
        `curl -s http://shop/ready | jq '.database.latency_ms'`,
      ),
      8,
    ],
  ])('%s', (_, markdown, line) =>
    expect(find(diagMismatch, markdown)).toEqual([expect.stringMatching(`^${line} `)]),
  );
});

describe('DIAG-MISMATCH leaves alone', () => {
  it.each([
    ['a rate for a rate', incident('error rate > 5% for 5 minutes', query('rate(http_errors_total[5m])'))],
    ['a gauge', incident('queue > 100 items for 5 minutes', query('queue_depth'))],
    [
      'errors of the last lines',
      section('Errors', 'errors', '# Recent errors', 'tail -n 500 app.log | grep error | tail -n 20'),
    ],
    [
      'the whole log',
      section('Errors', 'errors', '# Last 100 errors', 'grep -i error app.log | tail -n 100'),
    ],
    [
      'the targets of Prometheus',
      section(
        'No data',
        'gaps',
        '# Verify that Prometheus scrapes it',
        'curl http://localhost:9090/api/v1/targets',
      ),
    ],
    ['changes of the code', section('Errors', 'errors', '# Recent changes', 'git log --oneline -10')],
    [
      'a checkout beside what is deployed',
      section('Errors', 'errors', '# Recent deployments', 'git log -5', 'kubectl rollout history deploy/api'),
    ],
    [
      'active sessions beside the limit',
      section(
        'Database',
        'too many connections',
        `psql -c "SELECT count(*) FROM pg_stat_activity WHERE state = 'active';"`,
        'psql -c "SHOW max_connections;"',
      ),
    ],
    [
      'active sessions of a slow database',
      section(
        'Database slow',
        'queries take long',
        `psql -c "SELECT count(*) FROM pg_stat_activity WHERE state = 'active';"`,
      ),
    ],
    [
      'a share',
      section(
        'Errors',
        'error rate > 5% for 5 minutes',
        '# Check error rate',
        query('sum(rate(errors_total[5m]))/sum(rate(requests_total[5m]))'),
      ),
    ],
    [
      'errors by path',
      section(
        'Errors',
        'error rate > 5% for 5 minutes',
        '# Errors by path',
        query('sum by(path)(rate(http_errors_total[5m]))'),
      ),
    ],
    [
      'a kill that is asked for',
      section('Memory', 'OOMKilled events', 'docker inspect api', 'docker logs api'),
    ],
    ['memory without a kill', section('Memory', 'usage above 90%', 'docker stats --no-stream')],
    ['the log of the one before', section('Pod down', 'CrashLoopBackOff', 'kubectl logs api-0 --previous')],
    [
      'how long a request takes',
      section(
        'Slow',
        '`http_request_duration_seconds_p99` > 2s',
        query('histogram_quantile(0.99,http_request_duration_seconds_bucket)'),
      ),
    ],
    ['a counter without an alert', `## Errors\n\n${bash(query('http_errors_total'))}`],
    ['health for health', incident('API down', '# Check API health', 'curl http://shop/health')],
    [
      'a field of the readiness',
      incident('latency', '# Check database latency', "curl -s http://shop/ready | jq '.db.latency_ms'"),
    ],
    [
      'many samples',
      incident('p95 latency > 2s for 5 minutes', 'for i in $(seq 20); do time curl http://shop/api; done'),
    ],
    [
      'queries that run for long',
      "## Connection pool exhausted\n\n### Verification\n\n```bash\npsql -c \"SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND now() - query_start > interval '30 seconds'\"\n```\n",
    ],
  ])('%s', (_, markdown) => expect(find(diagMismatch, markdown)).toEqual([]));
});

const symptomatic = (symptom: string, commands: readonly string[], more = ''): string =>
  `## Issues\n\n### Slow checkout\n\n**Symptoms:**\n\n- slow\n- ${symptom}\n\n**Investigation:**\n\n${bash(...commands)}\n**Resolution:**\n\n1. Look\n\n${more}`;
const others = ['kubectl top pods -l app=shop', 'redis-cli INFO stats'];

describe('DIAG-MISMATCH finds a symptom that nothing looks at', () => {
  it.each([
    ['a queue', 'Queue buildup', others],
    ['a growing backlog', 'growing backlog of orders', others],
    ['a lag', 'consumer lag', others],
    ['a disk', 'disk is nearly full', others],
    ['no space', '"no space left on device"', others],
    ['a certificate', 'TLS certificate expired', ['kubectl top pods', 'curl -I http://shop:8080/']],
    ['a replica', 'replication lag', others],
    ['names', 'DNS resolution fails', others],
    ['a deadlock', 'deadlocks in the database', others],
  ])('%s', (_, symptom, commands) =>
    expect(find(diagMismatch, symptomatic(symptom, commands))).toEqual([expect.stringMatching('^8 ')]),
  );

  it.each([
    ['a queue that is asked', 'Queue buildup', ['kubectl top pods', 'rabbitmqctl list_queues']],
    ['logs of everything', 'Queue buildup', ['kubectl top pods', 'kubectl logs -l app=shop --tail=100']],
    ['all metrics', 'Queue buildup', ['kubectl top pods', 'curl http://shop:8080/metrics']],
    ['a disk that is asked', 'disk is nearly full', ['df -h', 'kubectl top pods']],
    ['a symptom of no such thing', 'checkout is slow', others],
    ['one command only', 'Queue buildup', ['kubectl top pods']],
    ['a replica that is asked', 'replication lag', ['psql -c "SELECT * FROM pg_stat_replication"', 'uptime']],
  ])('but not %s', (_, symptom, commands) =>
    expect(find(diagMismatch, symptomatic(symptom, commands))).toEqual([]),
  );

  it.each([
    ['in another section', `## Queues\n\n${bash('rabbitmqctl list_queues')}`],
    ['behind a link', '## Links\n\n- [Queue dashboard](https://grafana.acme.dev/d/q)\n'],
  ])('but not what is looked at %s', (_, more) =>
    expect(find(diagMismatch, symptomatic('Queue buildup', others, more))).toEqual([]),
  );
});
