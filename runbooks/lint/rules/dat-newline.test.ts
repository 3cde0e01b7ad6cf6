// What DAT-NEWLINE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datNewline } from './dat-newline.ts';

const linesOf = (markdown: string): readonly string[] =>
  find(datNewline, markdown).map((found) => found.split(' ')[0] ?? '');

describe('DAT-NEWLINE finds', () => {
  it.each([
    ['echo into base64', bash('echo "$PASSWORD" | base64'), ['2']],
    ['a generated key into base64', bash('openssl rand -hex 32 | base64 -w0'), ['2']],
    ['a signature over a line', bash('echo "$BODY" | openssl dgst -sha256 -hmac "$SECRET"'), ['2']],
    ['a Docker secret', bash('openssl rand -base64 32 | docker secret create db_password -'), ['2']],
    [
      'a file that a cloud stores',
      bash(
        'openssl rand -hex 32 > s.txt',
        'aws secretsmanager put-secret-value --secret-id x --secret-string file://s.txt',
      ),
      ['2-3'],
    ],
    [
      'a file that Kubernetes stores',
      bash('echo "$KEY" > key', 'kubectl create secret generic x --from-file=key=key'),
      ['2-3'],
    ],
    ['a file that Vault stores', bash('echo s3cret > s', 'vault kv put secret/app key=@s'), ['2-3']],
  ])('%s', (_, markdown, lines) => expect(linesOf(markdown)).toEqual(lines));
});

describe('DAT-NEWLINE leaves alone', () => {
  it.each([
    ['echo -n', bash('echo -n "$PASSWORD" | base64')],
    ['printf', bash(`printf '%s' "$PASSWORD" | base64`)],
    ['decoding', bash('echo "$ENCODED" | base64 -d')],
    ['decoding, in long', bash('echo "$ENCODED" | base64 --decode')],
    [
      'a line end that is stripped',
      bash(`openssl rand -hex 32 | tr -d '\\n' > s`, 'vault kv put secret/app key=@s'),
    ],
    [
      'a substitution, which strips it',
      bash('kubectl create secret generic x --from-literal=k=$(openssl rand -hex 32)'),
    ],
    ['a file that a person reads', bash('openssl rand -hex 32 > s.txt', 'cat s.txt')],
    ['a key on the screen', bash('openssl rand -base64 32')],
  ])('%s', (_, markdown) => expect(find(datNewline, markdown)).toEqual([]));
});
