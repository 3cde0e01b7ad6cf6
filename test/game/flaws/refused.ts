// Flaws that are found before anything starts: exit 64, with the place and what to do.
import type { Refused } from './flaw.ts';

const brokerKilled = 'flash-sale-engine/broker-killed';

export const refusedFlaws: readonly Refused[] = [
  {
    name: 'a promised alert is gone from the rules',
    asked: brokerKilled,
    edit: { file: 'alerts.yaml', from: '- alert: CircuitBreakerOpen', to: '- alert: CircuitBreakerOpened' },
    says: /scenario\.yaml:\d+:\d+ .*alerts\.yaml has no alert "CircuitBreakerOpen"\n +hint: did you mean "CircuitBreakerOpened"\?/,
  },
  {
    name: 'an expression that does not parse',
    asked: brokerKilled,
    edit: {
      file: 'alerts.yaml',
      from: 'gateway_circuit_breaker_state > 0',
      to: 'gateway_circuit_breaker_state >> 0',
    },
    says: /alerts\.yaml:\d+:\d+ .*does not parse/,
  },
  {
    name: 'a fault on a service that is misspelt',
    asked: brokerKilled,
    edit: {
      file: 'scenario.yaml',
      below: '\n  broker-killed:\n',
      from: 'kill: { service: redpanda }',
      to: 'kill: { service: redpand }',
    },
    says: /scenario\.yaml:\d+:\d+ .*no service "redpand"\n +hint: did you mean "redpanda"\?/,
  },
  {
    name: 'a fault on an edge without a proxy',
    asked: 'flash-sale-engine/broker-black-holed',
    edit: { file: 'monitoring.yaml', from: '"name": "gateway-kafka"', to: '"name": "gateway-kafka-1"' },
    says: /scenario\.yaml:\d+:\d+ .*no edge "gateway-kafka"\n +hint: did you mean "gateway-kafka-1"\?/,
  },
  {
    name: 'a probe of a host that is misspelt',
    asked: brokerKilled,
    edit: { file: 'scenario.yaml', from: 'http://processor:9090/health', to: 'http://procesor:9090/health' },
    says: /scenario\.yaml:\d+:\d+ probes\.processor-health.*no service "procesor"\n +hint: did you mean "processor"\?/,
  },
  {
    name: 'a procedure that is not on the list',
    asked: brokerKilled,
    edit: { file: 'scenario.yaml', from: '  FS-AL-1: ', to: '  FS-AL-10: ' },
    says: /scenario\.yaml:\d+:\d+ .*"FS-AL-1" is not under procedures/,
  },
  {
    name: 'a key with a small letter',
    asked: brokerKilled,
    edit: { file: 'scenario.yaml', below: '\n  broker-killed:\n', from: 'alsoFires:', to: 'alsofires:' },
    says: /scenario\.yaml:\d+:\d+ .*alsofires[^]*alsoFires/,
  },
  {
    name: 'an expectation of a command that the section has not',
    asked: brokerKilled,
    edit: {
      file: 'scenario.yaml',
      below: '\n  broker-killed:\n',
      from: 'command: rpk cluster info',
      to: 'command: rpk cluster health',
    },
    says: /scenario\.yaml:\d+:\d+ .*no command of these sections has "rpk cluster health"/,
  },
  {
    name: 'a diagnosis asks for a service by the name that it had once, another section by its name now',
    asked: brokerKilled,
    edit: {
      file: 'runbook.md',
      below: '\n## Circuit Breaker Open\n',
      from: 'docker compose ps -a redpanda\n',
      to: 'docker compose ps -a kafka\n',
    },
    says: /scenario\.yaml:\d+:\d+ .*no command of these sections has "docker compose ps -a redpanda"/,
  },
  {
    name: 'the drilled section has another title',
    asked: brokerKilled,
    edit: { file: 'runbook.md', from: '\n## Circuit Breaker Open\n', to: '\n## Circuit Breaker Is Open\n' },
    says: /runbook\.md has no section "Circuit Breaker Open > Diagnosis"\n +hint: did you mean "Circuit Breaker Is Open > Diagnosis"/,
  },
  {
    name: 'a step that would destroy all data, and nobody has approved it',
    asked: 'flash-sale-engine/redis-killed',
    edit: {
      file: 'runbook.md',
      below: '\n## High Failure Rate\n',
      from: 'docker compose restart redis\n',
      to: 'docker compose exec -T redis redis-cli FLUSHALL\n',
    },
    says: /these commands need an approval:\nrunbook\.md:\d+ X1 docker compose exec -T redis redis-cli FLUSHALL\n +hint: --approve X1/,
  },
  {
    name: 'a restore from another file than the one whose restore was approved',
    asked: 'flash-sale-engine/redis-lost',
    edit: {
      file: 'runbook.md',
      below: '\n### Redis Restore\n',
      from: 'cp redis-backup.rdb',
      to: 'cp redis-backup-friday.rdb',
    },
    says: /these commands need an approval:\nrunbook\.md:\d+ W2 docker compose cp redis-backup-friday\.rdb redis:\/data\/dump\.rdb\n +hint: --approve W2/,
  },
  {
    name: 'a line that was approved has been edited since',
    asked: 'flash-sale-engine/redis-full',
    edit: {
      file: 'runbook.md',
      from: 'redis-cli CONFIG SET maxmemory 512mb',
      to: 'redis-cli CONFIG SET maxmemory 64mb',
    },
    says: /bindings\.yaml:\d+:\d+ commands\[\d+\]\.command: the runbook has no such command\n +hint: did you mean: docker compose exec -T redis redis-cli CONFIG SET maxmemory 64mb/,
  },
  {
    name: 'a command whose class nobody can tell',
    asked: brokerKilled,
    edit: {
      file: 'runbook.md',
      below: '\n## Circuit Breaker Open\n',
      from: 'docker compose restart redpanda\n',
      to: './restart-broker.sh\n',
    },
    says: /runbook\.md:\d+:\d+ \.\/restart-broker\.sh: its class can't be told[^]*hash: [0-9a-f]{12}/,
  },
  {
    name: 'a reviewed command was changed in the runbook',
    asked: 'flash-sale-engine/sold-down',
    edit: { file: 'runbook.md', from: 'restock "<ITEM_ID>" 1000', to: 'restock "<ITEM_ID>" 100000' },
    says: /bindings\.yaml:\d+:\d+ commands\[\d+\]\.command: the runbook has no such command\n +hint: did you mean: .*100000/,
  },
  {
    name: 'a review with the hash of another command',
    asked: 'flash-sale-engine/stock-tampered',
    edit: { file: 'bindings.yaml', from: 'hash: 1325ad384ac6', to: 'hash: 94fb3876aa77' },
    says: /bindings\.yaml:\d+:\d+ .*the command has changed since it was reviewed: it has 1325ad384ac6 now/,
  },
  {
    name: 'a placeholder without a value',
    asked: 'flash-sale-engine/sold-down',
    edit: { file: 'bindings.yaml', from: "  ITEM_ID: '103'\n", to: '' },
    says: /runbook\.md:\d+:\d+ .*<ITEM_ID> has no value in bindings\.yaml/,
  },
  {
    name: 'a paced setting that no service has',
    asked: brokerKilled,
    edit: { file: 'compose.yaml', from: 'RETRY_BACKOFF: 1s', to: 'RETRY_BACKOF: 1s' },
    says: /scenario\.yaml:\d+:\d+ pace\.env\.RETRY_BACKOFF: no service has it in its environment\n +hint: did you mean "RETRY_BACKOF"\?/,
  },
  {
    name: 'a game day names a drill that does not exist',
    asked: 'default',
    edit: {
      file: '../gamedays.yaml',
      from: '- flash-sale-engine/broker-killed',
      to: '- flash-sale-engine/broker-kiled',
    },
    says: /gamedays\.yaml:\d+:\d+ .*broker-kiled[^]*did you mean "flash-sale-engine\/broker-killed"\?/,
  },
];
