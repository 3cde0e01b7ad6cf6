// Flaws in the runbook, and in what bindings.yaml promises of it.
import type { Flaw } from './flaw.ts';

const file = 'runbook.md';
const breaker = { file, below: '\n## Circuit Breaker Open\n' } as const;
const processor = { file, below: '\n## Orders Not Processing\n' } as const;
const restore = { file, below: '\n### Redis Restore\n' } as const;

export const runbookFlaws: readonly Flaw[] = [
  {
    name: 'the remediation step is taken out',
    drill: 'broker-killed',
    edit: { ...breaker, from: 'docker compose restart redpanda\n', to: 'docker compose ps redpanda\n' },
    expected: 'fail remediate clean 1',
    reason: /^remediate: .*ps -a redpanda: .*wanted has \/Up\|running\//m,
    sample: true,
  },
  {
    name: 'recovery flaps: the broker is restarted once more behind the back of the drill',
    drill: 'broker-killed',
    edit: {
      ...breaker,
      from: "   curl -fsS http://localhost:8080/metrics | grep '^gateway_circuit_breaker_state'\n",
      to: "   (sleep 5; docker compose restart redpanda) >/dev/null 2>&1 &\n   curl -fsS http://localhost:8080/metrics | grep '^gateway_circuit_breaker_state'\n",
    },
    expected: 'fail recover clean 1',
    reason: /^recover: .*flapped: \d+ times? bad again/m,
  },
  {
    name: 'a diagnosis that has to fail asks a container by the name that Compose gave once',
    drill: 'broker-killed',
    edit: {
      ...breaker,
      from: 'docker exec flash-sale-engine-redpanda-1',
      to: 'docker exec flash_sale_engine_redpanda_1',
    },
    expected: 'fail diagnose clean 1',
    reason: /^diagnose: .*container flash_sale_engine_redpanda_1 is not of the stack/m,
  },
  {
    name: 'a verification that always succeeds',
    drill: 'broker-killed',
    edit: {
      ...breaker,
      from: 'Wait until `curl -fsS http://localhost:8080/health`',
      to: 'Wait until `curl -sS http://localhost:8080/health`',
    },
    expected: 'fail remediate clean 1',
    reason: /^remediate: .*while the fault is on: wanted fails, found passes/m,
  },
  {
    name: 'a wait for a port where nobody listens',
    drill: 'processor-killed',
    edit: {
      ...processor,
      from: 'Wait until `curl -fsS --max-time 5 http://localhost:9090/health`',
      to: 'Wait until `curl -fsS --max-time 5 http://localhost:9091/health`',
    },
    expected: 'fail remediate clean 1',
    reason: /^remediate: .*localhost:9091\/health: wait: wanted succeeds within/m,
  },
  {
    name: 'the remediation restarts a service whose name is misspelt',
    drill: 'processor-killed',
    edit: {
      ...processor,
      from: 'docker compose restart processor\n',
      to: 'docker compose restart procesor\n',
    },
    expected: 'fail remediate clean 1',
    reason: /^step-unknown: .*service procesor is not of the stack/m,
  },
  {
    name: 'the backup goes to another file than the one that is checked and restored',
    drill: 'redis-lost',
    edit: {
      file,
      below: '\n### Redis Backup\n',
      from: 'docker compose cp redis:/data/dump.rdb redis-backup.rdb',
      to: 'docker compose cp redis:/data/dump.rdb backup.rdb',
    },
    expected: 'fail remediate clean 1',
    reason: /^remediate: .*redis-check-rdb redis-backup.rdb: [^]*^gate: .*nothing was injected/m,
  },
  {
    name: 'two steps of a restore are swapped: Redis writes over the backup as it stops',
    drill: 'redis-lost',
    edit: {
      ...restore,
      from: '   docker compose stop redis\n   docker compose cp redis-backup.rdb redis:/data/dump.rdb\n',
      to: '   docker compose cp redis-backup.rdb redis:/data/dump.rdb\n   docker compose stop redis\n',
    },
    expected: 'fail remediate clean 1',
    reason: /^remediate: .*Redis Restore .*check-stock/m,
  },
  {
    name: 'a setting is written under a name that nobody reads',
    drill: 'breaker-tuned',
    edit: {
      file,
      from: "echo 'CIRCUIT_BREAKER_FAILURE_THRESHOLD=10' >> .env",
      to: "echo 'CIRCUIT_BREAKER_THRESHOLD=10' >> .env",
    },
    expected: 'fail remediate clean 1',
    reason: /^remediate: .*printenv CIRCUIT_BREAKER_FAILURE_THRESHOLD: /m,
  },
  {
    name: 'bindings.yaml expects what the command never shows',
    drill: 'broker-killed',
    edit: { file: 'bindings.yaml', from: "'/redpanda-1 +\\|/'", to: "'/redpanda-2 +\\|/'" },
    expected: 'fail diagnose clean 1',
    reason: /^diagnose: .*logs --tail 20 redpanda: .*redpanda-2/m,
  },
];
