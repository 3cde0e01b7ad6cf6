// Thresholds made comparable: 5 % is 0.05, 2000ms is 2 s.
import type { Comparator, Condition } from '../../model.ts';
import { amountText } from '../../alerts/amounts.ts';
import { quoted } from './listing.ts';

export interface Amount {
  readonly value: number;
  readonly dimension: 'ratio' | 'time' | 'bytes' | 'count' | string;
}

const units: Readonly<Record<string, readonly [dimension: string, factor: number]>> = {
  '%': ['ratio', 0.01],
  percent: ['ratio', 0.01],
  ms: ['time', 0.001],
  millisecond: ['time', 0.001],
  s: ['time', 1],
  sec: ['time', 1],
  second: ['time', 1],
  m: ['time', 60],
  min: ['time', 60],
  minute: ['time', 60],
  h: ['time', 3600],
  hour: ['time', 3600],
  d: ['time', 86_400],
  day: ['time', 86_400],
  b: ['bytes', 1],
  byte: ['bytes', 1],
  kb: ['bytes', 1e3],
  mb: ['bytes', 1e6],
  gb: ['bytes', 1e9],
  tb: ['bytes', 1e12],
  kib: ['bytes', 2 ** 10],
  mib: ['bytes', 2 ** 20],
  gib: ['bytes', 2 ** 30],
  tib: ['bytes', 2 ** 40],
};

/** Null where a condition has no number. */
export const amountOf = ({ value, unit }: Pick<Condition, 'value' | 'unit'>): Amount | null => {
  if (value === null) return null;
  if (unit === null) return { value, dimension: 'count' };
  const known = units[unit.toLowerCase()] ?? units[unit.toLowerCase().replace(/s$/, '')];
  return known === undefined
    ? { value, dimension: unit.toLowerCase() }
    : { value: value * known[1], dimension: known[0] };
};

/** Same number in the same unit; a plain 0.05 is 5 %, and a plain number may stand for seconds or bytes. Null: can't be compared. */
export const sameAmount = (one: Condition, other: Condition): boolean | null => {
  const [a, b] = [amountOf(one), amountOf(other)];
  if (a === null || b === null) return null;
  if (a.dimension === b.dimension) return close(a.value, b.value);
  if (a.dimension !== 'count' && b.dimension !== 'count') return null;
  const [plain, united, written] = a.dimension === 'count' ? [a, b, other] : [b, a, one];
  if (close(plain.value, united.value) || close(plain.value, written.value ?? Number.NaN)) return true;
  if (united.dimension === 'time')
    return [1e3, 1e6, 1e9].some((scale) => close(plain.value, united.value * scale));
  if (united.dimension === 'bytes') return close(plain.value, united.value) ? true : null;
  return united.dimension === 'ratio' && plain.value <= 1 ? false : null;
};

export const close = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

export const isAbove = (comparator: Comparator | null): boolean => comparator === '>' || comparator === '>=';
export const isBelow = (comparator: Comparator | null): boolean => comparator === '<' || comparator === '<=';

/** `> 3s`, as a person would write it. */
export const sayLimit = ({ comparator, value, unit }: Condition): string =>
  `${comparator ?? ''} ${value === null ? '?' : amountText(value, unit)}`.trim();

/** As written, with what it is about where that stands in another cell. */
export const sayCondition = ({ text, metric, ...rest }: Condition): string => {
  if (text === '') return sayLimit({ text, metric, ...rest });
  return quoted(
    metric === null || text.toLowerCase().includes(metric.toLowerCase()) || /[a-z]{4}/i.test(text)
      ? text
      : `${metric} ${text}`,
  );
};
