// What standard output and standard error did not take.
import { exitCodes } from '../core/verdicts.ts';
import { say } from './output.ts';

/** A reader that went away, a terminal that was closed: what nobody hears must end no work, least of all healing. */
const nobodyListens = new Set(['EPIPE', 'EIO']);

/** From here on a result that could not be written (a full disk) is told, and the process does not end with 0. */
export const mindLostOutput = (): void => {
  const lost = (error: NodeJS.ErrnoException): void => {
    if (nobodyListens.has(error.code ?? '')) return;
    process.once('exit', () => (process.exitCode ||= exitCodes.internal));
    say(`gameday: the output is not complete: ${error.message}`);
  };
  process.stdout.once('error', lost).on('error', () => undefined);
  process.stderr.on('error', () => undefined);
};
