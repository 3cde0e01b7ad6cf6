// How long an alert may take to be delivered: what init writes has to be kept at the default pace, where floors and real time weigh more.
import { formatDuration } from '../../core/duration.ts';
import { createPacer, defaultFloors, type FloorKind, type Pacer } from '../../core/pace.ts';
import { reachMs, rewriteDurations } from '../../core/promql/durations.ts';
import { deliveryAllowanceMs } from '../detectability/predict.ts';
import { defaultPace } from '../scenario/schema.ts';
import type { InitAlert } from './init-alerts.ts';
import { intervals } from './init-monitoring.ts';

/** The latest at which the metrics show the fault, as init writes it under `effects`: real time at any pace. */
export const effectMs = 5_000;

/** Room for whatever a busy machine takes beyond. */
const roomMs = 60_000;

export const withinOf = (alert: InitAlert): string => {
  const nominal = createPacer(1, defaultFloors);
  const usual = createPacer(defaultPace, defaultFloors);
  const latestMs = Math.max(deliveredMs(alert, nominal), deliveredMs(alert, usual) * defaultPace);
  return formatDuration(Math.ceil((latestMs + roomMs) / 30_000) * 30_000);
};

/** The hold counts in whole evaluations. */
const deliveredMs = ({ expression, holdMs, intervalMs }: InitAlert, pacer: Pacer): number => {
  const paced = (ms: number, kind: FloorKind): number => pacer.pacedMs(ms, kind).pacedMs;
  const reach = expression === null ? 0 : reachMs(rewriteDurations(expression, (ms) => paced(ms, 'window')));
  const evaluation = paced(intervalMs ?? intervals.evaluation, 'interval');
  const scrape = paced(intervals.scrape, 'interval');
  const hold = Math.ceil(paced(holdMs, 'window') / evaluation) * evaluation;
  const groupWait = paced(intervals.groupWait, 'interval');
  return effectMs + reach + scrape + evaluation + hold + groupWait + deliveryAllowanceMs;
};
