// Entry point of the container: `main.ts gateway` or `main.ts processor`; others are tools for people.
import { startGateway, type RunningService } from './gateway/gateway.ts';
import { createLog, type Log } from './log.ts';
import { startProcessor } from './processor/processor.ts';
import { SettingsError } from './settings/environment.ts';
import { readGatewaySettings, readProcessorSettings, type CommonSettings } from './settings/settings.ts';
import { onTermination, reportStrayErrors } from './shutdown.ts';
import { runTool, tools } from './tools.ts';

const usageExitCode = 64;

const serve = async <S extends CommonSettings>(
  name: string,
  settings: S,
  start: (settings: S, log: Log) => Promise<RunningService>,
): Promise<void> => {
  const log = createLog(name, settings.logLevel);
  reportStrayErrors(log);
  const service = await start(settings, log);
  onTermination({ log, limitMs: settings.shutdownTimeoutMs, close: service.close, inWork: service.inWork });
};

const services: Readonly<Record<string, () => Promise<void>>> = {
  gateway: () => serve('gateway', readGatewaySettings(process.env), startGateway),
  processor: () => serve('processor', readProcessorSettings(process.env), startProcessor),
  ...Object.fromEntries(
    Object.entries(tools).map(([name, tool]) => [name, () => runTool(tool, process.argv.slice(3))]),
  ),
};

const run = async (name: string): Promise<void> => {
  const service = services[name];
  if (!service)
    throw new SettingsError([
      `which service: expected one of ${Object.keys(services).join(', ')}, got "${name}"`,
    ]);
  await service();
};

try {
  await run(process.argv[2] ?? '');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof SettingsError ? usageExitCode : 1);
}
