// The ports of a service in all forms that Compose takes: what the host published, the operator's localhost has in a drill.
import { itemsOf, recordOf } from '../../../core/yaml/loose-values.ts';
import { itemText, type ServiceDraft } from './system.ts';

export interface Port {
  /** Null where the engine chose one, or nothing was published. */
  readonly host: number | null;
  readonly container: number;
}

/** Takes `ports` out; `expose` stays. */
export const takePorts = (service: ServiceDraft): readonly Port[] => {
  const published = itemsOf(service.value['ports']);
  const ports = published.flatMap((item) => {
    const found = portsOf(item);
    if (found === null) service.note(`its port "${itemText(item)}" could not be read`);
    if (found?.length === 0)
      service.note(`its port ${itemText(item)} is out: the operator passes on TCP only`);
    return found ?? [];
  });
  const shown = ports.flatMap(({ host, container }) => (host === null ? [] : [`${host}:${container}`]));
  if (service.map.delete('ports'))
    service.note(
      shown.length === 0
        ? 'its ports are not published'
        : `its ports (${shown.join(', ')}) are on the operator's localhost: scenario.yaml, operator.ports`,
    );
  const exposed = itemsOf(service.value['expose']).flatMap((item) => portsOf(String(item)) ?? []);
  return [...ports, ...exposed.map(({ container }) => ({ host: null, container }))];
};

/** Null: no port that anybody could read. UDP has none here: nothing of ours speaks it. */
const portsOf = (item: unknown): readonly Port[] | null => {
  const { published, target, protocol } = recordOf(item);
  const text =
    typeof item === 'object'
      ? `${String(published ?? '')}:${String(target)}/${String(protocol ?? 'tcp')}`
      : String(item);
  const match =
    /^(?:(?:\[[\da-f:]+\]|\d+(?:\.\d+){3}):)?(?:(\d+(?:-\d+)?)?:)?(\d+)(?:-(\d+))?(?:\/(\w+))?$/i.exec(text);
  if (match === null) return null;
  const [, host = '', first, last = first, kind = 'tcp'] = match;
  if (kind.toLowerCase() !== 'tcp') return [];
  return pairs(host, Number(first), Number(last));
};

const longestRange = 100;

const pairs = (host: string, first: number, last: number): readonly Port[] => {
  const count = Math.min(longestRange, Math.max(1, last - first + 1));
  const [from] = host.split('-');
  return Array.from({ length: count }, (_, index) => ({
    host: host === '' ? null : Number(from) + index,
    container: first + index,
  }));
};
