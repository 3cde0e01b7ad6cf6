// What probes cost: ten thousand of them, each every ten seconds, against a server on this machine; and what they cost blackbox_exporter.
import { systemClock } from '../core/clock.ts';
import { loopback } from '../core/loopback.ts';
import { probeKinds } from '../probes/kinds.ts';
import { startScheduler } from '../probes/scheduler.ts';
import { benchBlackbox } from './blackbox.ts';
import { promise, quantile, table } from './measure.ts';
import { startServer } from './probe-server.ts';

const count = 10_000;
const everyMs = 10_000;
const periods = 3;
const limitMs = 20;
const timesBlackbox = 3;

export const benchProbes = async (): Promise<string> => {
  const server = await startServer();
  try {
    const config = probeKinds.http.schema.parse({ url: `http://target:${server.port}/health` });
    const probes = Array.from({ length: count }, (_, index) => ({
      name: `probe-${index}`,
      probe: probeKinds.http.create(config, { dialer: loopback }),
      everyMs,
      timeoutMs: 2_000,
    }));
    const lags: number[] = [];
    let missed = 0;
    let failed = 0;
    const before = process.cpuUsage();
    const scheduler = startScheduler({
      probes,
      clock: systemClock,
      onObservation: (seen) => {
        lags.push(seen.startedMs - seen.dueMs);
        missed += seen.missed;
        if (seen.verdict !== 'pass') failed += 1;
      },
    });
    await systemClock.sleep(periods * everyMs);
    const { user, system } = process.cpuUsage(before);
    await scheduler.stop();
    const perCpuSecond = lags.length / ((user + system) / 1e6);
    return text({ lags, missed, failed, perCpuSecond, blackbox: await benchBlackbox(server.port) });
  } finally {
    server.close();
  }
};

interface Seen {
  readonly lags: readonly number[];
  readonly missed: number;
  readonly failed: number;
  /** Looks per CPU-second: ours, and blackbox_exporter's. */
  readonly perCpuSecond: number;
  readonly blackbox: number;
}

const text = ({ lags, missed, failed, perCpuSecond, blackbox }: Seen): string => {
  const p99 = quantile(lags, 0.99);
  const rows = [
    ['measure', 'value'],
    ['looks', String(lags.length)],
    ['scheduling lag, median', `${quantile(lags, 0.5).toFixed(1)} ms`],
    ['scheduling lag, p99', `${p99.toFixed(1)} ms`],
    ['missed ticks', String(missed)],
    ['looks that failed', String(failed)],
    ['looks per CPU-second', perCpuSecond.toFixed(0)],
    ['looks per CPU-second, blackbox_exporter', blackbox.toFixed(0)],
  ];
  const head = `## Probes: ${count} of http, fresh connections, every ${everyMs / 1000} s, for ${(periods * everyMs) / 1000} s`;
  const promises = [
    promise(p99 < limitMs && missed === 0, `p99 of the scheduling lag under ${limitMs} ms, no tick missed`),
    promise(
      perCpuSecond >= timesBlackbox * blackbox,
      `at least ${timesBlackbox} times the looks per CPU-second of blackbox_exporter (${(perCpuSecond / blackbox).toFixed(1)} times)`,
    ),
  ];
  return `${head}\n\n${table(rows)}\n\n${promises.join('\n\n')}`;
};
