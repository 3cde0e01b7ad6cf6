// Who runs at all, and what waits for what: gameday starts every service at once, and takes one that has ended for broken.
import { itemsOf, recordOf } from '../../../core/yaml/loose-values.ts';
import { type ServiceDraft, type SystemDraft } from './system.ts';

/** Names of gameday's own services on the same network (monitoring.yaml). */
const taken = new Set(['toxiproxy', 'prometheus', 'alertmanager', 'receiver', 'operator']);

/** Takes out what does not run in a drill; gives the rest. */
export const dropServices = (draft: SystemDraft): SystemDraft => {
  const services = draft.services.filter((service) => {
    const profiles = itemsOf(service.value['profiles']);
    const why = taken.has(service.name)
      ? 'is out: gameday brings its own of this name (monitoring.yaml; take over there what yours has)'
      : profiles.length > 0
        ? `is out: it runs under the profile ${profiles.join(', ')} only`
        : null;
    if (why !== null) {
      draft.document.deleteIn(['services', service.name]);
      draft.notes.push(`${service.name} ${why}`);
    }
    return why === null;
  });
  const names = new Set(services.map(({ name }) => name));
  for (const service of services) adaptOrder({ ...draft, services }, service, names);
  return { ...draft, services };
};

const adaptOrder = ({ document }: SystemDraft, service: ServiceDraft, names: ReadonlySet<string>): void => {
  const given = service.value['depends_on'];
  if (given === undefined) return;
  const wanted = Array.isArray(given) ? given.map(String) : Object.keys(recordOf(given));
  const left = wanted.filter((name) => names.has(name));
  const conditions = Object.entries(recordOf(given)).flatMap(([name, one]) => {
    const { condition } = recordOf(one);
    return condition === undefined || condition === 'service_started' ? [] : [`${name} ${String(condition)}`];
  });
  if (conditions.length > 0)
    service.note(
      `its conditions (${conditions.join(', ')}) are out: it has to wait by itself for what it needs`,
    );
  for (const [name, one] of Object.entries(recordOf(given)))
    if (recordOf(one)['condition'] === 'service_completed_successfully')
      service.note(
        `${name} runs once and ends: gameday takes that for broken; let workload.ts (prepare) or an image do its work`,
      );
  if (Array.isArray(given) && left.length === wanted.length) return;
  if (left.length === 0) service.map.delete('depends_on');
  else service.map.set('depends_on', document.createNode(left));
};
