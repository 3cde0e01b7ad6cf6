// What the engine reports about the stack's containers: one subscription, kept in memory, taken up again when it breaks.
import type { Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import { instantOf, type Clock, type Context } from '../core/clock.ts';
import { callEngine } from './engine-call.ts';
import { composeServiceLabel, ours } from './labels.ts';
import type { EngineEvent } from './stack.ts';

export interface EventLog {
  since(sinceMs: number, ctx: Context): Promise<readonly EngineEvent[]>;
  close(): Promise<void>;
}

const actions = ['die', 'oom', 'start', 'stop', 'kill', 'pause', 'unpause', 'destroy', 'create'] as const;
const resubscribeAfterMs = 200;
const mostKept = 20_000;

interface RawEvent {
  readonly Action: string;
  readonly timeNano: number;
  readonly Actor: { readonly ID: string; readonly Attributes?: Readonly<Record<string, string>> };
}

/** Resolves once the subscription stands: nothing that happens afterwards is missed. */
export const subscribe = async (
  docker: Dockerode,
  system: string,
  clock: Clock,
  onEvent: (event: EngineEvent) => void,
): Promise<EventLog> => {
  const closing = new AbortController();
  const own: Context = { clock, signal: closing.signal };
  const kept = new Map<string, { readonly atMs: number; readonly event: EngineEvent }>();
  let lastSeconds = clock.now().getTime() / 1000;
  const filters = { type: ['container' as const], event: [...actions], ...ours(system) };

  const keep = (raw: RawEvent): void => {
    const event = toEvent(raw);
    const key = `${raw.timeNano} ${raw.Actor.ID} ${raw.Action}`;
    if (event === null || kept.has(key)) return;
    const atMs = raw.timeNano / 1e6;
    kept.set(key, { atMs, event });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? key);
    lastSeconds = Math.max(lastSeconds, raw.timeNano / 1e9);
    onEvent(event);
  };
  const open = async (): Promise<Readable> => {
    const stream = await callEngine('subscribe to events', own, () =>
      docker.getEvents({ filters, since: lastSeconds, abortSignal: closing.signal }),
    );
    return stream as Readable;
  };

  const first = await open();
  const following = follow(first, open, keep, own);
  return {
    since: async (sinceMs, ctx) => {
      // The engine answers with what it has published until now, which our own subscription may not have brought yet.
      const span = { since: sinceMs / 1000, until: ctx.clock.now().getTime() / 1000 };
      const recent = await callEngine('read events', ctx, (abortSignal) =>
        docker.getEvents({ filters, ...span, abortSignal }),
      );
      await readLines(recent as Readable, keep);
      return [...kept.values()]
        .filter(({ atMs }) => atMs >= sinceMs)
        .sort((left, right) => left.atMs - right.atMs)
        .map(({ event }) => event);
    },
    close: async () => {
      closing.abort();
      first.destroy();
      await following;
    },
  };
};

const follow = async (
  first: Readable,
  open: () => Promise<Readable>,
  keep: (raw: RawEvent) => void,
  own: Context,
): Promise<void> => {
  let stream: Readable | null = first;
  while (!own.signal.aborted) {
    if (stream !== null) await readLines(stream, keep);
    if (own.signal.aborted) return;
    try {
      await own.clock.sleep(resubscribeAfterMs, own.signal);
      stream = await open();
    } catch {
      // Closed, or the engine is away: whoever acts on it gets the error, here it is only tried again.
      stream = null;
    }
  }
};

/** Until the stream ends or breaks. */
const readLines = async (stream: Readable, keep: (raw: RawEvent) => void): Promise<void> => {
  let pending = '';
  try {
    for await (const chunk of stream) {
      const lines = (pending + String(chunk)).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') keep(JSON.parse(line) as RawEvent);
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    // A broken connection: the caller subscribes again.
  }
};

const toEvent = ({ Action, timeNano, Actor }: RawEvent): EngineEvent | null => {
  const action = actions.find((known) => known === Action);
  const service = Actor.Attributes?.[composeServiceLabel];
  if (action === undefined || service === undefined) return null;
  const exitCode = Actor.Attributes?.['exitCode'];
  return {
    service,
    action,
    exitCode: exitCode === undefined ? null : Number(exitCode),
    at: instantOf(timeNano / 1e6),
  };
};
