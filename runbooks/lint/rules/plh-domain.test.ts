// Dummy domains in commands.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { plhDomain } from './plh-domain.ts';

it.each([
  'curl -f https://your-domain.com/health',
  'curl -f "https://api.example.com/health"',
  'ping -c 3 rpc-provider.com',
  'ssh deploy@yourserver.com',
  'export RPC_URL=https://fallback-rpc.example.com',
  'curl https://my-app.herokuapp.com/x',
  'psql "postgres://u@db.company.com/x"',
])('finds %s', (command) => {
  expect(places(plhDomain, bash(command))).toEqual(['2']);
});

it.each([
  'curl -f http://localhost:8080/health',
  'curl -f "$API_URL/health"',
  'curl -f https://<HOST>/health',
  'curl https://api.github.com/repos',
  'curl -d \'{"email":"test@example.com"}\' http://localhost:3000/x',
  'redis-cli DEL "cache:customer:email@example.com"',
  'ping -c 1 orders.acme.dev',
  'curl https://company-registry.acme.dev/x',
])('leaves alone: %s', (command) => {
  expect(find(plhDomain, bash(command))).toEqual([]);
});

it('leaves alone the host that names are tried with', () => {
  expect(find(plhDomain, `# Runbook: DNS Issues\n\n${bash('curl -I https://example.com')}`)).toEqual([]);
});

it('tells one domain once, and nothing where the text says what to put there', () => {
  expect(places(plhDomain, bash('curl https://example.com/a', 'curl https://example.com/b'))).toEqual(['2']);
  expect(
    find(plhDomain, `Replace example.com with your domain.\n\n${bash('curl https://example.com/a')}`),
  ).toEqual([]);
});
