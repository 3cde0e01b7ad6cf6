// Which words of a runbook's commands are masked, and which stay.
import { expect, it } from 'vitest';
import { parseRunbook } from '../../runbooks/parse.ts';
import { secretMask } from './runbook-secrets.ts';

const masked = (command: string): string =>
  secretMask(parseRunbook(`# A\n\n## B\n\n\`\`\`bash\n${command}\n\`\`\`\n`))(command);

it.each([
  ['redis-cli -a hunter22 PING', 'redis-cli -a «redacted» PING'],
  ['mysql -phunter22 shop', 'mysql -p«redacted» shop'],
  ['psql postgres://app:hunter22@db/shop', 'psql postgres://app:«redacted»@db/shop'],
  ['curl -u admin:hunter22 http://a/', 'curl -u admin:«redacted» http://a/'],
  [
    'curl -H "Authorization: Bearer eyJh.b-c" http://a/',
    'curl -H "Authorization: Bearer «redacted»" http://a/',
  ],
  ['cast send 0x1 "f()" --private-key=0xabc123', 'cast send 0x1 "f()" --private-key=«redacted»'],
  ['DB_PASSWORD=hunter22 ./migrate hunter22', 'DB_PASSWORD=«redacted» ./migrate «redacted»'],
  [`curl -d '{"token": "abcd-1"}' http://a/`, `curl -d '{"token": "«redacted»"}' http://a/`],
])('%s', (command, shown) => {
  expect(masked(command)).toBe(shown);
});

it.each([
  'redis-cli -a "$REDIS_PASSWORD" PING',
  'TOKEN=$(cat token) ./run',
  'curl -H "Authorization: Bearer <TOKEN>" http://a/',
  'docker compose restart api',
  'ssh -i ~/.ssh/key host',
])('stays: %s', (command) => {
  expect(masked(command)).toBe(command);
});
