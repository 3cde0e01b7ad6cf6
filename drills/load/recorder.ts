// Collects operations, and hands them on in batches: one journal record for many.
import type { Clock } from '../../core/clock.ts';
import type { Operation } from '../../core/workload.ts';

export interface Recorder {
  operation(operation: Operation): void;
  missed(): void;
  /** True once the listener threw: nothing is recorded any more. */
  failed(): boolean;
  /** Hands on what is left; throws what the listener threw, now or before. */
  close(): void;
}

export const startRecorder = (
  clock: Clock,
  onOperations: (batch: readonly Operation[], missed: number) => void,
  batchMs = 100,
): Recorder => {
  let operations: Operation[] = [];
  let missed = 0;
  let waiting = false;
  let failure: { readonly error: unknown } | null = null;

  const flush = (): void => {
    if (failure !== null || (operations.length === 0 && missed === 0)) return;
    const batch = operations;
    const ticks = missed;
    operations = [];
    missed = 0;
    try {
      onOperations(batch, ticks);
    } catch (error) {
      failure = { error };
    }
  };
  const flushSoon = (): void => {
    if (waiting) return;
    waiting = true;
    void clock.sleep(batchMs).then(() => {
      waiting = false;
      flush();
    });
  };

  return {
    operation(operation) {
      operations.push(operation);
      flushSoon();
    },
    missed() {
      missed += 1;
      flushSoon();
    },
    failed: () => failure !== null,
    close() {
      flush();
      if (failure !== null) throw failure.error;
    },
  };
};
