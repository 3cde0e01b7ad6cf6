// Configs and secrets that come from files, the environment or the engine: written into the Compose file, secrets as made-up ones.
import { posix } from 'node:path';
import { escapeDollars } from '../../scenario/compose-file.ts';
import { addReference, freeName } from './mounts.ts';
import { itemsOf, recordOf } from '../../../core/yaml/loose-values.ts';
import { ownMap, whyUnread, type SystemDraft } from './system.ts';

export const adaptConfigs = (draft: SystemDraft): void => {
  const { document, readBeside, notes } = draft;
  const configs = recordOf(recordOf(document.toJS())['configs']);
  for (const [name, value] of Object.entries(configs)) {
    const { content, file } = recordOf(value);
    if (typeof content === 'string') continue;
    const text = typeof file === 'string' ? readBeside(file) : null;
    const wanted = typeof file === 'string' ? `what ${file} holds${whyUnread(file)}` : 'what it holds';
    const given = text === null ? `TODO: write here ${wanted}` : escapeDollars(text);
    document.setIn(['configs', name], document.createNode({ content: given }));
    notes.push(
      `configs.${name}: ${text === null ? `its content has to be written${typeof file === 'string' ? whyUnread(file) : ''}` : `the content of ${String(file)} stands`} in compose.yaml`,
    );
  }
};

/** Secrets become configs at the same place in the container: a drill has made-up ones. */
export const adaptSecrets = (draft: SystemDraft): void => {
  const { document, services, notes } = draft;
  const names = Object.keys(recordOf(recordOf(document.toJS())['secrets']));
  if (names.length === 0) return;
  document.delete('secrets');
  const configs = new Map(names.map((name) => [name, addSecret(draft, name)]));
  for (const service of services) {
    for (const item of itemsOf(service.value['secrets'])) {
      // A mode is written in octal, which not every reader of YAML takes it for.
      const { source, target, mode, ...rest } = recordOf(typeof item === 'string' ? { source: item } : item);
      const config = configs.get(String(source));
      const path = posix.resolve('/run/secrets', String(target ?? source));
      if (config !== undefined) addReference(draft, service, { source: config, target: path, ...rest });
      if (mode !== undefined)
        service.note(`mode ${String(mode)} of ${String(source)} is out: anybody may read it`);
    }
    service.map.delete('secrets');
  }
  notes.push(`secrets (${names.join(', ')}) are configs with made-up content: fill it in`);
};

const addSecret = (draft: SystemDraft, name: string): string => {
  const content = `TODO: a made-up value; the real secret ${name} stays where it is`;
  const config = freeName(draft, name, content);
  ownMap(draft.document, ['configs']).set(config, draft.document.createNode({ content }));
  return config;
};
