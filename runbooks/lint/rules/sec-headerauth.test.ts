// Headers that only claim.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { secHeaderauth } from './sec-headerauth.ts';

it.each([
  'curl -X POST https://a.dev/b -H "x-admin: true"',
  'curl -s https://a.dev/b -H "X-Is-Admin: 1"',
  "curl -H 'X-User-Role: admin' http://localhost:3000/x",
  'curl --header "X-Internal: true" http://api/x',
  'curl -XDELETE -H "x-role: superuser" http://api/x | jq',
])('finds %s', (command) => {
  expect(places(secHeaderauth, bash(command))).toEqual(['2']);
});

it.each([
  'curl -H "x-admin: true" -H "Authorization: Bearer $T" https://a.dev/x',
  'curl -H "X-Admin-Key: $KEY" https://a.dev/x',
  'curl -H "Accept: true" https://a.dev/x',
  'curl -H "X-Debug: true" https://a.dev/x',
  'curl -u ops -H "x-admin: true" https://a.dev/x',
  'curl -H "X-Role: $ROLE" https://a.dev/x',
])('leaves alone: %s', (command) => {
  expect(find(secHeaderauth, bash(command))).toEqual([]);
});
