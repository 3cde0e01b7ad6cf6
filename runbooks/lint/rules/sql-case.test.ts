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

describe('SQL-CASE in fences of SQL', () => {
  const fence = (language: string, sql: string) => `\`\`\`${language}\n${sql}\n\`\`\`\n`;
  const found = (markdown: string) => find(sqlCase, markdown).map((one) => parseInt(one));

  it.each([
    ['by its language', fence('postgresql', 'SELECT count(*) FROM OrderItem;')],
    ['a second line', fence('sql', '\nSELECT count(*) FROM OrderItem;\n') + bash('psql -d shop'), 3],
    [
      'by what the runbook says',
      fence('sql', 'UPDATE Orders SET paid = true WHERE id = 1;') + '\nPostgreSQL 16.\n',
    ],
  ])('finds one %s', (_, markdown, line = 2) => expect(found(markdown)).toEqual([line]));

  it.each([
    ['of MySQL', fence('mysql', 'SELECT count(*) FROM OrderItem;')],
    ['of nobody knows what', fence('sql', 'SELECT count(*) FROM OrderItem;')],
    ['beside MySQL', fence('sql', 'SELECT count(*) FROM OrderItem;') + '\nPostgreSQL or MySQL.\n'],
    ['in lower case', fence('postgresql', 'SELECT count(*) FROM order_items;')],
    ['with quotes', fence('postgresql', 'SELECT "userId" FROM "OrderItem";')],
    ['in a comment', fence('postgresql', '-- FROM OrderItem\nSELECT 1;')],
  ])('leaves one %s', (_, markdown) => expect(found(markdown)).toEqual([]));
});
