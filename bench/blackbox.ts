// What the same look costs blackbox_exporter: asked one look at a time by several askers, as Prometheus would ask it.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { systemClock } from '../core/clock.ts';

const program = 'prometheus-blackbox-exporter';
const looks = 10_000;
const askers = 20;
const upWithinMs = 10_000;
// A fresh connection for each look is what it does by itself; the body is checked, as our probe could.
const modules = `modules: { http: { prober: http, timeout: 2s, http: { preferred_ip_protocol: ip4 } } }\n`;
// Of /proc/PID/stat; Linux has had 100 ticks to the second on every architecture that Node runs on.
const ticksPerSecond = 100;

/** Looks per CPU-second of blackbox_exporter at `http://127.0.0.1:port/health`. */
export const benchBlackbox = async (port: number): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'gameday-bench-'));
  const own = await freePort();
  const config = join(folder, 'blackbox.yml');
  await writeFile(config, modules);
  const argv = [program, `--config.file=${config}`, `--web.listen-address=127.0.0.1:${own}`];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...argv], { stdio: 'ignore' });
  const agent = new Agent({ connections: askers });
  try {
    const base = `http://127.0.0.1:${own}`;
    await up(`${base}/-/healthy`, child);
    const target = encodeURIComponent(`http://127.0.0.1:${port}/health`);
    const url = `${base}/probe?module=http&target=${target}`;
    const before = cpuSeconds(child);
    let left = looks;
    const ask = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const text = await (await request(url, { dispatcher: agent })).body.text();
        if (!/^probe_success 1$/m.test(text))
          throw new Error(`${program} says that the look failed:\n${text}`);
      }
    };
    await Promise.all(Array.from({ length: askers }, ask));
    return looks / (cpuSeconds(child) - before);
  } finally {
    await agent.close();
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
};

const up = async (url: string, child: ChildProcess): Promise<void> => {
  const untilMs = systemClock.monotonicMs() + upWithinMs;
  for (;;) {
    try {
      await (await request(url)).body.dump();
      return;
    } catch (error) {
      const over = child.exitCode !== null || systemClock.monotonicMs() > untilMs;
      if (over) throw new Error(`${program} does not come up`, { cause: error });
      await systemClock.sleep(50);
    }
  }
};

const cpuSeconds = ({ pid }: ChildProcess): number => {
  const stat = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // utime and stime, fields 14 and 15 of proc(5).
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
