// One operation under its deadline, recorded whatever happens: what did not end in time is unknown.
import { DeadlineError, type Clock } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { Operation, Workload } from '../../core/workload.ts';

export interface OperateOptions {
  readonly workload: Workload;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly originMs: number;
}

type Done = Pick<Operation, 'id' | 'outcome' | 'answer'>;

// A workload whose signal has aborted gets this long to say what it saw.
const graceMs = 100;

/** Never rejects. */
export const operateOnce = async (
  options: OperateOptions,
  index: number,
  dueAtMs: number,
): Promise<Operation> => {
  const { clock, originMs } = options;
  const startedAtMs = clock.monotonicMs();
  const done = await operate(options, index);
  return {
    ...done,
    dueMs: round(dueAtMs - originMs),
    startedMs: round(startedAtMs - originMs),
    durationMs: round(clock.monotonicMs() - startedAtMs),
  };
};

const operate = async ({ workload, timeoutMs, clock }: OperateOptions, index: number): Promise<Done> => {
  const signal = clock.deadline(timeoutMs);
  const overstayed = Promise.withResolvers<Done>();
  const onAbort = (): void =>
    void clock.sleep(graceMs).then(() => overstayed.resolve(unknown(index, `no end within ${timeoutMs} ms`)));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([workload.operate(index, { signal, clock }), overstayed.promise]);
  } catch (error) {
    return unknown(
      index,
      error instanceof DeadlineError ? error.message : `the workload broke: ${messageOf(error)}`,
    );
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

// The workload gave no id, so the oracle can't find the operation: its number is all there is.
const unknown = (index: number, answer: string): Done => ({
  id: `operation-${index}`,
  outcome: 'unknown',
  answer,
});

const round = (ms: number): number => Math.round(ms * 100) / 100;
