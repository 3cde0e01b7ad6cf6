// What a service gets of the host: small files beside the Compose file become configs, named volumes stay, all else is out.
import { basename } from 'node:path';
import { isSecretName } from '../../../core/redact.ts';
import { bindOf, type Bind } from '../../scenario/bind-mounts.ts';
import { escapeDollars } from '../../scenario/compose-file.ts';
import { itemsOf } from '../../../core/yaml/loose-values.ts';
import {
  itemText,
  keepItems,
  listOf,
  ownMap,
  ownValue,
  whyUnread,
  type ServiceDraft,
  type SystemDraft,
} from './system.ts';

export const adaptMounts = (draft: SystemDraft, service: ServiceDraft): void => {
  const kept: number[] = [];
  for (const [index, item] of itemsOf(service.value['volumes']).entries()) {
    const mount = bindOf(item);
    if (mount === null) kept.push(index);
    else adaptBind(draft, service, mount, itemText(item));
  }
  keepItems(service, 'volumes', kept);
};

const adaptBind = (
  draft: SystemDraft,
  service: ServiceDraft,
  { source, target }: Bind,
  shown: string,
): void => {
  if (isSecretFile(source)) {
    addConfig(draft, service, source, target, `TODO: made-up content; the real ${source} is not copied`);
    service.note(`${source} looks like a secret: give it made-up content, under configs`);
    return;
  }
  const text = draft.readBeside(source);
  if (text === null) {
    service.note(
      `${shown} is out: nothing of the host is mounted; give files as configs with content, data as named volumes${whyUnread(source)}`,
    );
    return;
  }
  addConfig(draft, service, source, target, escapeDollars(text));
  service.note(`${source} is a config with its content now`);
};

const isSecretFile = (path: string): boolean =>
  isSecretName(basename(path)) ||
  /(?:^|\/)(?:\.env[^/]*|id_\w+|[^/]+\.(?:pem|key|p12|pfx|jks|keystore))$/.test(path);

const addConfig = (
  draft: SystemDraft,
  service: ServiceDraft,
  source: string,
  target: string,
  content: string,
): void => {
  const name = freeName(draft, nameOf(source), content);
  ownMap(draft.document, ['configs']).set(name, draft.document.createNode({ content }));
  addReference(draft, service, { source: name, target });
};

/** `configs` of a service may be there already. */
export const addReference = (
  { document }: SystemDraft,
  service: ServiceDraft,
  reference: Readonly<Record<string, unknown>>,
): void => {
  ownValue(document, service, 'configs');
  const list = listOf(service, 'configs');
  if (list === null) service.map.set('configs', document.createNode([reference]));
  else list.add(document.createNode(reference));
};

const nameOf = (path: string): string =>
  path
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'file';

/** The same content under the same name is one config. */
export const freeName = ({ document }: SystemDraft, wished: string, content: string): string => {
  const takenBy = (name: string): unknown => document.getIn(['configs', name]);
  let name = wished;
  for (
    let count = 2;
    takenBy(name) !== undefined && document.getIn(['configs', name, 'content']) !== content;
    count++
  )
    name = `${wished}-${count}`;
  return name;
};
