// DAT-PRUNE: docker prune commands that take more than rubbish.
import { callsOf, hasOption, placeOf, quoted, type Call } from '../looking/calls.ts';
import type { Level, Rule } from '../rule.ts';

export const datPrune: Rule = {
  id: 'DAT-PRUNE',
  level: 'medium',
  summary: 'a prune deletes stopped containers, images to roll back to, or volumes with data',
  why: 'A prune takes everything that does not run at this moment: in an incident that is the crashed container with its logs, the image to roll back to, and the volumes of what has just been stopped.',
  bad: '## Disk full\n\n```bash\ndocker system prune -a\n```\n',
  good: '## Disk full\n\n```bash\ndocker builder prune --force\ndocker image prune --force --filter until=720h\n```\n',
  *check(document) {
    for (const call of callsOf(document, /^(?:docker|podman|nerdctl)$/)) {
      const loss = lossOf(call);
      if (loss === null) continue;
      yield {
        message: `${quoted(call.command)} deletes ${loss.what}.`,
        at: placeOf(call),
        level: loss.level,
      };
    }
  },
};

interface Loss {
  readonly what: string;
  readonly level: Level;
}

const lossOf = ({ words }: Call): Loss | null => {
  const [object = '', verb] = words.filter((word) => !word.startsWith('-'));
  if (verb !== 'prune' || words.some((word) => word.startsWith('--filter'))) return null;
  const all = hasOption(words, '-a', '--all');
  if (object === 'volume')
    return {
      what: 'the volumes of every container that does not exist at this moment, with their data',
      level: 'high',
    };
  if (object === 'system' && hasOption(words, '--volumes')) {
    return {
      what: 'volumes without a container, stopped containers with their logs, and unused images',
      level: 'high',
    };
  }
  if (object === 'system' && all) {
    return {
      what: 'every image that no container uses, also the one to roll back to, and stopped containers with their logs',
      level: 'medium',
    };
  }
  if (object === 'system' || object === 'container') {
    return { what: 'stopped containers, also the crashed one with its logs', level: 'low' };
  }
  return object === 'image' && all
    ? { what: 'every image that no container uses, also the one to roll back to', level: 'medium' }
    : null;
};
