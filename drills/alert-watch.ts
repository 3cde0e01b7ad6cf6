// Follows every alert of the stack as edges: pending → firing → delivered → resolved, from Prometheus' raw samples and our receiver.
import type { Context } from '../core/clock.ts';
import { instantOf } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { AlertEdge } from '../core/journal/events.ts';
import type { Series, Stack } from '../stack/stack.ts';
import { followEvaluation, longestPauseMs } from './rule-evaluation.ts';

export interface SeenEdge {
  readonly alert: string;
  readonly edge: AlertEdge;
  /** Prometheus' evaluation or the receiver's clock, epoch ms. */
  readonly atMs: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface AlertWatch {
  /** Alerts that are pending or firing now, by name. */
  active(): ReadonlyMap<string, 'pending' | 'firing'>;
  /** All edges so far, oldest first. */
  edges(): readonly SeenEdge[];
  /** Epoch ms of the last look that succeeded; an old one means: can't be measured. */
  lastLookMs(): number;
  lastError(): string | null;
  /** Why alerts could not be followed for a while since that instant (epoch ms); null when they could all the time. */
  blindSince(sinceMs: number): string | null;
  stop(): Promise<void>;
}

export interface AlertWatchOptions {
  readonly stack: Pick<Stack, 'prometheus' | 'receiver'>;
  /** Paced interval of rule evaluation, ms: an alert's sample is expected that often. */
  readonly evaluationMs: number;
  /** All that Prometheus should know: one that it has not loaded is quiet whatever happens. */
  readonly alerts: readonly string[];
  readonly ctx: Context;
  readonly onEdge: (edge: SeenEdge) => void;
}

interface Tracked {
  /** `ended` stays known: its samples are still inside the range of the next look. */
  state: 'pending' | 'firing' | 'ended';
  lastSampleMs: number;
  labels: Readonly<Record<string, string>>;
}

export const watchAlerts = async ({
  stack,
  evaluationMs,
  alerts,
  ctx,
  onEdge,
}: AlertWatchOptions): Promise<AlertWatch> => {
  const ended = new AbortController();
  const inner: Context = { clock: ctx.clock, signal: AbortSignal.any([ended.signal, ctx.signal]) };
  const tracked = new Map<string, Tracked>();
  const seen: SeenEdge[] = [];
  let deliveredSeq = (await stack.receiver.deliveries(0, inner)).at(-1)?.seq ?? 0;
  let lookedMs = 0;
  let error: string | null = null;
  const evaluation = followEvaluation(evaluationMs, alerts, () => ctx.clock.now().getTime());

  const tell = (edge: SeenEdge): void => {
    seen.push(edge);
    onEdge(edge);
  };

  const look = async (): Promise<void> => {
    // Everything since the look before, with room for a look that took long.
    const nowMs = ctx.clock.now().getTime();
    const agoMs = lookedMs === 0 ? 0 : nowMs - lookedMs;
    const backMs = Math.max(10 * evaluationMs, agoMs + 4 * evaluationMs);
    const limited: Context = { clock: ctx.clock, signal: ctx.clock.deadline(3_000, inner.signal) };
    const samples = await stack.prometheus.raw(`ALERTS[${Math.ceil(backMs)}ms]`, limited);
    // Asked after the samples, never before: what has samples and is absent now has ended in between.
    const present = await stack.prometheus.query('ALERTS', limited);
    for (const edge of edgesOf(tracked, samples, present, evaluationMs)) tell(edge);
    for (const delivery of await stack.receiver.deliveries(deliveredSeq, limited)) {
      deliveredSeq = delivery.seq;
      // `resolved` is told by Prometheus' edge; its delivery only matters for people and stays in the receiver.
      if (delivery.status === 'firing') {
        tell({ alert: delivery.alert, edge: 'delivered', atMs: delivery.atMs, labels: delivery.labels });
      }
    }
    const rules = await stack.prometheus.rules(limited);
    error = evaluation.take(rules, await scrapesSince(lookedMs, stack.prometheus, evaluationMs, limited));
    lookedMs = nowMs;
  };

  const watching = (async () => {
    while (!inner.signal.aborted) {
      try {
        await look();
      } catch (cause) {
        if (!inner.signal.aborted) error = messageOf(cause);
      }
      await inner.clock.sleep(Math.max(100, evaluationMs), inner.signal).catch(() => undefined);
    }
  })();

  return {
    active: () => activeOf(tracked),
    edges: () => seen,
    lastLookMs: () => lookedMs,
    lastError: () => error,
    blindSince: (sinceMs) => error ?? evaluation.gapSince(sinceMs),
    async stop() {
      ended.abort();
      await watching;
    },
  };
};

/**
 * After a pause of ours: when Prometheus scraped meanwhile. One that scrapes evaluates, and keeps what it evaluated: that we did
 * not look is no blindness then.
 */
const scrapesSince = async (
  sinceMs: number,
  prometheus: Stack['prometheus'],
  evaluationMs: number,
  ctx: Context,
): Promise<readonly number[]> => {
  const pauseMs = ctx.clock.now().getTime() - sinceMs;
  if (sinceMs === 0 || pauseMs <= longestPauseMs(evaluationMs) / 2) return [];
  const series = await prometheus.raw(`up[${Math.ceil(pauseMs + 4 * evaluationMs)}ms]`, ctx);
  return series.flatMap(({ samples }) => samples.map(([atMs]) => atMs));
};

/** The edges between what was known (`tracked`, changed in place) and what Prometheus shows now. */
export const edgesOf = (
  tracked: Map<string, Tracked>,
  samples: readonly Series[],
  present: readonly Series[],
  evaluationMs: number,
): readonly SeenEdge[] => {
  const edges: SeenEdge[] = [];
  const points = samples
    .flatMap((series) => series.samples.map(([atMs]) => ({ atMs, labels: series.labels })))
    .sort((a, b) => a.atMs - b.atMs);
  for (const { atMs, labels } of points) {
    const key = keyOf(labels);
    const state = labels['alertstate'] === 'firing' ? 'firing' : 'pending';
    const before = tracked.get(key);
    if (before !== undefined && atMs <= before.lastSampleMs) continue;
    // It can't have become pending but by way of quiet, which may have been too short for a look.
    if (before?.state === 'firing' && state === 'pending') edges.push(resolved(key, before, evaluationMs));
    if (before?.state !== state) edges.push({ alert: nameOf(key), edge: state, atMs, labels });
    tracked.set(key, { state, lastSampleMs: atMs, labels });
  }
  const now = new Set(present.map((series) => keyOf(series.labels)));
  for (const [key, known] of tracked) {
    if (known.state === 'ended' || now.has(key)) continue;
    tracked.set(key, { ...known, state: 'ended' });
    if (known.state === 'firing') edges.push(resolved(key, known, evaluationMs));
  }
  return edges;
};

/** The evaluation after the last sample is the one that found the expression quiet. */
const resolved = (key: string, { lastSampleMs, labels }: Tracked, evaluationMs: number): SeenEdge => ({
  alert: nameOf(key),
  edge: 'resolved',
  atMs: lastSampleMs + evaluationMs,
  labels,
});

const activeOf = (tracked: ReadonlyMap<string, Tracked>): Map<string, 'pending' | 'firing'> => {
  const active = new Map<string, 'pending' | 'firing'>();
  for (const [key, { state }] of tracked) {
    if (state !== 'ended' && active.get(nameOf(key)) !== 'firing') active.set(nameOf(key), state);
  }
  return active;
};

/** For the journal: the time of an edge as an instant. */
export const edgeInstant = (edge: SeenEdge): string => instantOf(edge.atMs);

/** One alert instance: its name and labels without the state. */
const keyOf = (labels: Readonly<Record<string, string>>): string =>
  JSON.stringify([
    labels['alertname'] ?? '',
    ...Object.entries(labels)
      .filter(([name]) => name !== 'alertstate' && name !== '__name__' && name !== 'alertname')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

const nameOf = (key: string): string => String((JSON.parse(key) as readonly unknown[])[0]);
