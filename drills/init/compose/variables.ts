// `${TAG}` in a Compose file: a drill has neither the .env nor the shell that it comes from, so its value is written out.
import { parseEnv } from 'node:util';
import { isMap, visit, type Document } from 'yaml';
import { escapeDollars } from '../../scenario/compose-file.ts';
import { itemsOf } from '../../../core/yaml/loose-values.ts';
import { isSecret, withoutPassword } from './secret-values.ts';
import { ownValue, whyUnread, type ServiceDraft, type SystemDraft } from './system.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

export const readVariables = (text: string | null): Variables => (text === null ? {} : parseEnv(text));

/** What has no value becomes a TODO: validate shows its place. */
export const writeOutVariables = (document: Document, variables: Variables, notes: string[]): void => {
  const written = new Set<string>();
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || typeof node.value !== 'string' || !node.value.includes('$')) return;
      node.value = resolved(withoutFolders(node.value), variables, written);
    },
  });
  if (written.size > 0) notes.push(`variables are written out: ${[...written].join(', ')}`);
};

/** Where a path begins with them: `.` and `~` say the same. */
const withoutFolders = (text: string): string =>
  text.replace(/^\$(?:PWD|\{PWD\})(?=[/:]|$)/, '.').replace(/^\$(?:HOME|\{HOME\})(?=[/:]|$)/, '~');

const reference = /\$(?:(\$)|\{([A-Za-z_]\w*)(?:(:?[-?+])([^{}]*))?\}|([A-Za-z_]\w*))/g;

const resolved = (text: string, variables: Variables, written: Set<string>): string => {
  const missing: string[] = [];
  const withheld: string[] = [];
  const full = text.replace(
    reference,
    (match, dollar?: string, braced?: string, how?: string, rest = '', bare?: string) => {
      const name = braced ?? bare ?? '';
      if (dollar !== undefined) return match;
      const value = valueOf(variables[name], how, rest);
      if (isSecret(name, variables[name])) withheld.push(name);
      else if (value === null) missing.push(name);
      else written.add(name);
      return value ?? match;
    },
  );
  if (missing.length + withheld.length === 0) return full;
  const [, key = ''] = /^([A-Za-z_]\w*=)/.exec(text) ?? [];
  const named = (names: readonly string[], why: string): readonly string[] =>
    names.length === 0 ? [] : [`${names.map((name) => `\${${name}}`).join(', ')} ${why}`];
  const reasons = [
    ...named(missing, 'has no value in a drill'),
    ...named(withheld, 'is a secret of your .env, which stays there: a made-up value'),
  ];
  const rest = text.slice(key.length);
  const whole = /^\$(?:\w+|\{\w+\})$/.test(rest) ? '' : `: ${rest}`;
  return `${key}TODO: ${reasons.join('; ')}${whole}`;
};

/** `-` and `+` as in a shell; null: nobody says. */
const valueOf = (value: string | undefined, how: string | undefined, rest: string): string | null => {
  const there = how?.startsWith(':') === true ? value !== undefined && value !== '' : value !== undefined;
  if (how?.endsWith('+') === true) return there ? rest : '';
  if (there) return escapeDollars(value ?? '');
  return how?.endsWith('-') === true ? rest : null;
};

/** The variables of env_file, and those that are only named (`- TOKEN`), in the service's own environment. */
export const writeOutEnvironment = (
  draft: SystemDraft,
  service: ServiceDraft,
  variables: Variables,
): void => {
  const known = new Map<string, string>();
  for (const item of itemsOf(service.value['env_file'])) {
    const path = String(typeof item === 'object' && item !== null ? (item as { path?: unknown }).path : item);
    const optional = typeof item === 'object' && (item as { required?: unknown }).required === false;
    const text = draft.readBeside(path);
    if (text !== null) {
      for (const [name, value] of Object.entries(readVariables(text)))
        known.set(name, valueIn(path, name, value));
      service.note(`what ${path} says stands in its environment now`);
    } else if (optional) service.note(`env_file ${path} is out: it is not there`);
    else
      known.set(
        variableNamed(path),
        `TODO: write the variables of ${path} here, made-up secrets for drills${whyUnread(path)}`,
      );
  }
  service.map.delete('env_file');
  setEnvironment(draft.document, service, known, variables);
};

const variableNamed = (path: string): string =>
  path
    .replace(/\W+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();

const valueIn = (path: string, name: string, value = ''): string => {
  if (isSecret(name, value)) {
    const form = withoutPassword(value);
    return `TODO: a made-up value; the real one stays in ${path}${form === '' ? '' : `: ${form}`}`;
  }
  return /\$\{?\w/.test(value)
    ? `TODO: a dollar itself is written $$, a variable written out: ${value}`
    : escapeDollars(value);
};

const setEnvironment = (
  document: Document,
  service: ServiceDraft,
  fromFiles: ReadonlyMap<string, string>,
  variables: Variables,
): void => {
  const given = service.value['environment'];
  const outside = (name: string): string =>
    variables[name] === undefined || isSecret(name, variables[name])
      ? 'TODO: it came from your shell or .env; a made-up value if it is a secret'
      : escapeDollars(variables[name]);
  if (Array.isArray(given)) {
    const names = new Set(given.map((line) => String(line).split('=')[0] ?? ''));
    const lines = given.map((line) =>
      String(line).includes('=') ? line : `${line}=${outside(String(line))}`,
    );
    const more = [...fromFiles].filter(([name]) => !names.has(name)).map(([name, one]) => `${name}=${one}`);
    const same = more.length === 0 && lines.every((line, index) => line === given[index]);
    if (!same) service.map.set('environment', document.createNode([...lines, ...more]));
    return;
  }
  const names = Object.entries((given ?? {}) as Record<string, unknown>);
  const wanted = [
    ...names.filter(([, one]) => one === null).map(([name]) => [name, outside(name)] as const),
    ...[...fromFiles].filter(([name]) => names.every(([other]) => other !== name)),
  ];
  if (wanted.length === 0) return;
  ownValue(document, service, 'environment');
  if (!isMap(service.map.get('environment', true))) service.map.set('environment', document.createNode({}));
  for (const [name, one] of wanted) service.map.setIn(['environment', name], one);
};
