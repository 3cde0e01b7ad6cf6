// Ends a service on SIGTERM or SIGINT: the graceful way within the time given, by force after it. And makes sure that
// nothing ends it silently.
import { messageOf, type Log } from './log.ts';

export interface ShutdownOptions {
  readonly log: Log;
  readonly limitMs: number;
  readonly close: () => Promise<void>;
  /** Orders that were begun and have no end yet. */
  readonly inWork: () => number;
}

export const onTermination = ({ log, limitMs, close, inWork }: ShutdownOptions): void => {
  let closing = false;
  const end = (signal: string): void => {
    if (closing) return;
    closing = true;
    log.info(`${signal}: finishing what is in work`, { event: 'shutdown_started', in_work: inWork() });
    setTimeout(() => {
      const message = `not finished after ${limitMs} ms: ending by force`;
      log.error(message, { event: 'shutdown_forced', in_work: inWork() });
      process.exit(1);
    }, limitMs).unref();
    close().then(
      () => {
        log.info('stopped', { event: 'shutdown_finished' });
        process.exit(0);
      },
      (error: unknown) => {
        log.error(`shutdown failed: ${messageOf(error)}`, { event: 'shutdown_failed' });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
};

export const reportStrayErrors = (log: Log): void => {
  // kafkajs leaves rejections behind when a discarded client's work ends; they concern no order any more.
  process.on('unhandledRejection', (error) => {
    log.error(`unhandled rejection: ${messageOf(error)}`, {
      event: 'unhandled_rejection',
      stack: stackOf(error),
    });
  });
  process.on('uncaughtException', (error) => {
    log.error(`uncaught exception, stopping: ${error.message}`, {
      event: 'uncaught_exception',
      stack: stackOf(error),
    });
    process.exit(70);
  });
  process.removeAllListeners('warning'); // Node's own printer: it would mix plain text into the JSON lines
  process.on('warning', (warning) => {
    if (warning.name !== 'TimeoutNegativeWarning') log.warn(warning.message, { event: 'node_warning' }); // kafkajs' throttle timer, harmless
  });
};

const stackOf = (error: unknown): string | undefined => (error instanceof Error ? error.stack : undefined);
