// Somebody's Compose file as a scenario wants it: one network, nothing published, nothing of the host; comments and anchors stay.
import {
  isMap,
  isScalar,
  parse,
  parseDocument,
  stringify,
  type Document,
  type ScalarTag,
  type Tags,
} from 'yaml';
import { adaptConfigs, adaptSecrets } from './compose/configs.ts';
import { adaptContainers, adaptVolumes } from './compose/containers.ts';
import { adaptMounts } from './compose/mounts.ts';
import { adaptNetworks } from './compose/networks.ts';
import { takePorts, type Port } from './compose/ports.ts';
import { dropServices } from './compose/start-order.ts';
import { itemsOf, recordOf } from '../../core/yaml/loose-values.ts';
import { draftOf, type ServiceDraft, type SystemDraft } from './compose/system.ts';
import { readVariables, writeOutEnvironment, writeOutVariables } from './compose/variables.ts';
import { foldedLine } from '../../core/visible.ts';

export interface InitService {
  readonly name: string;
  /** Other names that texts may call it by: its container, its aliases. */
  readonly aliases: readonly string[];
  readonly ports: readonly Port[];
  /** What its health check runs. */
  readonly healthcheck: string;
}

export interface InitCompose {
  readonly text: string;
  readonly services: readonly InitService[];
  readonly network: string;
  /** What was changed, for people. */
  readonly notes: readonly string[];
}

/** `text` has passed `checkCompose`; `name`: the project's name. */
export const initCompose = (
  text: string,
  name: string,
  readBeside: SystemDraft['readBeside'] = () => null,
): InitCompose => {
  try {
    return adapted(text, name, readBeside, []);
  } catch (error) {
    // An anchor went with what was taken out, while something else still refers to it.
    if (!(error instanceof Error) || !/alias/i.test(error.message)) throw error;
    const whole = stringify(parse(text, { merge: true }), { aliasDuplicateObjects: false });
    const notes = [
      'anchors are written out, and comments are lost: something that was taken out had an anchor',
    ];
    return adapted(whole, name, readBeside, notes);
  }
};

const adapted = (
  text: string,
  name: string,
  readBeside: SystemDraft['readBeside'],
  notes: string[],
): InitCompose => {
  const document = parseDocument(text, { merge: true, customTags: asWritten });
  const variables = readVariables(readBeside('.env'));
  writeOutVariables(document, variables, notes);
  rename(document, name, notes);
  const draft = dropServices(draftOf(document, readBeside, notes));
  const ports = new Map(draft.services.map((service) => [service.name, takePorts(service)]));
  adaptConfigs(draft);
  adaptSecrets(draft);
  for (const service of draft.services) {
    adaptContainers(draft, service);
    writeOutEnvironment(draft, service, variables);
    adaptMounts(draft, service);
  }
  adaptVolumes(draft);
  const network = `${name}_default`;
  adaptNetworks(draft, network);
  const services = draft.services.map((service) => factsOf(service, ports.get(service.name) ?? []));
  return { text: withNotes(textOf(document, text), notes), services, network, notes };
};

/** Numbers stay as they are written: 0755 is no 755 to Compose, and a long one would lose its last digits. */
const asWritten = (tags: Tags): Tags =>
  tags.map((tag) => {
    if (typeof tag === 'string' || !/:(?:int|float)$/.test(tag.tag) || !('resolve' in tag)) return tag;
    const { stringify: write } = tag as ScalarTag;
    return {
      ...tag,
      stringify: (item, ...rest) => item.source ?? write?.(item, ...rest) ?? String(item.value),
    } as ScalarTag;
  });

/** `name` begins the file, where `version` stood; what was said above that stays. */
const rename = (document: Document, name: string, notes: string[]): void => {
  if (!isMap(document.contents)) return;
  const [first] = document.contents.items;
  const above = isScalar(first?.key) ? first.key.commentBefore : null;
  const before = document.get('name');
  if (document.delete('version')) notes.push('version is out: Compose takes no notice of it');
  if (before !== undefined && before !== name) notes.push(`name: it was ${String(before)}`);
  if (before !== undefined) return document.set('name', name);
  const pair = document.createPair('name', name);
  const second = document.contents.items[0];
  document.contents.items.unshift(pair);
  if (above === null || above === undefined || !isScalar(pair.key)) return;
  pair.key.commentBefore = above;
  if (second === first && isScalar(first?.key)) first.key.commentBefore = null;
};

/** Spaces inside braces as the file has them. */
const textOf = (document: Document, source: string): string =>
  document.toString({ lineWidth: 0, flowCollectionPadding: /[:,-] [{[] \S/.test(source) }).trimStart();

const factsOf = ({ name, value }: ServiceDraft, ports: readonly Port[]): InitService => {
  const aliases = Object.values(recordOf(value['networks'])).flatMap((one) =>
    itemsOf(recordOf(one)['aliases']),
  );
  return {
    name,
    aliases: [value['container_name'], value['hostname'], ...aliases].flatMap((one) =>
      typeof one === 'string' ? [one] : [],
    ),
    ports,
    healthcheck: itemsOf(recordOf(value['healthcheck'])['test']).join(' '),
  };
};

const withNotes = (text: string, notes: readonly string[]): string =>
  notes.length === 0
    ? text
    : [
        '# What gameday init changed in it:',
        ...notes.map((note) => `# - ${foldedLine(note)}`),
        '',
        text,
      ].join('\n');
