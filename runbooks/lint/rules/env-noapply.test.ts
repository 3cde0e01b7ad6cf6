// ENV-NOAPPLY: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { envNoapply } from './env-noapply.ts';

const lines = (text: string) => find(envNoapply, text).map((found) => parseInt(found));
const down = (text: string) => lines(`## Database down\n\n${text}`);

describe('ENV-NOAPPLY', () => {
  it.each([
    bash('export READ_ONLY=true'),
    bash('export READ_ONLY=true', '# All POST requests return 503'),
    bash('export NONCE_OVERRIDE=<nonce>'),
    bash('export READ_ONLY=true', 'echo done'),
    bash("sed -i 's/LIMIT=.*/LIMIT=9/' .env"),
  ])('finds %j', (text) => expect(down(text)).toEqual([4]));

  it.each([
    bash('export READ_ONLY=true', 'docker compose up -d api'),
    bash('export READ_ONLY=true', './deploy.sh'),
    bash('export KUBECONFIG=~/.kube/prod'),
    bash('export AWS_PROFILE=prod'),
    bash('export TARGET=web-1') + bash('ssh $TARGET uptime'),
    bash('export READ_ONLY=true') + '\nThen restart the API.\n',
    bash("sed -i 's/LIMIT=.*/LIMIT=9/' .env", 'docker compose up -d'),
    bash('unset READ_ONLY'),
    bash('docker compose ps'),
  ])('leaves %j', (text) => expect(down(text)).toEqual([]));

  it('knows a document that runs services', () => {
    expect(lines(bash('docker compose ps') + bash('export READ_ONLY=true'))).toEqual([5]);
  });

  it.each([
    `## Caching\n\nThe client keeps answers when this is set:\n\n${bash('export SHOP_CACHE=1')}`,
    `## Usage\n\n${bash('export SHOP_REGION=eu')}`,
    `## Debugging failures\n\n${bash('export SHOP_DEBUG=1')}`,
    `## Database down\n\n${bash('export RUST_LOG=debug')}`,
    `## Deploy\n\n${bash('docker compose ps')}\n### CLI\n\n${bash('export SHOP_REGION=eu')}`,
  ])('leaves what is only described: %j', (text) => expect(lines(text)).toEqual([]));
});
