// Why a drill ends before its last phase. Healing follows in every case.
import { GamedayError } from '../../core/errors.ts';
import type { EventOf } from '../../core/journal/events.ts';

export type StopReason = EventOf<'drill.stopped'>['reason'];

export class DrillStop extends Error {
  override readonly name = 'DrillStop';
  readonly reason: StopReason;

  constructor(reason: StopReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** The reason with which a run's signal aborts: somebody asked it to end. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly by: string;

  constructor(by: string) {
    super(`interrupted by ${by}`);
    this.by = by;
  }
}

const hasCode =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof GamedayError && error.code === code;

export const isEngineLost = hasCode('engine-lost');
/** Another process has healed the stack meanwhile: nothing on it is ours to touch any more. */
export const isLeaseLost = hasCode('lease-lost');
export const isDiskFull = hasCode('disk-full');
