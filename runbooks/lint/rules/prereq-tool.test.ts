// Tools that the list leaves out.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { prereqTool } from './prereq-tool.ts';

const guide = (list: string, ...commands: readonly string[]): string =>
  `# A\n\n## Prerequisites\n\n${list}\n\n## Steps\n\n${bash(...commands)}`;

it.each([
  ['knife', guide('- Terraform is installed', 'terraform plan', 'knife node list')],
  ['helm', guide('- kubectl, configured', 'kubectl get pods', 'helm list')],
  ['aws', guide('- Docker is installed', 'aws s3 ls')],
  ['psql', guide('- Tools: kubectl', 'psql -c "SELECT 1"')],
  ['several, told once', guide('- kubectl', 'helm list', 'aws s3 ls', 'terraform plan')],
])('finds %s', (_, markdown) => {
  expect(places(prereqTool, markdown)).toEqual(['3-5']);
});

it.each([
  ['all named', guide('- kubectl and Helm 3', 'kubectl get pods', 'helm list')],
  [
    'by another name',
    guide('- Docker, the PostgreSQL client, AWS CLI', 'docker-compose ps', 'psql -l', 'aws s3 ls'),
  ],
  ['what every machine has', guide('- kubectl', 'curl -f http://localhost', 'ssh host uptime', 'jq . f')],
  ['what runs in a container', guide('- Docker', 'docker exec db psql -l')],
  ['a list without programs', guide('- access to production', 'kubectl get pods')],
  ['no list', `# A\n\n## Steps\n\n${bash('kubectl get pods')}`],
])('leaves alone: %s', (_, markdown) => {
  expect(find(prereqTool, markdown)).toEqual([]);
});
