// One network for all: gameday's own services, the operator and the proxies stand on it, so everything has to be reachable there.
import { itemsOf, recordOf } from '../../../core/yaml/loose-values.ts';
import { type ServiceDraft, type SystemDraft } from './system.ts';

export const adaptNetworks = (draft: SystemDraft, networkName: string): void => {
  const { document, services, notes } = draft;
  const own = Object.keys(recordOf(recordOf(document.toJS())['networks'])).filter(
    (name) => name !== 'default',
  );
  for (const service of services) adaptService(draft, service);
  document.set('networks', document.createNode({ default: { name: networkName } }));
  if (own.length > 0) notes.push(`networks (${own.join(', ')}) are out: all services share one, default`);
};

const adaptService = ({ document }: SystemDraft, service: ServiceDraft): void => {
  const { map, value } = service;
  const mode = value['network_mode'];
  if (mode !== undefined) {
    map.delete('network_mode');
    service.note(`network_mode: ${String(mode)} is out: it is reached by its name, ${service.name}`);
  }
  if (map.delete('external_links')) service.note('external_links are out: there is nothing outside');
  const networks = recordOf(value['networks']);
  const aliases = [...new Set(Object.values(networks).flatMap((one) => itemsOf(recordOf(one)['aliases'])))];
  const fixed = Object.values(networks).flatMap((one) => itemsOf(recordOf(one)['ipv4_address']));
  if (fixed.length > 0) service.note(`its address ${fixed.join(', ')} is out: it is reached by its name`);
  if (aliases.length > 0) map.set('networks', document.createNode({ default: { aliases } }));
  else map.delete('networks');
};
