// "Zero downtime", and what the commands do.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { claimZerodowntime } from './claim-zerodowntime.ts';

const under = (title: string, text: string, ...commands: readonly string[]): string =>
  `# A\n\n## ${title}\n\n${text}\n\n${bash(...commands)}`;

it.each([
  ['down and up', under('Deploy with zero downtime', '', 'docker compose down', 'docker compose up -d'), '3'],
  ['a restart', under('Deploy', 'This works without downtime.', 'docker compose restart api'), '5'],
  ['systemctl', under('Zero-Downtime Update', '', 'sudo systemctl restart api'), '3'],
  ['a comment over up', bash('# Deploy with zero downtime', 'docker compose up -d --scale api=2'), '2'],
  ['scaled to nothing', under('No downtime rollout', '', 'kubectl scale deployment api --replicas=0'), '3'],
])('finds %s', (_, markdown, place) => {
  expect(places(claimZerodowntime, markdown)).toEqual([place]);
});

it.each([
  ['a rolling restart', under('Zero downtime', '', 'kubectl rollout restart deployment/api')],
  ['a reload', under('Zero downtime', '', 'nginx -s reload')],
  ['one at a time', under('Zero downtime', 'Drain one node at a time.', 'systemctl restart api')],
  ['not claimed', under('Deploy', '', 'docker compose restart api')],
  ['denied', under('Deploy', 'This is not zero downtime.', 'docker compose restart api')],
  [
    'another procedure',
    `${under('Zero downtime deploy', '', 'helm upgrade api .')}\n## Restart\n\n${bash('docker compose restart api')}`,
  ],
  ['kept running', bash('# zero downtime', 'docker compose up -d --no-recreate --scale api=2')],
])('leaves alone: %s', (_, markdown) => {
  expect(find(claimZerodowntime, markdown)).toEqual([]);
});
