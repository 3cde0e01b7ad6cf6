// What the receiver keeps of Alertmanager's webhooks.
import { expect, it } from 'vitest';
import { createDeliveries, type WebhookMessage } from './deliveries.ts';

const message = (alert: string, status: 'firing' | 'resolved'): WebhookMessage => ({
  groupKey: `{}:{alertname="${alert}"}`,
  alerts: [
    {
      status,
      labels: { alertname: alert, severity: 'page' },
      startsAt: '2026-02-14T12:00:00.123Z',
      endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-02-14T12:00:05Z',
    },
  ],
});

it('numbers what comes and gives what is new', () => {
  const deliveries = createDeliveries(10);
  deliveries.add(message('BreakerOpen', 'firing'), 1000);
  deliveries.add(message('BreakerOpen', 'resolved'), 2000);
  expect(deliveries.after(0).map(({ seq, atMs, status }) => [seq, atMs, status])).toEqual([
    [1, 1000, 'firing'],
    [2, 2000, 'resolved'],
  ]);
  expect(deliveries.after(1)).toEqual([
    {
      seq: 2,
      atMs: 2000,
      status: 'resolved',
      alert: 'BreakerOpen',
      labels: { alertname: 'BreakerOpen', severity: 'page' },
      startsAtMs: Date.parse('2026-02-14T12:00:00.123Z'),
      endsAtMs: Date.parse('2026-02-14T12:00:05Z'),
      groupKey: '{}:{alertname="BreakerOpen"}',
    },
  ]);
  expect(deliveries.after(0)[0]?.endsAtMs).toBeNull();
});

it('forgets the oldest, and counts on', () => {
  const deliveries = createDeliveries(3);
  for (let n = 0; n < 5; n += 1) deliveries.add(message(`A${n}`, 'firing'), n);
  expect(deliveries.after(0).map(({ seq, alert }) => `${seq} ${alert}`)).toEqual(['3 A2', '4 A3', '5 A4']);
  expect(deliveries.count()).toBe(5);
});
