// The two Compose files at a pace: environment durations, monitoring configs, Prometheus' flags; every config inlined.
import { parse } from 'yaml';
import { formatDuration, parseDuration } from '../../core/duration.ts';
import type { FloorKind, Pacer } from '../../core/pace.ts';
import type { Timings } from '../../core/rules.ts';
import { escapeDollars } from './compose-file.ts';
import { writeYaml } from '../../core/yaml/write.ts';

interface RawService {
  environment?: Record<string, unknown> | string[];
  command?: string | unknown[];
}
interface RawCompose {
  services: Record<string, RawService>;
  configs?: Record<string, { content?: string; file?: string }>;
  networks?: Record<string, { name?: string }>;
}

/** Paced values by `NAME` and by `service.NAME`. */
export type PacedEnvironment = Record<string, number>;

/** What replaces the content of a config, by name. */
export type Contents = Readonly<Record<string, string>>;

/** The system's own Compose file. */
export const paceSystem = (
  text: string,
  contents: Contents,
  env: Readonly<Record<string, FloorKind>>,
  pacer: Pacer,
  timings: Timings,
): { readonly text: string; readonly environment: PacedEnvironment } => {
  const compose = parseCompose(text);
  const environment: PacedEnvironment = {};
  for (const [service, raw] of Object.entries(compose.services)) {
    const map = environmentMap(raw.environment);
    for (const [name, kind] of Object.entries(env)) {
      const nominalMs = parseDuration(String(map[name] ?? ''));
      if (nominalMs === null) continue;
      const value = pacer.pacedMs(nominalMs, kind);
      timings[`${service} ${name}`] = value;
      environment[`${service}.${name}`] = value.pacedMs;
      environment[name] = Math.max(environment[name] ?? 0, value.pacedMs);
      map[name] = formatDuration(value.pacedMs);
    }
    if (Object.keys(map).length > 0) raw.environment = map;
  }
  inline(compose, contents);
  return { text: writeYaml(compose), environment };
};

/** What belongs to gameday: a second project on the system's network, which is the system's to make. */
export const paceMonitoring = (text: string, contents: Contents, pacer: Pacer, timings: Timings): string => {
  const compose = parseCompose(text);
  inline(compose, contents);
  for (const [flag, defaultMs] of prometheusFlags) {
    const prometheus = compose.services['prometheus'];
    if (prometheus !== undefined)
      prometheus.command = withFlag(prometheus.command, flag, defaultMs, pacer, timings);
  }
  const network = compose.networks?.['default']?.name;
  compose.networks = {
    ...compose.networks,
    default: { ...(network !== undefined && { name: network }), external: true } as object,
  };
  return writeYaml(compose);
};

const prometheusFlags: readonly (readonly [string, number])[] = [
  ['--query.lookback-delta', 300_000],
  ['--rules.alert.resend-delay', 60_000],
];

const withFlag = (
  command: RawService['command'],
  flag: string,
  defaultMs: number,
  pacer: Pacer,
  timings: Timings,
): unknown[] => {
  const words =
    typeof command === 'string' ? command.split(/\s+/).filter((word) => word !== '') : [...(command ?? [])];
  const own = words.find((word) => String(word).startsWith(`${flag}=`));
  const nominalMs =
    own === undefined ? defaultMs : (parseDuration(String(own).slice(flag.length + 1)) ?? defaultMs);
  const value = pacer.pacedMs(nominalMs, 'window');
  timings[flag.replace(/^--/, '')] = value;
  return [...words.filter((word) => word !== own), `${flag}=${formatDuration(value.pacedMs)}`];
};

const parseCompose = (text: string): RawCompose => parse(text, { merge: true }) as RawCompose;

const environmentMap = (environment: RawService['environment']): Record<string, unknown> => {
  if (!Array.isArray(environment)) return { ...environment };
  return Object.fromEntries(
    environment.map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line, null] : [line.slice(0, at), line.slice(at + 1)];
    }),
  );
};

const inline = (compose: RawCompose, contents: Contents): void => {
  for (const [name, config] of Object.entries(compose.configs ?? {})) {
    const content = contents[name];
    if (content === undefined) continue;
    delete config.file;
    config.content = escapeDollars(content);
  }
};
