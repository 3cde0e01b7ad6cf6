// Paths such as `$.services[0].state` or `$['odd key']`: the small part of JSONPath that names one place.
import type { Json } from '../core/json.ts';

type Key = string | number;
const segment = /\.([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^']*)'\]/gy;

/** Null when it isn't such a path. */
export const parsePath = (text: string): readonly Key[] | null => {
  if (!text.startsWith('$')) return null;
  const keys: Key[] = [];
  segment.lastIndex = 1;
  while (segment.lastIndex < text.length) {
    const match = segment.exec(text);
    if (match === null) return null;
    keys.push(match[1] ?? match[3] ?? Number(match[2]));
  }
  segment.lastIndex = 0;
  return keys;
};

/** What stands there; undefined when nothing does. */
export const valueAt = (json: Json, path: string): Json | undefined => {
  let found: Json | undefined = json;
  for (const key of parsePath(path) ?? []) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.hasOwn(found, key) ? (found as Readonly<Record<Key, Json>>)[key] : undefined;
  }
  return found;
};
