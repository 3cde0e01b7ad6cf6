// A config of a Compose file that is YAML itself: what is wrong in it is told at its place in the Compose file.
import { parseYaml, type Place, type YamlFile, type YamlPath } from '../../core/yaml/yaml-file.ts';
import { unescapeDollars, type ComposeFile } from './compose-file.ts';

export interface InnerYaml {
  readonly inner: YamlFile;
  /** Of a place in the config. */
  outside(place: Place): Place;
  placeOf(path: YamlPath): Place;
}

/** Null where its content stands in no Compose file. */
export const innerYaml = (yaml: YamlFile, compose: ComposeFile, name: string): InnerYaml | null => {
  const content = compose.configs[name]?.content;
  if (content === undefined) return null;
  const text = unescapeDollars(content);
  const inner = parseYaml(yaml.file, text);
  const outside = ({ line, column }: Place): Place => {
    const before = text.split('\n').slice(0, line - 1);
    const offset = before.reduce((total, one) => total + one.length + 1, 0) + column - 1;
    return yaml.placeInside(['configs', name, 'content'], offset);
  };
  return { inner, outside, placeOf: (path) => outside(inner.placeOf(path)) };
};
