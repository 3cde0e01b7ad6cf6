// Why a drill ends before its last phase. Healing follows in every case.
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
