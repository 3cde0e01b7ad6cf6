// JSON lines on stdout, one per event, with the fields that the runbook's grep and jq commands rely on.
import { logLevels, type LogLevel } from './settings/settings.ts';

export interface LogFields {
  readonly event: string;
  readonly correlation_id?: string | undefined;
  readonly order_id?: string | undefined;
  readonly user_id?: string | undefined;
  readonly item_id?: string | undefined;
  readonly processing_time_ms?: number | undefined;
  readonly reason?: string | undefined;
  readonly [field: string]: string | number | boolean | undefined;
}

export type Log = Readonly<Record<LogLevel, (message: string, fields: LogFields) => void>>;

export const createLog = (
  service: string,
  threshold: LogLevel,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log => {
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields): void => {
      if (logLevels.indexOf(level) < logLevels.indexOf(threshold)) return;
      const { event, ...rest } = fields;
      const line = { timestamp: new Date().toISOString(), level, message, service, event, ...rest };
      write(`${JSON.stringify(line)}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
