// What counts as an order, and that one survives the way through Kafka.
import { expect, it } from 'vitest';
import { decodeOrder, encodeOrder, readOrderRequest } from './order.ts';

const order = { orderId: 'o-1', userId: 'anna', itemId: '101', quantity: 2, correlationId: 'c-1' };

it('survives encoding', () => {
  expect(decodeOrder(encodeOrder(order))).toEqual(order);
});

it.each([
  { body: { user_id: 'anna', item_id: '101' }, read: { userId: 'anna', itemId: '101', quantity: 1 } },
  { body: { user_id: 7, item_id: 101, quantity: 3 }, read: { userId: '7', itemId: '101', quantity: 3 } },
  { body: { item_id: 101 }, read: { problem: 'user_id: expected an identifier' } },
  { body: { user_id: 'anna', item_id: 'a b' }, read: { problem: 'item_id: expected an identifier' } },
  {
    body: { user_id: 'a', item_id: 1, quantity: 0 },
    read: { problem: 'quantity: expected a whole number from 1 to 100' },
  },
  {
    body: { user_id: 'a', item_id: 1, quantity: '2' },
    read: { problem: 'quantity: expected a whole number from 1 to 100' },
  },
])('reads $body', ({ body, read }) => {
  expect(readOrderRequest(body)).toEqual(read);
});

it.each([
  { text: '', problem: 'the record is not a JSON object' },
  { text: '[1]', problem: 'the record is not a JSON object' },
  { text: '{"user_id":"a","item_id":"1"}', problem: 'order_id: expected an identifier' },
])('refuses the record $text', ({ text, problem }) => {
  expect(decodeOrder(text)).toEqual({ problem });
});
