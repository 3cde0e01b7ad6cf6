// "Automated", and by what?
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { claimAutomated } from './claim-automated.ts';

const section = (title: string, before = '', after = ''): string =>
  `# A\n\n## ${title}\n\n${before}\n\n\`\`\`bash\npg_dump shop > /backups/shop.sql\n\`\`\`\n\n${after}\n`;

it.each([
  ['daily', section('Backup (Automated Daily)')],
  ['nightly', section('Automated nightly dump')],
  ['every day', section('Automatic backup every day')],
  ['the other way round', section('Weekly automated cleanup')],
  [
    'a scheduler of something else',
    section('Backup (Automated Daily)', '', '## Retries\n\nA cron job retries.'),
  ],
])('finds %s', (_, markdown) => {
  expect(places(claimAutomated, markdown)).toEqual(['3']);
});

it.each([
  ['cron', section('Backup (Automated Daily)', 'Run by cron at 2:00.')],
  ['a CronJob', section('Backup (Automated Daily)', 'The CronJob `dump` runs it.')],
  [
    'named elsewhere for the same thing',
    section('Backup (Automated Daily)', '', '## Jobs\n\n- backups: scheduled workflow'),
  ],
  ['a managed service', section('Automated daily backup', 'RDS makes them.')],
  ['no claim', section('Backup')],
  ['no commands', '# A\n\n## Automated daily backup\n\nIt is made.\n'],
  ['no period', section('Automated backup')],
])('leaves alone: %s', (_, markdown) => {
  expect(find(claimAutomated, markdown)).toEqual([]);
});
