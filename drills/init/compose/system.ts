// Somebody's Compose file while init adapts it: each service as Compose sees it (anchors and merges resolved), and its node to edit.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  visit,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { recordOf } from '../../../core/yaml/loose-values.ts';

export interface SystemDraft {
  readonly document: Document;
  readonly services: readonly ServiceDraft[];
  /** Small text beside the Compose file, by a path relative to it; null for everything else. */
  readonly readBeside: (path: string) => string | null;
  /** What was changed, for people. */
  readonly notes: string[];
}

export interface ServiceDraft {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly map: YAMLMap;
  note(text: string): void;
}

/** What init takes out of services, or parts of it: who has it from an anchor gets a copy first, and the anchor loses it. */
const taken = [
  'build',
  'depends_on',
  'env_file',
  'external_links',
  'logging',
  'network_mode',
  'networks',
  'ports',
  'profiles',
  'pull_policy',
  'scale',
  'secrets',
  'volumes',
];

export const draftOf = (
  document: Document,
  readBeside: SystemDraft['readBeside'],
  notes: string[],
): SystemDraft => {
  const values = recordOf(recordOf(document.toJS({ maxAliasCount: 1000 }))['services']);
  const services = Object.entries(values).map(([name, value]) => {
    const map = ownMap(document, ['services', name]);
    const note = (text: string): void => void notes.push(`${name}: ${text}`);
    const service = { name, value: recordOf(value), map, note };
    for (const key of taken) ownValue(document, service, key);
    return service;
  });
  dropFromAnchors(document, new Set(services.map(({ map }) => map)));
  return { document, services, readBeside, notes };
};

/** The mapping at a path, no alias; made where there is none. */
export const ownMap = (document: Document, path: readonly string[]): YAMLMap => {
  const found = document.getIn(path, true);
  if (isMap(found)) return found;
  const made = document.createNode(isAlias(found) ? found.toJS(document) : {}) as YAMLMap;
  document.setIn(path, made);
  return made;
};

/** What a service has by an alias or from a merged mapping becomes its own, to be edited. */
export const ownValue = (document: Document, { map, value }: ServiceDraft, key: string): void => {
  if (value[key] === undefined) return;
  const node = map.get(key, true) as Node | undefined;
  if (node !== undefined && !isAlias(node)) return;
  const given = node ?? mergedNode(document, map, key);
  const meant = isAlias(given) ? given.resolve(document) : given;
  map.set(key, meant === undefined ? document.createNode(value[key]) : copyOf(meant));
};

/** Later mappings of a merge lose to earlier ones. */
const mergedNode = (document: Document, map: YAMLMap, key: string): Node | undefined =>
  mergedInto(document, map)
    .map((merged) => merged.get(key, true) as Node | undefined)
    .find((node) => node !== undefined);

/** As it is written; its anchors stay with the first one. */
const copyOf = (node: Node): Node => {
  const copy = node.clone() as Node;
  visit(copy, { Node: (_, one) => void delete (one as { anchor?: string }).anchor });
  return copy;
};

/** A list of a service that can be edited; null when it has none, or a mapping instead. */
export const listOf = ({ map }: ServiceDraft, key: string): YAMLSeq | null => {
  const found = map.get(key, true);
  return isSeq(found) ? found : null;
};

/** Keeps the items whose positions are given, with their comments. */
export const keepItems = (service: ServiceDraft, key: string, kept: readonly number[]): void => {
  const list = listOf(service, key);
  if (list === null) return;
  list.items = list.items.filter((_, index) => kept.includes(index));
  if (list.items.length === 0) service.map.delete(key);
};

/** Why a file was not read, in brackets, where its path alone tells. */
export const whyUnread = (path: string): string =>
  /^(?:\.\.(?:\/|$)|[/~]|[A-Za-z]:[\\/])/.test(path)
    ? ' (init reads only what lies beside the Compose file or below)'
    : '';

/** An item for people, as a text or by the keys that name it. */
export const itemText = (item: unknown): string => {
  const { source, target, published } = recordOf(item);
  if (typeof item !== 'object') return String(item);
  return [source ?? published, target].filter((part) => part !== undefined).join(':');
};

// What each service has of its own now would come back through `<<` where it is taken out.
const dropFromAnchors = (document: Document, services: ReadonlySet<YAMLMap>): void => {
  for (const service of services)
    for (const merged of mergedInto(document, service))
      if (!services.has(merged)) for (const key of taken) merged.delete(key);
};

const mergedInto = (document: Document, map: YAMLMap): readonly YAMLMap[] =>
  map.items
    .filter(({ key }) => isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol'))
    .flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
    .flatMap((one) => (isAlias(one) ? [one.resolve(document)] : [one]))
    .filter((one) => isMap(one))
    .flatMap((one) => [one, ...mergedInto(document, one)]);
