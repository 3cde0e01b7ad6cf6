// How a service's containers are made: from an image that the engine has, one of each.
import { itemsOf, recordOf } from '../../../core/yaml/loose-values.ts';
import { itemText, ownValue, type ServiceDraft, type SystemDraft } from './system.ts';

export const adaptContainers = (draft: SystemDraft, service: ServiceDraft): void => {
  const { map, value } = service;
  if (map.delete('build')) {
    if (value['image'] === undefined)
      map.set('image', `TODO: build it, and name the image, e.g. ${service.name}:local`);
    service.note('build is out: nothing is built in a drill, the engine must have its image');
  }
  const pull = value['pull_policy'];
  if (pull !== undefined && pull !== 'missing' && pull !== 'never') {
    map.delete('pull_policy');
    service.note(`pull_policy: ${String(pull)} is out: nothing is pulled or built in a drill`);
  }
  if (value['container_name'] !== undefined)
    service.note(`container_name ${String(value['container_name'])} stays: two of it can't be on one engine`);
  noteHost(service);
  const { driver } = recordOf(value['logging']);
  if (map.delete('logging') && driver !== undefined)
    service.note(`logging by ${String(driver)} is out: a drill reads logs from the engine`);
  const replicas = recordOf(value['deploy'])['replicas'] ?? value['scale'];
  if (replicas !== undefined && replicas !== 1) {
    map.delete('scale');
    ownValue(draft.document, service, 'deploy');
    if (map.has('deploy')) map.deleteIn(['deploy', 'replicas']);
    service.note(
      `${String(replicas)} containers of it are one: faults and probes act on one of each service`,
    );
  }
};

/** What reaches the engine's host stays, since the image may need it, but nobody is to be surprised by it. */
const noteHost = (service: ServiceDraft): void => {
  const { value } = service;
  const shared = ['pid', 'ipc', 'uts', 'userns_mode', 'cgroup'].filter((key) => value[key] === 'host');
  const reaching = [
    ...(value['privileged'] === true ? ['privileged'] : []),
    ...shared.map((key) => `${key}: host`),
    ...['devices', 'cap_add'].flatMap((key) =>
      itemsOf(value[key]).length === 0 ? [] : [`${key} (${itemsOf(value[key]).map(itemText).join(', ')})`],
    ),
  ];
  if (reaching.length > 0)
    service.note(
      `${reaching.join(', ')} stays: it reaches the host of the engine; leave it out if it can be`,
    );
};

/** Volumes that are somewhere else become plain ones. */
export const adaptVolumes = ({ document, notes }: SystemDraft): void => {
  for (const [name, value] of Object.entries(recordOf(recordOf(document.toJS())['volumes']))) {
    const { external, driver_opts: options } = recordOf(value);
    const bound = recordOf(options)['device'];
    if (external !== true && bound === undefined) continue;
    document.setIn(['volumes', name], document.createNode({}));
    const what = external === true ? 'external' : `bound to ${String(bound)}`;
    notes.push(`volume ${name} was ${what}: it begins empty now`);
  }
};
