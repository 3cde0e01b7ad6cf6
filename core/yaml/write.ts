// YAML for other programs to read, some of which still take `no` for false: such words are quoted.
import { stringify } from 'yaml';

export const writeYaml = (value: unknown): string =>
  stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });

/** One text within YAML that is written by hand: plain where it reads the same, else in JSON's quotes, which YAML reads too. */
export const yamlText = (text: string): string =>
  /^[A-Za-z_][\w./ -]*$/.test(text) &&
  !/\s$/.test(text) &&
  !/^(?:true|false|null|yes|no|on|off|[yn])$/i.test(text)
    ? text
    : JSON.stringify(text);
