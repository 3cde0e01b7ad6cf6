import { expect, it } from 'vitest';
import { redactor } from './redact.ts';

it.each([
  ['a value', 'login with hunter22 now', 'login with «redacted» now'],
  ['an assignment', 'DB_PASSWORD=swordfish PORT=1', 'DB_PASSWORD=«redacted» PORT=1'],
  ['JSON', '{"apiKey":"abcdef","id":"1"}', '{"apiKey":"«redacted»","id":"1"}'],
  [
    'JSON inside JSON',
    '{"output":"{\\"token\\": \\"abcdef\\"}"}',
    '{"output":"{\\"token\\": \\"«redacted»\\"}"}',
  ],
  ['nothing secret', 'status: healthy, kafka=true', 'status: healthy, kafka=true'],
  ['a number inside JSON', '{"output":"{\\"token\\":123456}"}', '{"output":"{\\"token\\":«redacted»}"}'],
  ['names under a name', 'secrets:\n  db_password: swordfish', 'secrets:\n  db_password: «redacted»'],
  ['a line of a secret of several', 'key: second line, cut', 'key: «redacted», cut'],
])('%s', (_, text, expected) => {
  expect(redactor(['hunter22', 'abc', 'first line\nsecond line'])(text)).toBe(expected);
});
