// The scripts are generated: they must be bash whatever the paths hold.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ownIdentity } from '../processes.ts';
import { launchScript, privateRootScript } from './private-root.ts';

const nasty = '/tmp/it\'s $(a) `path` "here"';
const inside = privateRootScript({
  id: 'abcd1234',
  folder: nasty,
  root: `${nasty}/root`,
  dataFolder: `${nasty}/data`,
  socketFolder: `${nasty}/sock`,
  cgroupParent: '/gameday-abcd1234',
  nodeBinary: `${nasty}/node`,
  dnsResponder: `${nasty}/dns-responder.ts`,
});

it.each([
  ['the inner script', inside],
  ['the launcher of an owned engine', launchScript(nasty, ownIdentity())],
  ['the launcher of a held engine', launchScript(nasty, null)],
])('%s is bash', (_, script) => {
  execFileSync('bash', ['-n'], { input: script });
});

it('hands paths over unchanged', () => {
  const assignments = inside.split('\n').filter((line) => /^[A-Z]+='/.test(line));
  const read = execFileSync('bash', ['-c', `${assignments.join('\n')}\nprintf %s "$ROOT"`], {
    encoding: 'utf8',
  });
  expect(read).toBe(`${nasty}/root`);
});

it('asks an owned engine whether its parent is still there, a held one not', () => {
  expect(launchScript('/f', ownIdentity())).toContain(`[ "$PPID" = ${process.pid} ] || exit 1`);
  expect(launchScript('/f', null)).not.toContain('PPID');
});
