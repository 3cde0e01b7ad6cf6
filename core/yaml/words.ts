// How paths and values of a YAML file are written in a message.
import type { YamlPath } from './yaml-file.ts';

/** `drills.broker-killed.faults[0].kill`; the whole file is `file`. */
export const pathText = (path: YamlPath): string => {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += `${text === '' ? '' : '.'}${String(step)}`;
  }
  return text === '' ? 'file' : text;
};

/** A value, short: `"fast"`, `3`, `nothing`, `a mapping`, `a list`. */
export const shown = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};
