// What is used right after it was started, with nothing in between that waits.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, runsIn, type Call } from './calls.ts';
import { httpOf } from './http-calls.ts';
import type { Lifecycle } from './lifecycle.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { migratesSchema } from './migrations.ts';
import { waitsInText } from './pauses.ts';
import { riseOf } from './restarts.ts';
import { eachAfter, isReference } from './sections.ts';
import { waits } from './waiting.ts';

export interface Race {
  readonly rise: Command;
  readonly use: Command;
  readonly says: 'too-early' | 'old-answers' | 'looks-once';
}

export const usesAfterRise = (document: LintDocument): readonly Race[] =>
  document.runbook.commands.flatMap((rise) => {
    const risen = riseOf(document, rise);
    if (
      risen === null ||
      risen.lifecycle.waits ||
      waits(document, rise) ||
      isReference(document, rise.section) ||
      attached(risen) ||
      !restartsPods(risen)
    )
      return [];
    const use = nextUse(document, rise, risen.lifecycle);
    return use === null ? [] : [use];
  });

/** `docker compose up` without -d stays in the foreground: nothing comes right after it. */
const attached = ({ call, lifecycle }: { readonly call: Call; readonly lifecycle: Lifecycle }): boolean =>
  lifecycle.platform === 'compose' &&
  lifecycle.verb === 'up' &&
  !call.words.some((word) => word === '-d' || word === '--detach' || word === '--no-start');

/** A service, a config map or a certificate is there at once; a deployment rolls out. */
const restartsPods = ({ call }: { readonly call: Call }): boolean => {
  const kubectl = kubectlOf(call);
  if (kubectl === null || /^(?:rollout|set)/.test(kubectl.subcommand)) return true;
  const what = [...kubectl.resources, ...kubectl.words].join(' ');
  if (kubectl.subcommand === 'apply')
    return !/service|ingress|config|secret|cert|role|policy|hpa|quota|namespace|crd|issuer/i.test(what);
  return /\b(?:deploy\w*|sts|statefulsets?|ds|daemonsets?)\b/i.test(what);
};

const nextUse = (document: LintDocument, rise: Command, lifecycle: Lifecycle): Race | null => {
  for (const use of eachAfter(document, rise)) {
    if (use.section !== rise.section) return null;
    if (waits(document, use) || waitsInText(document, rise, use)) return null;
    if (riseOf(document, use) !== null) return null;
    const kind = useOf(document, use, lifecycle);
    if (kind === 'other' || isOptional(use)) return null;
    if (kind === 'needs') {
      const rolling = lifecycle.platform === 'kubernetes';
      return { rise, use, says: rolling ? 'old-answers' : saysWait(use) ? 'looks-once' : 'too-early' };
    }
  }
  return null;
};

/** "(if corrupted)": another case begins. */
const isOptional = ({ label }: Command): boolean =>
  label !== null && /\b(?:if|when|optional(?:ly)?|or)\b/i.test(label);

const saysWait = ({ label }: Command): boolean => label !== null && /\bwait\b/i.test(label);

/** `needs`: it works only when what was started is ready; `looks`: it does no harm too early; `other`: another matter begins. */
const useOf = (
  document: LintDocument,
  command: Command,
  lifecycle: Lifecycle,
): 'needs' | 'looks' | 'other' => {
  const uses = callsIn(document, command).map((call) => useOfCall(call, lifecycle));
  return uses.includes('needs') ? 'needs' : uses.every((use) => use === 'looks') ? 'looks' : 'other';
};

const infrastructure =
  /prometheus|grafana|alertmanager|redis|postgres|mysql|mariadb|mongo|kafka|redpanda|zookeeper|rabbit|elastic|loki|jaeger|nginx|traefik|haproxy|worker|processor|consumer|celery|scheduler|cron|beat|docker|exporter|node_exporter|fluent\w*|logstash|filebeat|consul|vault|etcd|minio|memcached|pgbouncer|db|database|cache|queue|broker/i;

// Their units say by themselves when they are ready.
const notifying =
  /^(?:postgresql\S*|mysql\S*|mariadb\S*|redis\S*|nginx\S*|apache2|httpd|docker\S*|haproxy\S*|mongod\S*|memcached|rabbitmq\S*)$/;

const useOfCall = (call: Call, lifecycle: Lifecycle): 'needs' | 'looks' | 'other' => {
  const { targets, platform } = lifecycle;
  const inside = runsIn(call);
  const http = httpOf(call);
  if (platform === 'systemd' && targets.every((name) => notifying.test(name.replace(/\.service$/, ''))))
    return 'looks';
  if (http !== null) return http.method === 'GET' && isAbout(http.url, targets) ? 'needs' : 'other';
  if (inside !== null) {
    if (targets.length > 0 && !targets.some((name) => sameThing(inside, name))) return 'other';
    return client.test(call.program) || migratesSchema(call) ? 'needs' : 'looks';
  }
  const kubectl = kubectlOf(call);
  if (kubectl !== null) return 'looks';
  if (client.test(call.program))
    return targets.length === 0 || targets.some((name) => belongs(call.program, name)) ? 'needs' : 'other';
  return /^(?:docker|docker-compose|systemctl|service|supervisorctl|pm2|journalctl|tail|echo|cd|ps|ss|netstat|free|df|grep|head|helm)$/.test(
    call.program,
  )
    ? 'looks'
    : 'other';
};

const client =
  /^(?:psql|pg_isready|mysql|mysqladmin|mariadb|redis-cli|mongosh?|mongo|rpk|kafka-topics(?:\.sh)?|kafka-consumer-groups(?:\.sh)?|rabbitmqctl|curl|wget)$/;

/** Whether a URL is likely to be served by what was started. */
const isAbout = (url: string, targets: readonly string[]): boolean => {
  if (targets.length === 0) return !/:(?:9090|9093|3001)\b/.test(url);
  return targets.some((name) => {
    if (url.toLowerCase().includes(name.toLowerCase())) return true;
    if (/prometheus/i.test(name)) return /:9090\b/.test(url);
    return !infrastructure.test(name) && !/:(?:9090|9093|9200|15672)\b/.test(url);
  });
};

const sameThing = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((name) => name.toLowerCase().replace(/[-_]\d+$/, ''));
  return a !== undefined && b !== undefined && (a.includes(b) || b.includes(a));
};

const belongs = (program: string, name: string): boolean =>
  (/^(?:psql|pg_isready)$/.test(program) && /postgres|pg|db|database/i.test(name)) ||
  (/^(?:mysql|mysqladmin|mariadb)$/.test(program) && /mysql|maria|db|database/i.test(name)) ||
  (program === 'redis-cli' && /redis|valkey|cache/i.test(name)) ||
  (/^mongo/.test(program) && /mongo/i.test(name)) ||
  (/^(?:rpk|kafka)/.test(program) && /kafka|redpanda/i.test(name)) ||
  (program === 'rabbitmqctl' && /rabbit/i.test(name));
