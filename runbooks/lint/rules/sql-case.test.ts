// SQL-CASE: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { sqlCase } from './sql-case.ts';

const lines = (...text: readonly string[]) => find(sqlCase, bash(...text)).map((found) => parseInt(found));

describe('SQL-CASE', () => {
  it.each([
    'psql -c "SELECT COUNT(*) FROM OrderItem;"',
    'docker compose exec db psql -U postgres -c "SELECT * FROM Order LIMIT 5"',
    'psql -c "UPDATE User SET active = false"',
    'psql -c "SELECT id FROM orders WHERE createdAt > now()"',
    'psql -c "DELETE FROM public.Session"',
    'psql --command="SELECT 1 FROM a JOIN OrderItem ON true"',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    `psql -c 'SELECT COUNT(*) FROM "OrderItem";'`,
    'psql -c "SELECT COUNT(*) FROM \\"OrderItem\\";"',
    'psql -c "SELECT COUNT(*) FROM order_items"',
    'psql -c "SELECT COUNT(*) FROM ORDERS"',
    'psql -c "SELECT count(*) AS orderCount FROM orders"',
    `psql -c "SELECT * FROM orders WHERE state = 'InProgress'"`,
    'mysql -e "SELECT COUNT(*) FROM OrderItem"',
    'psql -c "\\dt"',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));
});
