// YAML for other programs to read, some of which still take `no` for false: such words are quoted.
import { stringify } from 'yaml';

export const writeYaml = (value: unknown): string =>
  stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
