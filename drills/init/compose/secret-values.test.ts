// What stays in somebody's .env, and what may stand in a scenario.
import { expect, it } from 'vitest';
import { isSecret, withoutPassword } from './secret-values.ts';

it.each([
  ['DB_PASSWORD', 'x', true],
  ['STRIPE_KEY', 'pk', true],
  ['SESSION_SECRET', 'x', true],
  ['DB_DSN', 'bookings:s3cr3t@tcp(db:3306)/bookings', true],
  ['BROKER', 'amqp://guest:guest@rabbitmq:5672', true],
  ['PAYMENTS', 'sk_live_51Habc', true],
  ['TLS', '-----BEGIN RSA PRIVATE KEY-----', true],
  ['DB_PASSWORD', '', false],
  ['PARTITION_KEY', 'tenant', false],
  ['DATABASE_URL', 'postgres://bookings@db:5432/bookings', false],
  ['MAIL_FROM', 'Shop: orders@shop.example', false],
  ['IMAGE', 'registry:5000/web@sha256:0123', false],
  ['BIND', '0.0.0.0:8080', false],
])('%s=%s: %s', (name, value, expected) => {
  expect(isSecret(name, value)).toBe(expected);
});

it('keeps the form of an address', () => {
  expect(withoutPassword('mysql://app:s3cr3t@db:3306/shop')).toBe('mysql://app:…@db:3306/shop');
  expect(withoutPassword('sk_live_1')).toBe('');
});
