// Names of the containers' network with ports of the host.
import { expect, it } from 'vitest';
import { find, withCompose } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { lnkHost } from './lnk-host.ts';

const compose = withCompose('services:\n  shop:\n    image: shop\n    ports: ["8081:80"]\n');

it.each([
  ['a link', '- [Overview](http://grafana:3001/d/x)\n', {}],
  ['a bare URL', 'See http://prometheus:9091/targets\n', {}],
  ['in code', 'Open `http://alertmanager:19093`.\n', {}],
  ['https', 'Open https://kibana:15601/app\n', {}],
  ['a table', '| a | b |\n|---|---|\n| Loki | http://loki:13100 |\n', {}],
  [
    'a dummy host',
    '- Dashboard: https://grafana.example.com/d/x\n- Logs: <https://kibana.your-company.com>\n',
    {},
  ],
  ['a dummy host as a link', '[Overview](https://grafana.example.com/d/x)\n', {}],
  ['by a compose file', 'Open http://shop:8081/\n', compose],
])('finds %s', (_, markdown, context) => {
  expect(places(lnkHost, markdown, context)).toHaveLength(1);
});

it.each([
  ['the port inside the network', 'http://grafana:3000/d/x\n', {}],
  ['the port on the host', 'http://localhost:3001/d/x\n', {}],
  ['a host of one’s own', 'http://grafana.acme.dev:3001/\n', {}],
  ['a service nobody knows', 'http://shop:8081/\n', {}],
  ['a command that may run inside', '```bash\ncurl -f http://grafana:3001/api/health\n```\n', {}],
  ['a dummy host that is one', 'Replace grafana.example.com: https://grafana.example.com/d/x\n', {}],
  ['an example', 'The URL, e.g. https://grafana.example.com/d/x\n', {}],
  ['a message', '> Status: https://status.example.com\n', {}],
  ['by a compose file: inside', 'http://shop:80/\n', compose],
  ['by a compose file: another port', 'http://shop:9999/\n', compose],
])('leaves alone: %s', (_, markdown, context) => {
  expect(find(lnkHost, markdown, context)).toEqual([]);
});

it('tells one address once', () => {
  expect(places(lnkHost, '- http://grafana:3001/a\n- http://grafana:3001/b\n')).toEqual(['1']);
});
