// The orders that a run makes: a pure function of run, seed and number, so that workload and oracle agree without talking.
import { createHash } from 'node:crypto';

export interface RunOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly itemId: string;
  readonly quantity: number;
}

const itemCount = 4;
// The gateway takes 60 orders of one user in a window of 1m; paced, the window is shorter and the rate allowed higher. Over
// 200 users in turn, 20 orders a second are 6 a minute for each: a tenth of the limit at pace 1, less at any other.
const userCount = 200;

/** More than a run sells: 20 orders a second of up to 3 pieces, for a day, from one item alone, are 5.2 million. */
export const initialStock = 10_000_000;

export const orderPrefix = (run: string): string => `drill-${run}-order-`;
export const userPrefix = (run: string): string => `drill-${run}-user-`;
export const itemsOf = (run: string): readonly string[] =>
  Array.from({ length: itemCount }, (_, index) => `drill-${run}-item-${index + 1}`);

export const orderOf = (run: string, seed: number, index: number): RunOrder => {
  const [item = 0, pieces = 0] = createHash('sha256').update(`${seed}:${index}`).digest();
  return {
    orderId: `${orderPrefix(run)}${index}`,
    userId: `${userPrefix(run)}${index % userCount}`,
    itemId: itemsOf(run)[item % itemCount] ?? '',
    quantity: 1 + (pieces % 3),
  };
};

/** The order id in a record of Kafka; null when the record is none of this run's. */
export const orderIdIn = (run: string, value: string | null): string | null => {
  if (value === null || !value.includes(orderPrefix(run))) return null;
  try {
    const { order_id: id } = JSON.parse(value) as { order_id?: unknown };
    return typeof id === 'string' && id.startsWith(orderPrefix(run)) ? id : null;
  } catch {
    return null; // Not JSON: a poisoned record, which belongs to whoever wrote it.
  }
};
