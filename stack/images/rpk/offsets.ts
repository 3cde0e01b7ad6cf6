// Where to consume from and up to, as `rpk topic consume --offset` takes it.
import { UsageError } from './flags.ts';

/** `shift` counts away from that end of the log, towards its middle. */
export type Position =
  | { readonly at: 'start' | 'end'; readonly shift: number }
  | { readonly at: 'offset'; readonly offset: number }
  | { readonly at: 'time'; readonly ms: number };

export interface OffsetRange {
  readonly from: Position;
  /** Null: follows for ever. Exclusive. */
  readonly to: Position | null;
}

const start: Position = { at: 'start', shift: 0 };
const end: Position = { at: 'end', shift: 0 };

export const parseOffset = (text: string, nowMs: number): OffsetRange => {
  const colon = text.indexOf(':');
  if (text.startsWith('@')) return timeRange(text.slice(1), nowMs);
  if (colon === -1) return { from: position(text), to: null };
  const [from, to] = [text.slice(0, colon), text.slice(colon + 1)];
  return { from: from === '' ? start : position(from), to: to === '' ? null : position(to) };
};

const position = (text: string): Position => {
  if (text === 'start' || text === 'oldest') return start;
  if (text === 'end' || text === 'newest') return end;
  if (/^\+\d+$/.test(text)) return { at: 'start', shift: Number(text) };
  if (/^-\d+$/.test(text)) return { at: 'end', shift: -Number(text) };
  if (/^\d+$/.test(text)) return { at: 'offset', offset: Number(text) };
  throw new UsageError(`invalid offset "${text}": wanted start, end, N, +N, -N, FROM:TO or @TIME`);
};

/** `@2022-02-14T03:04:05Z`, `@-1h`, `@1650000000000`, each also with `:` and an end. */
const timeRange = (text: string, nowMs: number): OffsetRange => {
  // A colon inside a time of day is not the one between start and end.
  const [from = '', to] = text.split(/:(?!\d\d)/);
  const at = (one: string): Position =>
    one === 'end' ? end : { at: 'time', ms: timeOf(one.replace(/^@/, ''), nowMs) };
  return { from: at(from), to: to === undefined || to === '' ? null : at(to) };
};

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const timeOf = (text: string, nowMs: number): number => {
  const [, amount, unit = ''] = /^-(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (amount !== undefined) return nowMs - Number(amount) * (units[unit] ?? 1);
  if (/^\d{13}$/.test(text)) return Number(text);
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  const parsed = Date.parse(text);
  if (Number.isNaN(parsed))
    throw new UsageError(`invalid time "${text}": wanted a date, epoch seconds or -AGE`);
  return parsed;
};
