// The Compose files as they are started.
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { composeTexts, type StackFiles } from './stack-files.ts';

const files: StackFiles = {
  system: 'shop',
  composeText: `name: a-name-of-its-own
services:
  web: # the shop
    image: web
    environment: { PRICE: 5$$, HOME: '\${HOME}' }
  db:
    image: db
    labels: [a=b]
volumes:
  data:
`,
  monitoringText: `name: shop-gameday
services:
  toxiproxy: { image: toxiproxy }
configs:
  toxiproxy:
    content: |
      [{ "name": "web-db", "listen": "0.0.0.0:15432", "upstream": "db:5432" }]
networks: { default: { name: shop_default } }
`,
  operator: { cwd: '/srv/shop', ports: { 8080: 'web:8080', 5432: 'db:5432' }, hosts: ['db-1'] },
  pace: 30,
  hash: 'c0ffee',
};
const texts = composeTexts(files, { socketForBindMount: '/sock/docker.sock' });
const labels = { 'dev.gameday': 'shop', 'dev.gameday.pace': '30', 'dev.gameday.hash': 'c0ffee' };

it('labels services, volumes and networks, and keeps the rest with its comments', () => {
  expect(parse(texts.system)).toEqual({
    name: 'shop',
    services: {
      web: { image: 'web', environment: { PRICE: '5$$', HOME: '${HOME}' }, labels },
      db: {
        image: 'db',
        labels: ['a=b', ...Object.entries(labels).map(([key, value]) => `${key}=${value}`)],
      },
    },
    volumes: { data: { labels } },
    networks: { default: { labels } },
  });
  expect(texts.system).toContain('# the shop');
});

it('adds the operator with the very file of the system, its dollars doubled for Compose', () => {
  const monitoring = parse(texts.monitoring) as {
    services: Record<string, Record<string, unknown>>;
    configs: Record<string, { content: string }>;
    networks: unknown;
  };
  expect(monitoring.networks).toEqual({ default: { name: 'shop_default', external: true } });
  expect(monitoring.services['operator']).toMatchObject({
    working_dir: '/srv/shop',
    environment: { GAMEDAY_PROJECT: 'shop', GAMEDAY_FORWARD: '5432=db:5432,8080=web:8080' },
    volumes: ['/sock/docker.sock:/var/run/docker.sock'],
    labels,
  });
  expect(monitoring.configs['gameday-system']?.content.replaceAll('$$', () => '$')).toBe(texts.system);
});

it('outlines the stack', () => {
  expect(texts.outline).toEqual({
    services: ['web', 'db'],
    monitoring: ['toxiproxy', 'operator'],
    network: 'shop_default',
    edges: [{ name: 'web-db', listenPort: 15432, upstream: 'db:5432' }],
  });
});

it('refuses what is no Compose file', () => {
  expect(() => composeTexts({ ...files, composeText: 'a: [' }, { socketForBindMount: '/s' })).toThrow(
    /^the Compose file of the system does not parse: /,
  );
});
