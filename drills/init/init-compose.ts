// Somebody's Compose file as a scenario wants it: no published ports, no conditions, nothing of the host mounted.
import { isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';

export interface InitService {
  readonly name: string;
  /** Host port → container port, as the file published them. */
  readonly ports: readonly { readonly host: number; readonly container: number }[];
}

export interface InitCompose {
  readonly text: string;
  readonly services: readonly InitService[];
  /** What was taken out, for people. */
  readonly notes: readonly string[];
}

/** `name`: the project's name, for a file that gives none. The text has to be YAML. */
export const initCompose = (text: string, name: string): InitCompose => {
  const document = parseDocument(text);
  const notes: string[] = [];
  document.delete('version');
  document.set('name', name);
  const services = document.get('services');
  const found = (isMap(services) ? services.items : []).flatMap((pair) =>
    isScalar(pair.key) ? [adaptService(document, String(pair.key.value), notes)] : [],
  );
  return { text: document.toString({ lineWidth: 0 }), services: found, notes };
};

const adaptService = (document: Document, name: string, notes: string[]): InitService => {
  const at = (key: string): readonly string[] => ['services', name, key];
  const ports = portsOf(document.getIn(at('ports'), true));
  if (document.deleteIn(at('ports')))
    notes.push(`${name}: its ports are the operator’s now (scenario.yaml, operator.ports)`);
  if (document.hasIn(at('depends_on'))) {
    document.deleteIn(at('depends_on'));
    notes.push(`${name}: depends_on is out: services have to wait for what they need by themselves`);
  }
  if (document.hasIn(at('container_name')))
    notes.push(`${name}: container_name stays; without it the container is <project>-${name}-1`);
  if (document.hasIn(at('build')) && !document.hasIn(at('image'))) {
    document.setIn(at('image'), `TODO: build it and name the image, e.g. ${name}:local`);
    document.deleteIn(at('build'));
    notes.push(`${name}: it was built from source: name an image that the engine has`);
  }
  dropBindMounts(document, name, notes);
  return { name, ports };
};

const portsOf = (node: unknown): InitService['ports'] => {
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    if (isMap(item)) return pair(Number(item.get('published')), Number(item.get('target')));
    const [, host, container] =
      /^(?:[\d.]+:)?(\d+):(\d+)(?:\/\w+)?$/.exec(String(isScalar(item) ? item.value : item)) ?? [];
    return pair(Number(host), Number(container));
  });
};

const pair = (host: number, container: number): InitService['ports'] =>
  host > 0 && container > 0 ? [{ host, container }] : [];

const dropBindMounts = (document: Document, name: string, notes: string[]): void => {
  const path = ['services', name, 'volumes'];
  const volumes = document.getIn(path, true);
  if (!isSeq(volumes)) return;
  const kept = volumes.items.filter((item) => !isBindMount(item));
  if (kept.length === volumes.items.length) return;
  for (const item of volumes.items.filter((one) => isBindMount(one)))
    notes.push(
      `${name}: ${mountText(item)} is out: give files as configs with content, data as named volumes`,
    );
  if (kept.length === 0) document.deleteIn(path);
  else volumes.items = kept;
};

const mountText = (item: unknown): string =>
  isMap(item) ? String(item.get('source')) : String(isScalar(item) ? item.value : item);

const isBindMount = (item: unknown): boolean =>
  isMap(item) ? item.get('type') === 'bind' : /^(?:[./~]|\$\{?(?:PWD|HOME))/.test(mountText(item));
