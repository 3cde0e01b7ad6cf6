// ssh and scp: hosts that are declared are folders, all others do not resolve.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scp } from './scp.ts';
import { ssh } from './ssh.ts';
import { createWorld } from './testing/world.ts';

describe('ssh', () => {
  it.each([
    ['nosuch uptime', 255, 'ssh: Could not resolve hostname nosuch: Name or service not known\n'],
    [
      'user@nosuch.example.com',
      255,
      'ssh: Could not resolve hostname nosuch.example.com: Name or service not known\n',
    ],
    ['-Z staging', 255, /^unknown option -- Z\nusage: ssh /],
    ['', 255, /^usage: ssh /],
    ['-V', 0, 'OpenSSH_9.2p1 (stand-in)\n'],
  ])('%s', async (line, exitCode, shown) => {
    const played = await createWorld().play(ssh, line);
    expect(played.exitCode).toBe(exitCode);
    expect(played.shown).toMatch(shown);
  });

  it.each([
    ['staging systemctl restart gateway', 'bash -c systemctl restart gateway (in /hosts/staging)'],
    ['-i key -p 2222 -o BatchMode=yes deploy@staging -t df -h', 'bash -c df -h (in /hosts/staging)'],
    ['staging', 'bash -l (in /hosts/staging)'],
  ])('%s runs here', async (line, run) => {
    const { play, runs } = createWorld({ runExitCode: 7 });
    expect(await play(ssh, line)).toMatchObject({
      exitCode: 7,
      effect: expect.stringMatching(/^ran .* for the host staging, here$/),
    });
    expect(runs).toEqual([run]);
  });

  it('holds a connection without a command for ever', async () => {
    expect(await createWorld().play(ssh, '-N -L 8080:localhost:80 staging')).toMatchObject({
      exitCode: null,
    });
  });
});

describe('scp', () => {
  const filled = () => {
    const played = createWorld();
    const here = join(played.world.bucketsFolder, '..');
    writeFileSync(join(here, 'dump.sql'), 'select 1;\n');
    mkdirSync(join(here, 'folder'));
    mkdirSync(join(played.world.hostsFolder, 'staging', 'tmp'), { recursive: true });
    return { ...played, here };
  };

  it('copies there and back', async () => {
    const { play, here, world } = filled();
    expect(await play(scp, [join(here, 'dump.sql'), 'me@staging:/tmp/'])).toMatchObject({
      exitCode: 0,
      shown: '',
    });
    expect(readFileSync(join(world.hostsFolder, 'staging/tmp/dump.sql'), 'utf8')).toBe('select 1;\n');
    expect(await play(scp, ['staging:/tmp/dump.sql', join(here, 'back.sql')])).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(here, 'back.sql'), 'utf8')).toBe('select 1;\n');
  });

  it.each([
    [
      'HERE/dump.sql nosuch:/tmp/',
      255,
      'ssh: Could not resolve hostname nosuch: Name or service not known\nscp: Connection closed\n',
    ],
    ['HERE/none.sql staging:/tmp/', 1, 'scp: stat local "HERE/none.sql": No such file or directory\n'],
    ['staging:none.sql HERE/', 1, 'scp: none.sql: No such file or directory\n'],
    ['HERE/folder staging:/tmp/', 1, 'scp: local "HERE/folder" is not a regular file\n'],
    ['HERE/dump.sql staging:/no/such/', 1, 'scp: dest open "/no/such/": No such file or directory\n'],
    ['staging:../../dump.sql HERE/x', 1, 'scp: ../../dump.sql: No such file or directory\n'],
  ])('%s', async (line, exitCode, shown) => {
    const { play, here } = filled();
    const played = await play(scp, line.replaceAll('HERE', here));
    expect(played).toMatchObject({ exitCode, shown: shown.replaceAll('HERE', here) });
  });
});
