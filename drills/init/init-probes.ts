// Health endpoints that a runbook asks, as probes: found by their URLs, told apart from the others by their paths.
import type { Runbook } from '../../runbooks/model.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import type { InitService } from './init-compose.ts';

export interface InitProbe {
  /** Unique, e.g. `gateway-health`. */
  readonly name: string;
  readonly url: string;
}

const healthy = /(?:^|\/)(?:health|healthz|ready|readyz|live|livez|liveness|readiness|status|ping)(?:\/|$)/i;

/** `localhost:8080` is the service that published 8080; a host that is a service is itself. */
export const initProbes = (runbook: Runbook, services: readonly InitService[]): readonly InitProbe[] => {
  const probes = new Map<string, InitProbe>();
  for (const url of urlsOf(runbook)) {
    if (!healthy.test(url.pathname)) continue;
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    const target = targetOf(url.hostname, port, services);
    if (target === null) continue;
    const path = url.pathname
      .split('/')
      .filter((part) => part !== '')
      .join('-')
      .toLowerCase();
    const name = `${target.service}-${path}`.replace(/[^a-z0-9-]+/g, '-');
    probes.set(name, { name, url: `http://${target.service}:${target.port}${url.pathname}` });
  }
  return [...probes.values()];
};

const targetOf = (host: string, port: number, services: readonly InitService[]) => {
  const named = services.find(({ name }) => name === host);
  if (named !== undefined) return { service: named.name, port };
  if (!/^(?:localhost|127\.0\.0\.1|0\.0\.0\.0)$/.test(host)) return null;
  for (const { name, ports } of services) {
    const found = ports.find((one) => one.host === port);
    if (found !== undefined) return { service: name, port: found.container };
  }
  return null;
};

const urlsOf = ({ commands, waits }: Runbook): readonly URL[] =>
  [...commands, ...waits.filter((wait) => wait.kind === 'wait-until')]
    .flatMap(({ command }) => readCommand(command).invocations)
    .filter(({ program }) => program === 'curl' || program === 'wget')
    .flatMap(({ args }) => args.map(({ value }) => value))
    .filter((value) => /^(?:https?:\/\/|localhost[:/])/.test(value))
    .flatMap((value) => {
      const url = URL.parse(value.includes('://') ? value : `http://${value}`);
      return url === null ? [] : [url];
    });
