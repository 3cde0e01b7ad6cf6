// docker, podman, and Compose in both its versions.
import { composeGlobal, composeVerbs } from './compose-options.ts';
import { dockerGlobal, dockerVerbs } from './docker-options.ts';
import type { OptionTable } from './options.ts';
import type { Tool } from './tool.ts';

const composeTables = (prefix: string): Readonly<Record<string, OptionTable>> =>
  Object.fromEntries(Object.entries(composeVerbs).map(([verb, table]) => [`${prefix}${verb}`, table]));

const groupNames =
  'container image volume network system builder buildx context swarm service stack node secret config plugin manifest trust checkpoint pod machine';

const containerVerbs =
  'attach commit cp create diff exec export inspect kill logs pause port rename restart rm run start stats stop top unpause update wait';

const aliases: Readonly<Record<string, string>> = {
  'container ls': 'ps',
  'container list': 'ps',
  'container ps': 'ps',
  'image ls': 'images',
  'image list': 'images',
  'image rm': 'rmi',
  'image remove': 'rmi',
  'image pull': 'pull',
  'image push': 'push',
  'image build': 'build',
  'image tag': 'tag',
  'image load': 'load',
  'image save': 'save',
  'image import': 'import',
  'image inspect': 'inspect',
  'image history': 'history',
  'volume remove': 'volume rm',
  'network remove': 'network rm',
  'buildx build': 'build',
  'system info': 'info',
  'system events': 'events',
  ...Object.fromEntries(containerVerbs.split(' ').map((verb) => [`container ${verb}`, verb])),
};

export const docker: Tool = {
  names: ['docker', 'podman', 'nerdctl'],
  own: dockerGlobal,
  hasVerbs: true,
  groups: {
    ...Object.fromEntries(groupNames.split(' ').map((name) => [name, null])),
    compose: composeGlobal,
  },
  verbs: { ...dockerVerbs, ...composeTables('compose ') },
  aliases,
};

export const dockerCompose: Tool = {
  names: ['docker-compose', 'podman-compose'],
  own: composeGlobal,
  hasVerbs: true,
  verbs: composeVerbs,
};
