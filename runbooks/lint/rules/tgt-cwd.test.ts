// TGT-CWD: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { tgtCwd } from './tgt-cwd.ts';

const lines = (text: string) => find(tgtCwd, text).map((found) => parseInt(found));
const two = bash(
  'cd /opt/shop/staging',
  'docker compose restart api',
  'cd /opt/shop/production',
  'docker compose restart api',
);

describe('TGT-CWD', () => {
  it.each([
    'docker compose down',
    'docker-compose up -d',
    'docker compose exec db psql -U postgres',
    './rollback.sh production',
    'sudo docker compose restart',
  ])('finds %s beside two folders', (command) => expect(lines(two + bash(command))).toEqual([8]));

  it('is one finding for all of a document', () => {
    expect(lines(two + bash('docker compose down', 'docker compose up -d'))).toEqual([8]);
  });

  it.each([
    two,
    two + bash('cd /opt/shop/production', 'docker compose down'),
    two + bash('docker compose -f /opt/shop/production/compose.yaml down'),
    two + bash('docker compose -p staging down'),
    two + bash('docker ps'),
    bash('cd /opt/shop', 'docker compose restart api') + bash('docker compose down'),
    `Run all commands from the \`/opt/shop/production\` folder.\n\n${two}${bash('docker compose down')}`,
  ])('leaves %j', (text) => expect(lines(text)).toEqual([]));
});
