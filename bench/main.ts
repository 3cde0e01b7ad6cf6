// npm run bench: where a drill's time goes, how fast the stack and the command line start, how long lint takes, what probes cost. Prints it, and writes docs/evidence/bench.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../core/clock.ts';
import { installPackages } from '../stack/install-packages.ts';
import { missingPackages } from '../stack/packages.ts';
import { benchCli } from './cli-start.ts';
import { benchDrill } from './drill.ts';
import { benchLint } from './lint.ts';
import { root } from './measure.ts';
import { benchProbes } from './probes.ts';
import { benchStack } from './stack-start.ts';

const parts = { cli: benchCli, lint: benchLint, probes: benchProbes, stack: benchStack, drill: benchDrill };

const main = async (): Promise<void> => {
  const ctx = { clock: systemClock, signal: new AbortController().signal };
  const missing = await missingPackages(['engine', 'bench'], process.env['PATH'] ?? '');
  await installPackages(missing, ctx, {
    userId: process.getuid?.() ?? -1,
    onProgress: (line) => void process.stderr.write(`${line}\n`),
  });
  const wanted = process.argv.slice(2);
  const known = Object.entries(parts).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const sections: string[] = [];
  const tell = (text: string): void => {
    sections.push(text);
    process.stdout.write(`${text}\n\n`);
  };
  tell(`# Benchmark\n\n${environment()}`);
  for (const [, bench] of known) tell(await bench());
  if (known.length < Object.keys(parts).length) return;
  const folder = join(root, 'docs', 'evidence');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'bench.md'), `${sections.join('\n\n')}\n`);
};

const environment = (): string => {
  const [cpu] = cpus();
  const day = systemClock.now().toISOString().slice(0, 10);
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return `${day}, Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory}, Linux. Taken by \`npm run bench\`.`;
};

await main();
