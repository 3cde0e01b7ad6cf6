// Access that nobody is told of.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { prereqNone } from './prereq-none.ts';

const pods = Array.from({ length: 6 }, (_, at) => `kubectl -n n${at} get pods`);

it.each([
  ['three systems', bash(...pods, 'aws s3 ls', 'terraform plan')],
  ['hosts and databases', bash(...pods, 'ssh db1 uptime', 'psql -h db1 -U shop -c "select 1"')],
])('finds %s', (_, markdown) => {
  expect(places(prereqNone, markdown)).toEqual(['2']);
});

it.each([
  ['one system', bash(...pods, ...pods)],
  ['two', bash(...pods, ...pods, 'aws s3 ls')],
  ['a few commands', bash('kubectl get pods', 'aws s3 ls', 'terraform plan')],
  [
    'a word about access',
    `You need access to the cluster.\n\n${bash(...pods, 'aws s3 ls', 'terraform plan')}`,
  ],
  ['prerequisites', `## Prerequisites\n\n- kubectl\n\n${bash(...pods, 'aws s3 ls', 'terraform plan')}`],
  [
    'local clients',
    bash(...pods, 'aws s3 ls', 'psql -h localhost -c "select 1"', 'redis-cli -h 127.0.0.1 ping'),
  ],
])('leaves alone: %s', (_, markdown) => {
  expect(find(prereqNone, markdown)).toEqual([]);
});
