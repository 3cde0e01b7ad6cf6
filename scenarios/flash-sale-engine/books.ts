// What Kafka and Redis hold of a run, and what it says about one order and about the stock. Pure.
import type { Conservation, Terminal } from '../../core/workload.ts';
import { initialStock } from './orders.ts';

/** A hash `order_status:<order>`. */
export interface StatusRecord {
  readonly status: string;
  readonly itemId: string;
  readonly quantity: number;
}

export interface Books {
  /** How often an order stands in the topic `orders`. */
  readonly accepted: ReadonlyMap<string, number>;
  /** How often in `orders-dlq`. */
  readonly dead: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, StatusRecord>;
  /** `inventory:<item>`; NaN where it is gone or no number. */
  readonly levels: ReadonlyMap<string, number>;
}

// `reserved` is on its way. `dlq` is what Redis says before the record stands in the DLQ: only the record counts.
const terminalStatuses: ReadonlySet<string> = new Set(['success', 'sold_out', 'cancelled']);
const takesStock: ReadonlySet<string> = new Set(['success', 'reserved']);

export const terminalOf = (id: string, books: Books): Terminal => {
  const { status, itemId } = books.statuses.get(id) ?? { status: '', itemId: '' };
  const states = [...(terminalStatuses.has(status) ? [status] : []), ...(books.dead.has(id) ? ['dlq'] : [])];
  return { id, accepted: books.accepted.get(id) ?? 0, effects: effectsOf(status, itemId, books), states };
};

/**
 * Redis has no count of effects for each order, but it has the stock: where an item's stock fell by exactly what its orders
 * took by their statuses, each of them took effect once. Where it didn't, nobody can tell which one did otherwise.
 */
const effectsOf = (status: string, itemId: string, books: Books): number | null => {
  if (!takesStock.has(status)) return 0;
  const { expected, actual } = judgeStock(itemId, books);
  return expected === actual ? 1 : null;
};

/** Initial stock = stock now + taken by orders (sold, or reserved by orders that still wait or went to the DLQ). */
export const judgeStock = (item: string, books: Books): Conservation => ({
  what: `inventory:${item}: initial stock = stock now + sold + reserved`,
  expected: initialStock,
  actual: (books.levels.get(item) ?? Number.NaN) + takenOf(item, books),
});

const takenByBooks = new WeakMap<Books, ReadonlyMap<string, number>>();

// Summed up once for each reading: it is asked for every order.
const takenOf = (item: string, books: Books): number => {
  let taken = takenByBooks.get(books);
  if (taken === undefined) {
    const sums = new Map<string, number>();
    for (const { status, itemId, quantity } of books.statuses.values())
      if (takesStock.has(status)) sums.set(itemId, (sums.get(itemId) ?? 0) + quantity);
    takenByBooks.set(books, sums);
    taken = sums;
  }
  return taken.get(item) ?? 0;
};
