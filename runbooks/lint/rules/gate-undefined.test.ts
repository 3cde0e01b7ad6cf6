// Approvals: named, and not defined.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { gateUndefined } from './gate-undefined.ts';

it.each([
  [
    'a comment over a command',
    '```bash\n# Only in emergency, with approval\nmongorestore --drop /b\n```\n',
    '2',
  ],
  ['a list item', '1. Stop\n2. Get written approval\n3. Restore\n', '2'],
  ['a sentence', 'This step requires explicit sign-off.\n', '1'],
  ['after approval', '- After approval, drop the table\n', '1'],
  ['authorization', 'Do this only with proper authorization.\n', '1'],
  ['a table', '| Step | Gate |\n|---|---|\n| Drop | needs approval |\n', '3'],
])('finds %s', (_, markdown, place) => {
  expect(places(gateUndefined, markdown)).toEqual([place]);
});

it.each([
  ['from whom', 'Only with approval from the incident commander.\n'],
  ['by whom', 'Requires approval by two engineers.\n'],
  ['whose, before it', 'Needs the approval of the database owner.\n'],
  ['a manager in the same line', 'Manager: get approval in #releases first.\n'],
  ['a ticket', 'Get approval through a change request.\n'],
  ['on the next line', 'Requires approval.\n\nApprovers: the payments leads.\n'],
  ['a list of approvers', '## Approvals\n\n- Ada\n\n## Restore\n\nOnly with approval.\n'],
  ['an option of a tool', '```bash\nterraform apply -auto-approve\n```\n'],
  ['rights of an account', 'Requests with authorization header only.\n'],
  ['a pull request', 'Merge the PR once approved.\n'],
])('leaves alone: %s', (_, markdown) => {
  expect(find(gateUndefined, markdown)).toEqual([]);
});
