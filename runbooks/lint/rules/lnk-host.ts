// Addresses that work from nowhere: a container's name with the port that it has on the host, a host that nobody meant to be real.
import type { Span } from '../../model.ts';
import { isForOperators } from '../looking/about.ts';
import { isDeclared } from '../looking/declared.ts';
import { grouped } from '../looking/group.ts';
import { isDummyHost } from '../looking/hosts.ts';
import { said } from '../looking/said.ts';
import type { ComposeFacts, Found, LintContext, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument, { compose }: LintContext): readonly Found[] => [
  ...mixed(document, compose),
  ...dummyLinks(document),
];

const anyUrl = /\bhttps?:\/\/([a-z0-9][a-z0-9.-]*\.[a-z]{2,})(?=[:/?#\s)\]>"'`|]|$)/i;

/** Dashboards and consoles that are to be opened at a host which nobody meant to be real. */
const dummyLinks = (document: LintDocument): readonly Found[] => {
  const links = [...said(document, anyUrl, 'text')].filter(
    ({ match, line }) =>
      line.kind !== 'comment' &&
      !line.quoted &&
      isDummyHost((match[1] ?? '').toLowerCase()) &&
      !/\b(?:e\.g\.|example:|for example|such as|like|replace|substitute)\b/i.test(line.text),
  );
  const declared = new Set(
    [...new Set(links.map(({ match }) => match[1] ?? ''))].filter((host) => isDeclared(document, host)),
  );
  const [first, ...others] = links.filter(({ match }) => !declared.has(match[1] ?? ''));
  if (first === undefined || !isForOperators(document)) return [];
  return [
    {
      at: first.span,
      level: 'low',
      message: `${first.match[0]} is a stand-in for an address that the runbook never names`,
      related: others.map(({ span, match }) => ({ at: span, message: `${match[0]} as well` })),
    },
  ];
};

const mixed = (document: LintDocument, compose: LintContext['compose']): readonly Found[] =>
  grouped(
    addressesIn(document).flatMap(({ host, port, span }) => {
      const why = compose === null ? byProduct(host, port) : byCompose(compose, host, port);
      return why === null
        ? []
        : [
            {
              key: `${host}:${port}`,
              at: span,
              also: `${host}:${port} again`,
              found: { message: `http://${host}:${port} is reached from nowhere: ${why}` },
            },
          ];
    }),
  );

interface Address {
  readonly host: string;
  readonly port: number;
  readonly span: Span;
}

/** URLs that people are to open: in what is said, not in commands. */
const addressesIn = (document: LintDocument): readonly Address[] =>
  [...said(document, /\bhttps?:\/\/([a-z][a-z0-9_-]*):(\d{2,5})\b/i, 'text')].flatMap(
    ({ match, span, line }) =>
      line.kind === 'comment' || /^localhost$/i.test(match[1] ?? '')
        ? []
        : [{ host: (match[1] ?? '').toLowerCase(), port: Number(match[2]), span }],
  );

// Where a product listens in its own container.
const usual: Readonly<Record<string, readonly number[]>> = {
  grafana: [3000],
  prometheus: [9090],
  alertmanager: [9093, 9094],
  kibana: [5601],
  elasticsearch: [9200, 9300],
  loki: [3100],
  rabbitmq: [5672, 15_672, 15_692],
  jaeger: [16_686, 14_268, 4317, 4318, 14_250, 14_269],
};

const byProduct = (host: string, port: number): string | null => {
  const ports = usual[host];
  if (ports === undefined || ports.includes(port) || port === 80 || port === 443) return null;
  return `the name ${host} exists only inside the containers' network, and there it listens on ${ports[0] ?? ''}; ${port} looks like its port on the host`;
};

const byCompose = ({ services, file }: ComposeFacts, host: string, port: number): string | null => {
  const service = services.get(host);
  const mapped = service?.ports.find((one) => one.host === port);
  if (service === undefined || mapped === undefined || service.ports.some((one) => one.container === port))
    return null;
  return `by ${file} port ${port} is ${host}'s port on the host, inside the network it is ${mapped.container}`;
};

export const lnkHost: Rule = {
  id: 'LNK-HOST',
  level: 'medium',
  summary: "a URL that mixes a container's name with a port of the host, or goes to a dummy host",
  why: 'The name is known in the containers’ network only, the port on the host only: the dashboard opens from neither.',
  bad: '# Orders\n\n- Overview: http://grafana:3001/d/orders\n',
  good: '# Orders\n\n- Overview: http://localhost:3001/d/orders\n',
  check,
};
