// Ways out that a mount or a stream hides.
import { expect, it } from 'vitest';
import { readCommand } from '../shell/read-command.ts';
import { classify } from './classify.ts';

it.each([
  [
    'docker run --mount type=volume,src=x,dst=/y,volume-opt=type=none,volume-opt=o=bind,volume-opt=device=/ alpine ls',
    'o=bind makes the volume a folder of the machine; device=/ makes',
  ],
  ['docker run --mount src=x,dst=/y,volume-opt=device=$DIR alpine ls', 'device=$DIR'],
  [`docker create --mount 'type=volume,dst=/y,"volume-opt=o=lowerdir=/,upperdir=/u"' alpine`, 'o=lowerdir=/'],
  [`docker run --mount 'type=bind,"source=/etc",target=/x' alpine ls`, '/etc is a folder'],
  ['docker compose -f - up -d <<E\nservices: { x: { privileged: true } }\nE', '--file -'],
  ['cat other.yml | docker-compose --file=- up -d', '--file -'],
  ['docker compose -f docker-compose.yml -f /dev/stdin up -d < x', '--file /dev/stdin'],
  ['docker compose -f <(cat x.yml) up -d', '--file <(cat x.yml)'],
])('%s escapes', (command, what) => {
  expect(classify(readCommand(command)).escapes.join('; ')).toContain(what);
});

it.each([
  'docker run --mount type=volume,src=data,dst=/data alpine ls',
  'docker run --mount type=volume,src=data,dst=/data,volume-opt=type=tmpfs alpine ls',
  'docker compose logs -f api',
])('%s stays inside', (command) => {
  expect(classify(readCommand(command)).escapes).toEqual([]);
});
