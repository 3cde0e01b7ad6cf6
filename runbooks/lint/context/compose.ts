// A Compose file → what rules ask of it. Tolerant: a key that we don't know is somebody else's business.
import { parseDuration } from '../../../core/duration.ts';
import { shown } from '../../../core/yaml/words.ts';
import { parseYaml } from '../../../core/yaml/yaml-file.ts';
import type { ComposeFacts, ComposeService } from '../rule.ts';
import { asList, asMapping, asText, isMapping, withDefaults, type Facts } from './facts.ts';
import { readPorts } from './ports.ts';

/** `folder` is the name of the folder that the file lies in: Compose names the project by it. */
export const readCompose = (file: string, text: string, folder: string): Facts<ComposeFacts> => {
  const yaml = parseYaml(file, text);
  if (yaml.problems.length > 0) return { facts: null, problems: yaml.problems };
  const services = isMapping(yaml.value) ? yaml.value['services'] : yaml.value;
  if (!isMapping(services)) {
    const message = `services: expected a mapping of services, got ${shown(services)}`;
    const hint = 'this should be a Compose file, e.g. compose.yaml or docker-compose.yml';
    return { facts: null, problems: [yaml.problemAt(['services'], message, hint)] };
  }
  const top = asMapping(yaml.value);
  return {
    facts: {
      file,
      project: projectName(asText(top['name']) ?? folder),
      services: new Map(Object.entries(services).map(([name, service]) => [name, readService(service)])),
      volumes: Object.keys(asMapping(top['volumes'])),
    },
    problems: [],
  };
};

/** As Compose makes it: lower case, only letters, digits, dashes and underscores, no dash or underscore in front. */
export const projectName = (name: string): string =>
  withDefaults(name)
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[-_]+/, '');

const readService = (value: unknown): ComposeService => {
  const service = asMapping(value);
  const name = asText(service['container_name']);
  const grace = asText(service['stop_grace_period']);
  return {
    containerName: name === null ? null : withDefaults(name),
    environment: readEnvironment(service['environment']),
    ports: asList(service['ports']).flatMap(readPorts),
    mounts: asList(service['volumes']).flatMap(readMount),
    stopGracePeriodMs: grace === null ? null : parseDuration(grace),
    image: asText(service['image']),
  };
};

/** A list of `NAME=value` or a mapping; a name alone takes its value from the shell. */
const readEnvironment = (value: unknown): ReadonlyMap<string, string | null> => {
  if (isMapping(value)) return new Map(Object.entries(value).map(([name, text]) => [name, asText(text)]));
  return new Map(
    asList(value).flatMap((item): [string, string | null][] => {
      const text = asText(item);
      if (text === null) return [];
      const at = text.indexOf('=');
      return [at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]];
    }),
  );
};

/** `volume:/path:ro`, `./here:/path`, `/path` alone, or the long form with its target. */
const readMount = (item: unknown): readonly string[] => {
  if (isMapping(item)) return [item['target']].flatMap((target) => asText(target) ?? []);
  const parts = withDefaults(asText(item) ?? '').split(':');
  // A drive letter of Windows is no source of its own.
  if (/^[A-Za-z]$/.test(parts[0] ?? '') && parts.length > 1) parts.shift();
  return [parts[1] ?? parts[0] ?? ''].filter((path) => path.startsWith('/'));
};
