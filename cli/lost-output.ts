// What standard output and standard error did not take.
import { exitCodes } from '../core/verdicts.ts';
import { say } from './output.ts';

/** A reader that went away, a terminal that was closed: what nobody hears must end no work, least of all healing. */
const nobodyListens = new Set(['EPIPE', 'EIO']);

/** What is worse than a result that is not complete: what may be left behind; and what was refused had none. */
const outranking = new Set<unknown>([exitCodes.cleanup, exitCodes.usage]);

/** From here on a result that could not be written (a full disk) is told, and the process ends as for an error of ours. */
export const mindLostOutput = (): void => {
  const lost = (error: NodeJS.ErrnoException): void => {
    if (nobodyListens.has(error.code ?? '')) return;
    process.once('exit', () => {
      if (!outranking.has(process.exitCode)) process.exitCode = exitCodes.internal;
    });
    say(`gameday: the output is not complete: ${error.message}`);
  };
  process.stdout.once('error', lost).on('error', () => undefined);
  process.stderr.on('error', () => undefined);
};
