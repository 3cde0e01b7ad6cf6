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
  ['if safe', '1. Look at the jobs\n2. Retry failed jobs if safe\n', '2'],
  ['when safe to do so', '1. Stop\n2. Start the workers when it is safe to do so.\n', '2'],
  ['after confirmation', '- Drop the table only after confirmation.\n', '1'],
  ['once approved', '1. Once approved, delete the volume\n', '1'],
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
  ['safe, and when', '1. Retry if safe (the job is idempotent)\n'],
  ['safe, told below', '1. Retry if safe.\n\nIt is safe when no payment was sent.\n'],
  ['safe for something else', 'Check if safe mode is on. It is safe to run this twice.\n'],
  ['confirmed by whom', '1. Drop it after confirmation from the data owner\n'],
  [
    'a fact that is confirmed',
    '1. Once confirmed by the metric, go on. After confirmation that it is down, page.\n',
  ],
  ['a prompt', '1. Runs without confirmation prompt\n'],
  ['a pull request', 'Merge the PR once approved.\n'],
])('leaves alone: %s', (_, markdown) => {
  expect(find(gateUndefined, markdown)).toEqual([]);
});
