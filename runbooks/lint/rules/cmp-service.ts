// CMP-SERVICE: a service that the Compose file doesn't have.
import { optionValue } from '../../tools/read-args.ts';
import { servicesOf, type ServiceUse } from '../looking/container-names.ts';
import { gatherBy } from '../looking/gather.ts';
import type { ComposeFacts, Rule } from '../rule.ts';

export const cmpService: Rule = {
  id: 'CMP-SERVICE',
  level: 'medium',
  summary: 'a Compose service that does not exist',
  why: 'Compose answers "no such service" and does nothing, also for the other services on the line.',
  bad: '```bash\ndocker compose restart backend\n```\n',
  good: '```bash\ndocker compose restart api\n```\n',
  needs: 'compose',
  check: (document, { compose }) =>
    compose === null
      ? []
      : gatherBy(
          servicesOf(document)
            .filter((use) => !compose.services.has(use.name) && !isOtherFile(use, compose))
            .map(({ name, at }) => ({
              name,
              at,
              message: `${compose.file} has no service \`${name}\`${closest(name, compose)}.`,
            })),
          ({ name }) => name,
        ),
};

/** `-f other.yml` may have what this file lacks. */
const isOtherFile = ({ call }: ServiceUse, { file }: ComposeFacts): boolean => {
  const named = optionValue(call.args, '--file');
  return named !== null && named.split('/').at(-1) !== file.split('/').at(-1);
};

const closest = (name: string, { services }: ComposeFacts): string => {
  const [near] = [...services.keys()].filter((service) => service.includes(name) || name.includes(service));
  return near === undefined ? '' : `; it has \`${near}\``;
};
