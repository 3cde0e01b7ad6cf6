// What DAT-DOWN finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datDown } from './dat-down.ts';

const outage = (...lines: readonly string[]): string =>
  `## API outage\n\n${bash('docker compose logs --tail 50', ...lines)}`;

describe('DAT-DOWN finds', () => {
  it.each([
    ['down as a restart', outage('docker compose down', 'docker compose up -d'), 5],
    ['the old docker-compose', outage('docker-compose -f prod.yml down'), 5],
    ['down with volumes', outage('docker compose down -v'), 5],
    ['down with volumes, in long', outage('docker compose down --volumes --remove-orphans'), 5],
    ['down in a step', '## Outage\n\n1. See the logs\n2. Stop all services: `docker compose down`\n', 4],
    [
      'a destroy where something is made',
      `## Create the standby\n\n${bash('terraform destroy -target=module.db')}`,
      4,
    ],
    ['a destroy of what is typed', `## Remove a cluster\n\n${bash('tf destroy -target="module.<name>"')}`, 4],
    ['podman', outage('podman-compose down'), 5],
  ])('%s', (_, markdown, line) =>
    expect(find(datDown, markdown)).toEqual([expect.stringMatching(`^${line} `)]),
  );
});

describe('DAT-DOWN leaves alone', () => {
  it.each([
    ['stop', outage('docker compose stop')],
    ['restart', outage('docker compose restart api')],
    ['a teardown', `## Tear down\n\n${bash('docker compose down -v')}`],
    ['a local set-up', `## Local development\n\n${bash('docker compose down', 'docker compose up -d')}`],
    [
      'a destroy behind a plan',
      `## Remove a cluster\n\n${bash('tf plan -destroy -target="module.<name>"', 'tf destroy -target="module.<name>"')}`,
    ],
    ['a destroy of what is named', `## Remove the cluster\n\n${bash('terraform destroy -target=module.db')}`],
    ['scaling down', outage('kubectl scale deploy api --replicas=0')],
    [
      'an outage in which nobody has looked yet: DAT-EVIDENCE speaks',
      `## API outage\n\n${bash('docker compose down')}`,
    ],
    [
      'a security incident, where DAT-EVIDENCE speaks',
      `## Security breach\n\n${bash('docker compose down')}`,
    ],
  ])('%s', (_, markdown) => expect(find(datDown, markdown)).toEqual([]));
});
