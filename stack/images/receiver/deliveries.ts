// What was delivered, the newest so many: one entry for each alert of each webhook call.

/** Of Alertmanager's webhook, version 4: what is used. */
export interface WebhookMessage {
  readonly groupKey: string;
  readonly alerts: readonly {
    readonly status: 'firing' | 'resolved';
    readonly labels: Readonly<Record<string, string>>;
    readonly startsAt: string;
    readonly endsAt: string;
  }[];
}

export interface Delivered {
  readonly seq: number;
  readonly atMs: number;
  readonly status: 'firing' | 'resolved';
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAtMs: number;
  /** Null while it fires: Alertmanager then says the year 1. */
  readonly endsAtMs: number | null;
  readonly groupKey: string;
}

export const createDeliveries = (limit: number) => {
  const kept: Delivered[] = [];
  let seq = 0;
  return {
    add: ({ groupKey, alerts }: WebhookMessage, atMs: number): void => {
      for (const { status, labels, startsAt, endsAt } of alerts) {
        const endsAtMs = status === 'resolved' ? Date.parse(endsAt) : null;
        const alert = labels['alertname'] ?? '';
        kept.push({
          seq: ++seq,
          atMs,
          status,
          alert,
          labels,
          startsAtMs: Date.parse(startsAt),
          endsAtMs,
          groupKey,
        });
      }
      kept.splice(0, Math.max(0, kept.length - limit));
    },
    after: (last: number): readonly Delivered[] => kept.filter((one) => one.seq > last),
    count: (): number => seq,
  };
};
