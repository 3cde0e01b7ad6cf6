// TGT-PORT: a port at which something else listens, or nothing.
import {
  forwardsOf,
  isAnotherService,
  isPrometheus,
  localPortsOf,
  type PortUse,
} from '../looking/service-ports.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import type { ComposeFacts, LintDocument, Rule } from '../rule.ts';

export const tgtPort: Rule = {
  id: 'TGT-PORT',
  level: 'medium',
  summary: 'a wrong port, or two services at one port',
  why: 'Nothing answers, or the wrong service does: its metrics lack the one that was looked for, and that reads like a fault.',
  bad: '```bash\nkubectl port-forward svc/api 8080:3000 &\ncurl -f http://localhost:3000/health\n```\n',
  good: '```bash\nkubectl port-forward svc/api 8080:3000 &\ncurl -f http://localhost:8080/health\n```\n',
  check: (document, { compose }) =>
    gatherBy(
      [
        ...besideForward(document),
        ...twoAtOne(document),
        ...(compose === null ? [] : notPublished(document, compose)),
      ],
      ({ key }) => key,
    ),
};

type PortHit = Hit & { readonly key: string };

/** The port in the pod is not the one that was opened here. */
const besideForward = (document: LintDocument): readonly PortHit[] => {
  const forwards = forwardsOf(document);
  return localPortsOf(document).flatMap((use): readonly PortHit[] => {
    const before = forwards.filter(
      ({ one }) =>
        one.command.section === use.one.command.section && one.command.index <= use.one.command.index,
    );
    const wrong = before.find(({ remote, local }) => remote === use.port && local !== use.port);
    if (wrong === undefined || forwards.some(({ local }) => local === use.port)) return [];
    const message = `\`localhost:${use.port}\` is not open: the port-forward of line ${wrong.one.command.line} listens at ${wrong.local} and leads to ${wrong.remote}.`;
    return [
      {
        key: `forward ${use.port}`,
        at: use.at,
        message,
        level: 'high',
        suggestion: `use port ${wrong.local}`,
      },
    ];
  });
};

/** Prometheus and another program at the same port of this machine. */
const twoAtOne = (document: LintDocument): readonly PortHit[] => {
  const uses = localPortsOf(document);
  // Through a forward a port is one thing now and another thing later.
  const forwarded = new Set(forwardsOf(document).map(({ local }) => local));
  return uses.flatMap((use): readonly PortHit[] => {
    if (!isAnotherService(use) || forwarded.has(use.port)) return [];
    const prometheus = uses.find((other) => other.port === use.port && isPrometheus(other));
    if (prometheus === undefined) return [];
    const message = `at \`localhost:${use.port}\` Prometheus answers by line ${prometheus.at.line}, and another service here: there can be only one.`;
    return [{ key: `two ${use.port}`, at: use.at, message }];
  });
};

const monitoring =
  /(^|\/)(prometheus|grafana\S*|alertmanager|loki|promtail|tempo|jaeger\S*|all-in-one|node-exporter|\S*[-_]exporter|cadvisor|pushgateway|blackbox-exporter|mimir|kibana|zipkin|otel\S*|opentelemetry-collector\S*|uptime-kuma|fluent\S*|vector)(:|$)/;

/** A monitoring program is meant only where its own pages are asked for. */
const mayBe = (use: PortUse, image: string | null): boolean =>
  image === null ||
  !monitoring.test(image) ||
  (isPrometheus(use) && /prometheus/.test(image)) ||
  (/grafana/.test(image) &&
    /^\/(d|dashboards?|explore|login|api\/(dashboards|datasources|search|admin|org))\b/.test(use.path)) ||
  (/alertmanager/.test(image) && /^\/(api\/v2|-\/)/.test(use.path));

const notPublished = (document: LintDocument, { services, file }: ComposeFacts): readonly PortHit[] => {
  const published = [...services].flatMap(([service, { ports, image }]) =>
    ports.map((port) => ({ ...port, service, image })),
  );
  return localPortsOf(document).flatMap((use: PortUse): readonly PortHit[] => {
    const owner = published.find(({ host }) => host === use.port);
    if (owner !== undefined) {
      const isIts = !/prom\/prometheus|\/prometheus:/.test(`${owner.image ?? ''}:`) || !isAnotherService(use);
      const message = `\`localhost:${use.port}\` is \`${owner.service}\` by ${file}: what is looked for here is not there.`;
      return isIts ? [] : [{ key: `owner ${use.port}`, at: use.at, message }];
    }
    const [inside, other] = published.filter(
      ({ container, host }) => container === use.port && host !== null,
    );
    // Monitoring alone, or two services with this port inside: what is asked for may run beside Compose.
    if (inside === undefined || other !== undefined || !mayBe(use, inside.image)) return [];
    const message = `\`localhost:${use.port}\` is not open: ${file} publishes port ${use.port} of \`${inside.service}\` as ${inside.host ?? 0}.`;
    return [
      {
        key: `inside ${use.port}`,
        at: use.at,
        message,
        level: 'high',
        suggestion: `use port ${inside.host ?? 0}`,
      },
    ];
  });
};
