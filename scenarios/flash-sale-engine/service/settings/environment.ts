// Reads typed values out of the environment. Problems are collected, so that a start names all of them at once.
import { parseDurationMs } from './duration.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export class SettingsError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`cannot start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

export interface Reader {
  readonly text: (name: string, fallback: string) => string;
  readonly choice: <T extends string>(name: string, options: readonly T[], fallback: T) => T;
  readonly integer: (name: string, fallback: number, range: Range) => number;
  readonly share: (name: string, fallback: number) => number;
  readonly flag: (name: string, fallback: boolean) => boolean;
  readonly durationMs: (name: string, fallback: string) => number;
  readonly address: (name: string, fallback: string) => Address;
  readonly check: (holds: boolean, problem: string) => void;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Calls `read` and throws one SettingsError with everything that was wrong. */
export const readEnvironment = <T>(environment: Environment, read: (reader: Reader) => T): T => {
  const problems: string[] = [];
  const settings = read(createReader(environment, problems));
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
};

const createReader = (environment: Environment, problems: string[]): Reader => {
  const value = <T>(
    name: string,
    fallback: string,
    wanted: string,
    parse: (raw: string) => T | undefined,
  ): T => {
    const raw = environment[name] || fallback; // an empty value counts as unset: Compose passes `${X:-}` so
    const parsed = parse(raw);
    if (parsed === undefined) problems.push(`${name}: expected ${wanted}, got "${raw}"`);
    // The fallback only keeps reading going until all problems are known; no setting with a problem is ever used.
    return parsed ?? (parse(fallback) as T);
  };
  return {
    text: (name, fallback) => value(name, fallback, 'a text', (raw) => raw),
    choice: (name, options, fallback) =>
      value(name, fallback, `one of ${options.join(', ')}`, (raw) =>
        options.find((option) => option === raw),
      ),
    integer: (name, fallback, range) =>
      value(name, String(fallback), `a whole number from ${range.min} to ${range.max}`, (raw) =>
        inRange(/^-?\d+$/.test(raw) ? Number(raw) : Number.NaN, range),
      ),
    share: (name, fallback) =>
      value(name, String(fallback), 'a share from 0 to 1', (raw) =>
        inRange(/^\d*\.?\d+$/.test(raw) ? Number(raw) : Number.NaN, { min: 0, max: 1 }),
      ),
    flag: (name, fallback) => value(name, String(fallback), 'true or false', parseFlag),
    durationMs: (name, fallback) => value(name, fallback, 'a duration like 200ms, 30s, 1m', parsePositiveMs),
    address: (name, fallback) => value(name, fallback, 'host:port', parseAddress),
    check: (holds, problem) => {
      if (!holds) problems.push(problem);
    },
  };
};

const inRange = (value: number, { min, max }: Range): number | undefined =>
  value >= min && value <= max ? value : undefined;

const parseFlag = (raw: string): boolean | undefined =>
  raw === 'true' ? true : raw === 'false' ? false : undefined;

const parsePositiveMs = (raw: string): number | undefined => {
  const ms = parseDurationMs(raw);
  return ms !== undefined && ms > 0 ? ms : undefined;
};

const parseAddress = (raw: string): Address | undefined => {
  const match = /^([A-Za-z0-9._-]+):(\d{1,5})$/.exec(raw);
  const port = Number(match?.[2]);
  return match?.[1] !== undefined && port > 0 && port < 65536 ? { host: match[1], port } : undefined;
};
