// Ports of this machine that commands talk to, and those that forwards and Compose open.
import type { Span } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { kubectlCallOf } from './docker-calls.ts';
import { curlCallOf, partsOfUrl } from './curl-calls.ts';
import { laterInPipe, runsHere, runsOf, spanIn, type Run } from './runs.ts';

export interface PortUse {
  readonly port: number;
  readonly path: string;
  readonly at: Span;
  readonly one: Run;
}

/** `curl http://localhost:8080/…` on this machine. */
export const localPortsOf = (document: LintDocument): readonly PortUse[] =>
  runsOf(document, ['curl']).flatMap((one): readonly PortUse[] => {
    if (!runsHere(one)) return [];
    return (curlCallOf(one.run)?.urls ?? []).flatMap((url): readonly PortUse[] => {
      const parts = partsOfUrl(url.value);
      if (parts === null || parts.port === null || !/^(localhost|127\.0\.0\.1|0\.0\.0\.0)$/.test(parts.host))
        return [];
      return [{ port: parts.port, path: parts.path, at: spanIn(document, one.command, url), one }];
    });
  });

export interface Forward {
  readonly local: number;
  readonly remote: number;
  readonly one: Run;
}

/** `kubectl port-forward svc/x 8080:80`. */
export const forwardsOf = (document: LintDocument): readonly Forward[] =>
  runsOf(document).flatMap((one): readonly Forward[] => {
    const call = kubectlCallOf(one.run);
    if (call?.subcommand !== 'port-forward') return [];
    return call.targets.flatMap(({ value }): readonly Forward[] => {
      const [, local, remote] = /^(\d+)(?::(\d+))?$/.exec(value) ?? [];
      return local === undefined ? [] : [{ local: Number(local), remote: Number(remote ?? local), one }];
    });
  });

/** What only Prometheus has at its port. */
export const isPrometheus = ({ path }: PortUse): boolean =>
  /^\/api\/v1\/(query|query_range|targets|rules|alerts|series|labels|status|label)\b|^\/-\/(healthy|ready|reload)$|^\/(graph|targets|tsdb-status)$/.test(
    path,
  );

/** What Prometheus doesn't have: health pages, and metrics of another program. */
export const isAnotherService = ({ path, one }: PortUse): boolean => {
  if (/^\/(api\/)?(health|healthz|readyz?|livez|status|orders|users|version)$/.test(path)) return true;
  return (
    path === '/metrics' &&
    laterInPipe(one).some(
      ({ program, args }) => /grep$/.test(program) && args.some(({ value }) => isMetricOfOthers(value)),
    )
  );
};

const isMetricOfOthers = (word: string): boolean =>
  /^\W*[a-z]\w*_\w+/.test(word) &&
  !/^\W*(prometheus|go|process|promhttp|net_conntrack|scrape|up)_/.test(word);
