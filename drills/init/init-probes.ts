// Endpoints that runbook and health checks ask: those about health as probes, those of metrics for Prometheus to scrape.
import { httpPort } from './http-port.ts';
import type { InitService } from './init-compose.ts';

export interface Endpoint {
  readonly service: string;
  readonly port: number;
  /** With its query. */
  readonly path: string;
  /** It is asked by https, which gameday's probes do not speak. */
  readonly secure: boolean;
}

export interface InitProbe {
  /** Unique, e.g. `gateway-health`. */
  readonly name: string;
  readonly endpoint: Endpoint;
}

/** Wherever the text has a URL: commands, prose, tables. `localhost:8080` is the service that published 8080. */
export const endpointsIn = (text: string, services: readonly InitService[]): readonly Endpoint[] => {
  const [only, another] = services.filter(({ ports }) => httpPort(ports) !== null);
  const found = [
    ...urlsIn(text).flatMap((url) => endpointOf(url, services)),
    ...services.flatMap((service) =>
      urlsIn(service.healthcheck).flatMap((url) =>
        isLocal(url.hostname) ? [endpointAt(service, portOf(url), url)] : endpointOf(url, services),
      ),
    ),
    ...(only === undefined || another !== undefined ? [] : barePathsIn(only, text)),
  ];
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
};

export const initProbes = (endpoints: readonly Endpoint[]): readonly InitProbe[] => {
  const taken = new Set<string>();
  return endpoints
    .filter(({ path }) => aboutHealth.test(path.replace(/\?.*$/, '')))
    .map((endpoint) => ({ name: free(nameOf(endpoint), taken), endpoint }));
};

export const urlOf = ({ service, port, path }: Pick<Endpoint, 'service' | 'port' | 'path'>): string =>
  `http://${service}:${port}${path}`;

/** `GET /health` names no host: where a single service speaks HTTP it is meant. */
const barePathsIn = ({ name, ports }: InitService, text: string): readonly Endpoint[] =>
  [...text.matchAll(barePath)].map(([path]) => ({
    service: name,
    port: httpPort(ports) ?? 80,
    path,
    secure: false,
  }));

const barePath =
  /(?<![\w.:/~$}-])(?!\/(?:var|etc|usr|opt|proc|tmp|srv|home|root|mnt)\/)\/(?:[\w-]+\/){0,3}(?:healthz?|health[-_]?check|readyz?|livez|readiness|liveness)(?![\w./-])/gi;

const aboutHealth =
  /\/(?:_?health(?:z|[-_]?checks?)?|ready|readyz|readiness|live|livez|liveness|alive|status|ping|heartbeat)(?:\/|$)/i;

const urlsIn = (text: string): readonly URL[] =>
  [
    ...text.matchAll(
      /(?:https?:\/\/|(?<![\w./:-])(?=(?:localhost|127\.0\.0\.1)?:\d+\/[a-z]|(?:localhost|127\.0\.0\.1):\d))[^\s"'`<>|)\]},;*]+/gi,
    ),
  ].flatMap(([match]) => {
    // `:9464/metrics` is a port of whoever has it.
    const full = /^https?:/i.test(match) ? match : `http://${match.replace(/^:/, 'localhost:')}`;
    const url = URL.parse(full.replace(/[.:?!]+$/, ''));
    return url === null || url.username !== '' ? [] : [url];
  });

const endpointOf = (url: URL, services: readonly InitService[]): readonly Endpoint[] => {
  const port = portOf(url);
  const named = services.find(({ name, aliases }) => [name, ...aliases].includes(url.hostname));
  if (named !== undefined) return [endpointAt(named, port, url)];
  if (!isLocal(url.hostname)) return [];
  const all = services.flatMap((service) => service.ports.map((one) => ({ service, ...one })));
  // What nobody published is meant from inside the container.
  const found = all.find(({ host }) => host === port) ?? all.find(({ container }) => container === port);
  return found === undefined ? [] : [endpointAt(found.service, found.container, url)];
};

const endpointAt = ({ name }: InitService, port: number, { pathname, search, protocol }: URL): Endpoint => ({
  service: name,
  port,
  path: `${pathname}${search}`,
  secure: protocol === 'https:',
});

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

const isLocal = (host: string): boolean => /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])$/.test(host);

const nameOf = ({ service, path }: Endpoint): string =>
  `${service}${path.replace(/\?.*$/, '')}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

const free = (wished: string, taken: Set<string>): string => {
  let name = wished;
  for (let count = 2; taken.has(name); count++) name = `${wished}-${count}`;
  taken.add(name);
  return name;
};
