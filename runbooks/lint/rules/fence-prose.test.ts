// FENCE-PROSE: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { fenceProse } from './fence-prose.ts';

const lines = (...text: readonly string[]) => find(fenceProse, bash(...text)).map((found) => parseInt(found));

describe('FENCE-PROSE', () => {
  it.each([
    ['Post in Slack that checkout is down'],
    ['Open the dashboard and check latency'],
    ['1. Restart the gateway'],
    ['Page all engineers that are on call'],
    ['Wait until all pods are ready.'],
  ])('finds %s', (...text) => expect(lines('docker ps', ...text)).toEqual([3]));

  it('finds a fence of comments alone', () => {
    expect(lines('# Check the Grafana dashboards', '# Review recent alerts')).toEqual([1]);
  });

  it.each([
    ['docker compose restart api'],
    ['./rollback.sh production now'],
    ['SELECT count(*) FROM orders;'],
    ['Get-Service -Name shop'],
    ['Rscript report.R today'],
    ['FOO=bar make deploy'],
    ['# docker system prune -a'],
    ['# Restart', 'docker compose restart api'],
    ['docker ps', 'NAME      READY   STATUS    RESTARTS'],
    ['kubectl get pods', 'No resources found in the default namespace.'],
    ['pg_isready', 'Server accepts connections on this port'],
    ['make check', '✅ All services are healthy'],
    ['# Expected: no topics are listed', '# Anything else is a fault'],
    ['echo "Post in Slack that checkout is down"'],
  ])('leaves %s', (...text) => expect(lines(...text)).toEqual([]));

  it('leaves fences of other languages', () => {
    expect(find(fenceProse, '```text\nPost in Slack that checkout is down\n```\n')).toEqual([]);
  });

  it.each([
    ['yaml', 'kubectl edit kafka shop -n kafka', 'spec:', '  replicas: 3'],
    ['yaml', '# Raise the limit', 'kubectl edit deployment api', 'spec:', '  replicas: 3'],
    ['toml', 'sudo vim /etc/shop/config.toml', '[server]', 'port = 1'],
  ])('finds a command among settings: %s, %s', (language, ...text) =>
    expect(find(fenceProse, ['```' + language, ...text, '```', ''].join('\n'))).toHaveLength(1),
  );

  it.each([
    ['yaml', 'spec:', '  command: kubectl get pods'],
    ['yaml', 'script:', '  - docker build .', '  - kubectl apply -f a.yaml'],
    ['yaml', 'run: |', '  kubectl apply -f a.yaml'],
    ['yaml', 'run: |', 'kubectl apply -f a.yaml', 'x: 1'],
    ['yaml', 'docker: true', 'helm: false'],
    ['json', '{ "helm": "upgrade shop" }'],
    ['text', 'kubectl edit kafka shop', 'spec:'],
  ])('leaves settings: %s, %s', (language, ...text) =>
    expect(find(fenceProse, ['```' + language, ...text, '```', ''].join('\n'))).toEqual([]),
  );

  it.each([
    ['INFO all'],
    ['MONITOR'],
    ['CONFIG GET *'],
    ['TTL session:17'],
    ['MEMORY USAGE key', 'redis-cli --bigkeys'],
    ['SLOWLOG GET 10'],
    ['CLIENT LIST  # who is there'],
    ['KEYS shop:*;'],
    ['LRANGE jobs 0 10'],
  ])('finds what only Redis knows: %s', (...text) => expect(lines(...text)).toEqual([2]));

  it.each([
    ['redis-cli -h cache', 'INFO all'],
    ['docker compose exec redis redis-cli', 'CONFIG GET maxmemory', 'exit'],
    ['kubectl exec -it redis-0 -- redis-cli', 'DBSIZE'],
    ['redis-cli INFO all'],
    ['redis-cli <<EOF', 'INFO all', 'EOF'],
    ['echo "INFO all" | redis-cli'],
    ['info coreutils'],
    ['monitor all'],
    ['TYPE=orders'],
  ])('leaves a console: %s', (...text) => expect(lines(...text)).toEqual([]));

  it.each(['python', 'js', 'go', 'sql'])('finds commands of the shell in a fence of %s', (language) =>
    expect(
      find(
        fenceProse,
        `\`\`\`${language}\n# Scale\nkubectl scale deployment/api --replicas=8 -n shop\n\`\`\`\n`,
      ),
    ).toHaveLength(1),
  );

  it.each([
    ['python', "subprocess.run(['kubectl', 'get', 'pods'])"],
    ['python', 'docker = from_env()'],
    ['js', '  docker build .'],
    ['go', 'cmd := exec.Command("kubectl", "get")'],
    ['sql', 'SELECT 1;'],
  ])('leaves code: %s %s', (language, text) =>
    expect(find(fenceProse, `\`\`\`${language}\n${text}\n\`\`\`\n`)).toEqual([]),
  );
});
