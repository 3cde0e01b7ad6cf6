// helm, mail, sendmail and sudo.
import { describe, expect, it } from 'vitest';
import { helm } from './helm.ts';
import { machineEnv } from './machine-env.ts';
import { mail, sendmail } from './mail.ts';
import { sudo } from './sudo.ts';
import { createWorld } from './testing/world.ts';

it('helm writes revisions down and tells them again', async () => {
  const { play } = createWorld();
  expect((await play(helm, 'rollback nosuch')).shown).toBe('Error: release: not found\n');
  expect((await play(helm, 'rollback gateway')).exitCode).toBe(1);
  expect(await play(helm, 'upgrade gateway ./chart --set image.tag=2 -n prod')).toMatchObject({
    exitCode: 0,
    shown: expect.stringMatching(
      /^Release "gateway" has been upgraded\. Happy Helming!\n[^]*NAMESPACE: prod\nSTATUS: deployed\nREVISION: 2\n$/,
    ),
    effect: 'upgrade of gateway from ./chart: written down only',
  });
  expect(await play(helm, 'rollback gateway 1')).toMatchObject({
    exitCode: 0,
    shown: 'Rollback was a success! Happy Helming!\n',
  });
  expect((await play(helm, 'history gateway')).shown.split('\n').map((line) => line.split(/\s/)[0])).toEqual([
    'REVISION',
    '1',
    '2',
    '3',
    '',
  ]);
  expect((await play(helm, 'list -A')).shown).toMatch(/^NAME [^]*gateway +\tdefault +\t3/);
  expect((await play(helm, 'rollback gateway 9')).shown).toBe('Error: release has no 9 version\n');
  expect((await play(helm, 'upgrade new ./chart')).shown).toBe(
    'Error: UPGRADE FAILED: "new" has no deployed releases\n',
  );
  expect((await play(helm, 'upgrade --install new ./chart')).exitCode).toBe(0);
  expect((await play(helm, 'frobnicate')).exitCode).toBe(1);
});

it.each([
  [
    mail,
    ['-s', 'It is down', 'a@example.com', 'b@example.com'],
    'text',
    0,
    'mail to a@example.com, b@example.com, subject "It is down", 4 bytes: written down, not sent',
  ],
  [mail, [], '', 1, 'none'],
  [
    sendmail,
    ['-t'],
    'To: a@example.com\nSubject: Down\n\ntext',
    0,
    'mail to a@example.com, subject "Down", 37 bytes: written down, not sent',
  ],
  [sendmail, ['-t'], 'Subject: Down\n\ntext', 75, 'none'],
  [sendmail, ['-bp'], '', 0, 'none'],
])('mail is never sent: %o %o', async (tool, argv, input, exitCode, effect) => {
  expect(await createWorld({ input }).play(tool, argv)).toMatchObject({ exitCode, effect });
});

describe('sudo', () => {
  it.each([
    [['ls', '-la'], 'ls -la'],
    [['-n', '-E', 'ls'], 'ls'],
    [['-u', 'nobody', '--', 'ls', '--all'], 'ls --all'],
    [['--user=nobody', 'ls'], 'ls'],
    [['LEVEL=1', 'ls'], 'ls'],
    [['-D', '/tmp', 'ls'], 'ls (in /tmp)'],
    [['-i'], 'bash -l (in /root)'],
    [['-s', 'echo', 'a b'], 'bash -c echo a\\ b'],
  ])('%o runs it', async (argv, run) => {
    const { play, runs } = createWorld({ runExitCode: 4 });
    expect(await play(sudo, argv)).toMatchObject({ exitCode: 4 });
    expect(runs).toEqual([run]);
  });

  it.each([
    [['frobnicate'], 'sudo: frobnicate: command not found\n'],
    [['cd', '/tmp'], 'sudo: cd: command not found\n'],
    [[], /^usage: sudo -h/],
    [['-x', 'ls'], /^sudo: invalid option -- 'x'\nusage/],
    [['--frob', 'ls'], /^sudo: unrecognized option '--frob'\nusage/],
    [['-u'], /^sudo: option requires an argument -- 'u'\nusage/],
  ])('%o does not', async (argv, shown) => {
    const { play, runs } = createWorld();
    const played = await play(sudo, argv);
    expect(played.exitCode).toBe(1);
    expect(played.shown).toMatch(shown);
    expect(runs).toEqual([]);
  });

  it('says as whom it ran, and that a user is missing', async () => {
    expect((await createWorld().play(sudo, '-u nosuchuser ls')).effect).toBe(
      'ran ls as nosuchuser (no such user here: as root)',
    );
    expect((await createWorld().play(sudo, '-u nobody ls')).effect).toBe('ran ls as nobody');
  });
});

it('gives programs the environment of a login, not what the terminal exported', () => {
  const exported = {
    TOKEN: 'x',
    TERM: 'xterm',
    LC_ALL: 'C',
    GAMEDAY_EXEC: 'mark',
    DOCKER_HOST: 'tcp://elsewhere',
  };
  expect(machineEnv(exported, { DOCKER_HOST: 'unix:///run/docker.sock', PATH: '/bin' })).toEqual({
    DOCKER_HOST: 'unix:///run/docker.sock',
    PATH: '/bin',
    TERM: 'xterm',
    LC_ALL: 'C',
    GAMEDAY_EXEC: 'mark',
  });
});
