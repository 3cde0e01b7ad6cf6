// What ended a whole run early. A drill that had passed by then says nothing of it, and those after it are only skipped.
import { messageOf } from '../../core/errors.ts';
import type { JournalEventBody } from '../../core/journal/events.ts';
import { Interruption, isEngineLost, isLeaseLost } from './stop.ts';

/** `asked` aborts when somebody wants the end, `run` also when what it needs is lost. Null: neither, or what failed has told it. */
export const earlyEnd = (asked: AbortSignal, run: AbortSignal): JournalEventBody | null => {
  if (asked.aborted) return { type: 'run.interrupted', by: whoOf(asked.reason) };
  const reason: unknown = run.reason;
  if (isLeaseLost(reason)) return { type: 'run.interrupted', by: 'another process, which took its lease' };
  if (isEngineLost(reason)) return { type: 'run.failed', reason: 'engine-lost', message: messageOf(reason) };
  return null;
};

const whoOf = (reason: unknown): string => (reason instanceof Interruption ? reason.by : messageOf(reason));
