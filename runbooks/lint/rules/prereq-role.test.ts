// Keys that the steps need and the list leaves out.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { prereqRole } from './prereq-role.ts';

const procedure = (title: string, list: string, ...commands: readonly string[]): string =>
  [
    '## Rollback',
    '',
    `### ${title}`,
    '',
    list,
    '',
    '### Procedure',
    '',
    '```bash',
    ...commands,
    '```',
    '',
  ].join('\n');

it.each([
  [
    'a key of another role',
    procedure('Prerequisites', '- UPGRADER_ROLE', 'cast send 0x1 "pause()" --private-key $ADMIN_KEY'),
  ],
  [
    'in braces',
    procedure(
      'Pre-requisites',
      '- access to the VPN',
      'curl -H "Authorization: Bearer ${BILLING_TOKEN}" https://a.dev',
    ),
  ],
  ['a password', procedure('Requirements', '- the deploy key', 'redis-cli -a $CACHE_PASSWORD info')],
  [
    'under its long name',
    procedure('Before you begin', '- admin rights on the cluster', 'x --key $OPERATOR_PRIVATE_KEY'),
  ],
  ['numbered', procedure('1. Prerequisites', '- kubectl access', 'echo "$VAULT_TOKEN" | vault login -')],
])('finds %s', (_, markdown) => {
  expect(places(prereqRole, markdown)).toEqual(['3-5']);
});

it.each([
  [
    'all named',
    procedure(
      'Prerequisites',
      '- the admin key, the upgrader key',
      'cast send 0x1 "pause()" --private-key $ADMIN_KEY',
    ),
  ],
  [
    'under another ending',
    procedure('Prerequisites', '- ADMIN_ROLE', 'cast send 0x1 "pause()" --private-key $ADMIN_KEY'),
  ],
  [
    'a list that names no access',
    procedure('Prerequisites', '- Docker 24, jq', 'x --private-key $ADMIN_KEY'),
  ],
  ['no list', '## Rollback\n\n```bash\nx --private-key $ADMIN_KEY\n```\n'],
  ['a general name', procedure('Prerequisites', '- an access token', 'curl -H "X: $API_KEY" https://a.dev')],
  [
    'another procedure',
    `${procedure('Prerequisites', '- UPGRADER_ROLE', 'ls')}\n## Pause\n\n\`\`\`bash\nx --private-key $ADMIN_KEY\n\`\`\`\n`,
  ],
])('leaves alone: %s', (_, markdown) => {
  expect(find(prereqRole, markdown)).toEqual([]);
});
