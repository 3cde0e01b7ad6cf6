// Secrets in files.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { secAtrest } from './sec-atrest.ts';

it.each([
  'openssl rand -hex 32 > new-secret.txt',
  'echo "DB_PASSWORD=$DB_PASSWORD" >> .env',
  'kubectl get secret db -o yaml > db-secret.yaml',
  'vault kv get -field=key secret/app > key.txt',
  'aws secretsmanager get-secret-value --secret-id a > a.json',
  'openssl rand -base64 48 | tee /etc/app/key',
  'echo $API_TOKEN > token',
])('finds %s', (command) => {
  expect(places(secAtrest, bash(command))).toEqual(['2']);
});

it.each([
  ['a variable', ['SECRET=$(openssl rand -hex 32)']],
  ['into a secret store', ['openssl rand -hex 32 | docker secret create key -']],
  ['thrown away', ['echo "$TOKEN" > /dev/null']],
  ['removed again', ['openssl rand -hex 32 > key.txt', 'vault kv put s/a k=@key.txt', 'shred -u key.txt']],
  ['for the owner alone', ['umask 077', 'openssl rand -hex 32 > key.txt']],
  ['single quotes: the name', ["echo 'PASS=$PASSWORD' > template.env"]],
  ['no secret', ['kubectl get pods -o yaml > pods.yaml']],
  ['a public key', ['wg genkey | wg pubkey > wg.pub']],
])('leaves alone: %s', (_, commands) => {
  expect(find(secAtrest, bash(...commands))).toEqual([]);
});
