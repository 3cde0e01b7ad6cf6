// What an order is: on the wire of the gateway, and as a record in Kafka. Both services read it through here.
export interface OrderRequest {
  readonly userId: string;
  readonly itemId: string;
  readonly quantity: number;
}

export interface Order extends OrderRequest {
  readonly orderId: string;
  readonly correlationId: string;
}

export const correlationHeader = 'correlation_id';

const replayHeader = 'replay';

/** How often a record was put back from the DLQ. */
export const replaysOf = ({ headers }: { readonly headers: Readonly<Record<string, string>> }): number =>
  Number(headers[replayHeader] ?? 0) || 0;

/** The headers with which it is put back once more. */
export const replayedOnceMore = (
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  ...headers,
  [replayHeader]: String(replaysOf({ headers }) + 1),
});

const maxQuantity = 100;
const keyPattern = /^[A-Za-z0-9._:-]{1,128}$/;

/** An idempotency key, an item, a user: what becomes a part of a Redis key. */
export const isKey = (value: unknown): value is string => typeof value === 'string' && keyPattern.test(value);

/** Identifiers may come as numbers (`"item_id": 101`). */
export const asKey = (value: unknown): string | undefined => {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return isKey(text) ? text : undefined;
};

export const encodeOrder = (order: Order): string =>
  JSON.stringify({
    order_id: order.orderId,
    user_id: order.userId,
    item_id: order.itemId,
    quantity: order.quantity,
    correlation_id: order.correlationId,
  });

export const decodeOrder = (text: string): Order | { readonly problem: string } => {
  const record = parseObject(text);
  if (!record) return { problem: 'the record is not a JSON object' };
  const request = readOrderRequest(record);
  if ('problem' in request) return request;
  const orderId = asKey(record['order_id']);
  if (orderId === undefined) return { problem: 'order_id: expected an identifier' };
  return { ...request, orderId, correlationId: asKey(record['correlation_id']) ?? '' };
};

export const readOrderRequest = (
  record: Readonly<Record<string, unknown>>,
): OrderRequest | { readonly problem: string } => {
  const userId = asKey(record['user_id']);
  const itemId = asKey(record['item_id']);
  const quantity = record['quantity'] ?? 1;
  if (userId === undefined) return { problem: 'user_id: expected an identifier' };
  if (itemId === undefined) return { problem: 'item_id: expected an identifier' };
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > maxQuantity)
    return { problem: `quantity: expected a whole number from 1 to ${maxQuantity}` };
  return { userId, itemId, quantity };
};

export const parseObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined; // not JSON: the caller says so to whoever sent it
  }
};
