// CMP-NAME: a container named as Compose doesn't name it.
import { containerNamesOf, hasPart } from '../looking/container-names.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import type { ComposeFacts, Rule } from '../rule.ts';

export const cmpName: Rule = {
  id: 'CMP-NAME',
  level: 'medium',
  summary: 'a container name that the Compose file does not imply',
  why: 'Without `container_name` Compose names containers project-service-1. With any other name docker answers "No such container", and the step shows nothing.',
  bad: '```bash\ndocker logs --tail 100 shop-api\n```\n',
  good: '```bash\ndocker compose logs --tail 100 api\n```\n',
  needs: 'compose',
  check: (document, { compose }) =>
    compose === null
      ? []
      : gatherBy(
          containerNamesOf(document).flatMap(({ name, at }): readonly (Hit & { name: string })[] => {
            const wrong = judge(name, compose);
            return wrong === null ? [] : [{ name, at, ...wrong }];
          }),
          ({ name }) => name,
        ),
};

const judge = (name: string, compose: ComposeFacts): Pick<Hit, 'message' | 'level'> | null => {
  const services = [...compose.services];
  const exists = services.some(([service, { containerName }]) =>
    containerName === null ? isNumbered(name, compose.project, service) : name === containerName,
  );
  if (exists) return null;
  // The longest service that is a part of the name: `api-worker` rather than `api`.
  const [found] = services
    .filter(([service, { containerName }]) => hasPart(name, service) || hasPart(containerName ?? '', name))
    .toSorted(([a], [b]) => b.length - a.length);
  if (found === undefined) return null;
  const [service, { containerName }] = found;
  const expected = containerName ?? `${compose.project}-${service}-1`;
  const message = `no container is named \`${name}\`: that of service \`${service}\` is \`${expected}\` by ${compose.file}.`;
  // Another project's name in front may be that of another checkout.
  return { message, level: containerName === null && name.endsWith(`-${service}-1`) ? 'low' : 'medium' };
};

const isNumbered = (name: string, project: string, service: string): boolean =>
  name.startsWith(`${project}-${service}-`) && /^\d+$/.test(name.slice(project.length + service.length + 2));
