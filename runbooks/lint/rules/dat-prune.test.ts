// What DAT-PRUNE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datPrune } from './dat-prune.ts';

describe('DAT-PRUNE finds', () => {
  it.each(
    [
      'docker system prune -a',
      'docker system prune -af --volumes',
      'sudo docker volume prune -f',
      'docker image prune --all',
      'docker system prune',
      'docker container prune -f',
      'podman system prune --all --force',
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(datPrune, bash(command))).toEqual([expect.stringMatching('^2 ')]),
  );
});

describe('DAT-PRUNE leaves alone', () => {
  it.each(
    [
      'docker image prune -f',
      'docker builder prune -af',
      'docker network prune',
      'docker system prune -a --filter until=240h',
      'git remote prune origin',
      'docker system df',
      'restic forget --prune',
    ].map((command) => ({ command })),
  )('$command', ({ command }) => expect(find(datPrune, bash(command))).toEqual([]));
});
