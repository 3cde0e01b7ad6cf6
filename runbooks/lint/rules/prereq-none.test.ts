// Access that nobody is told of.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { prereqNone } from './prereq-none.ts';

const pods = Array.from({ length: 6 }, (_, at) => `kubectl -n n${at} get pods`);

it.each([
  ['three systems', bash(...pods, 'aws s3 ls', 'terraform plan')],
  ['hosts and databases', bash(...pods, 'ssh db1 uptime', 'psql -h db1 -U shop -c "select 1"')],
  ['two systems', bash(...pods, ...pods, 'aws s3 ls')],
  [
    'root on hosts beside a cluster',
    bash(...pods, 'sudo systemctl status shop', 'sudo journalctl -u shop -n 50'),
  ],
  [
    'a chapter on the set-up of something else',
    `## High Availability Setup

${bash(...pods, 'aws s3 ls', 'terraform plan')}`,
  ],
  [
    'a word about authentication of the service',
    `Authentication is done by the gateway.

${bash(...pods, 'aws s3 ls', 'terraform plan')}`,
  ],
  [
    'what the service requires',
    `The API requires Redis.

${bash(...pods, 'aws s3 ls', 'terraform plan')}`,
  ],
])('finds %s', (_, markdown) => {
  expect(places(prereqNone, markdown)).toHaveLength(1);
});

it.each([
  ['one system', bash(...pods, ...pods)],
  ['root on hosts that one is on by ssh', bash('ssh db1', ...Array.from({ length: 9 }, () => 'sudo uptime'))],
  ['a set-up', `## Setup\n\nAsk #platform.\n\n${bash(...pods, 'aws s3 ls', 'terraform plan')}`],
  [
    'tools that are required',
    `This requires the AWS CLI.\n\n${bash(...pods, 'aws s3 ls', 'terraform plan')}`,
  ],
  ['a role', `Use the IAM role oncall.\n\n${bash(...pods, 'aws s3 ls', 'terraform plan')}`],
  ['a login', `Log in by \`gcloud auth login\`.\n\n${bash(...pods, 'aws s3 ls', 'terraform plan')}`],
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
