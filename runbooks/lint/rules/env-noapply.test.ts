// ENV-NOAPPLY: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { envNoapply } from './env-noapply.ts';

const lines = (text: string) => find(envNoapply, text).map((found) => parseInt(found));

describe('ENV-NOAPPLY', () => {
  it.each([
    bash('export READ_ONLY=true'),
    bash('export READ_ONLY=true', '# All POST requests return 503'),
    bash('export NONCE_OVERRIDE=<nonce>'),
    bash('export READ_ONLY=true', 'echo done'),
    bash("sed -i 's/LIMIT=.*/LIMIT=9/' .env"),
  ])('finds %j', (text) => expect(lines(text)).toEqual([2]));

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
  ])('leaves %j', (text) => expect(lines(text)).toEqual([]));
});
