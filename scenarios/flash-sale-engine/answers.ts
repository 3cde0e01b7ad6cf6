// What an answer of the gateway means for the order: taken, refused, or open.
import type { Outcome } from '../../core/workload.ts';

export interface Seen {
  readonly outcome: Outcome;
  readonly answer: string;
}

/** 202 is queued; 503 and 4xx are not, now or later; everything else (504, 500, a proxy's 502) leaves it open. */
export const readAnswer = (status: number, body: string): Seen => {
  const outcome =
    status === 202 ? 'ok' : status === 503 || (status >= 400 && status < 500) ? 'refused' : 'unknown';
  const reason = outcome === 'ok' ? '' : reasonOf(body);
  return { outcome, answer: reason === '' ? String(status) : `${status} ${reason}` };
};

/** Without a connection nothing was sent: refused. With one the request may have arrived. */
export const readError = (error: unknown): Seen => {
  const at = error as NodeJS.ErrnoException;
  const answer = at.code ?? at.name;
  return { outcome: error instanceof NotConnected ? 'refused' : 'unknown', answer };
};

export class NotConnected extends Error {
  override readonly name = 'NotConnected';
  readonly code: string;

  constructor(cause: unknown) {
    super('no connection to the gateway', { cause });
    this.code = (cause as NodeJS.ErrnoException).code ?? 'ENOCONNECTION';
  }
}

const reasonOf = (body: string): string => {
  try {
    const { reason, error } = JSON.parse(body) as { reason?: unknown; error?: unknown };
    return String(reason ?? error ?? '').slice(0, 80);
  } catch {
    return ''; // Not the gateway's JSON: the status says it all.
  }
};
