// Which values are masked: passwords, but not those that are names which everybody reads.
import { expect, it } from 'vitest';
import { secretsOf } from './secrets.ts';

const service = (environment: Record<string, string>, image = 'gameday/node:local') => ({
  image,
  environment,
});

/** A shop with these variables in its service `api`. */
const shopWith = (environment: Record<string, string>) =>
  ({
    scenario: {
      name: 'flash-sale',
      compose: { services: { api: service(environment), postgres: service({}, 'library/redis:8') } },
      monitoring: { services: { prometheus: service({}) } },
      edges: [{ name: 'api-postgres' }],
      alerts: [{ name: 'CircuitBreakerOpen' }],
      spec: {
        probes: { 'health-check': {} },
        stores: {},
        slis: {},
        procedures: {},
        drills: { 'broker-killed': {} },
      },
    },
  }) as unknown as Parameters<typeof secretsOf>[0];

it.each<[string, Record<string, string>, readonly string[]]>([
  ['a password', { DB_PASSWORD: 'hunter22' }, ['hunter22']],
  ['nothing secret', { LIMIT: 'hunter22' }, []],
  ['the name of a service', { DB_PASSWORD: 'postgres' }, []],
  ['the name of a service of monitoring', { DB_PASSWORD: 'prometheus' }, []],
  ['the name of an image', { DB_PASSWORD: 'redis:8' }, []],
  ['the name of the system', { DB_PASSWORD: 'flash-sale' }, []],
  ['a drill', { DB_PASSWORD: 'broker-killed' }, []],
  ['a part of a drill', { DB_PASSWORD: 'killed' }, []],
  ['a probe', { DB_PASSWORD: 'health-check' }, []],
  ['an alert', { DB_PASSWORD: 'CircuitBreakerOpen' }, []],
  ['an edge', { DB_PASSWORD: 'api-postgres' }, []],
  ['the user', { DB_PASSWORD: 'shopkeeper', DB_USER: 'shopkeeper' }, []],
  ['the database', { DB_PASSWORD: 'orders_db', POSTGRES_DB: 'orders_db' }, []],
  ['more than a name', { DB_PASSWORD: 'postgres-7' }, ['postgres-7']],
  [
    'in the URL of a database',
    { DB_PASSWORD: 'hunter22', DATABASE: 'postgres://a:hunter22@b/c' },
    ['hunter22'],
  ],
  ['in another variable', { DB_PASSWORD: 'hunter22', DB_PW: 'hunter22' }, ['hunter22']],
])('%s', (_, environment, expected) => {
  expect(secretsOf(shopWith(environment))).toEqual(expected);
});
