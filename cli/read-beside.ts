// The small texts that lie beside somebody's Compose file: what a bind mount, an env_file or a config names.
import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';

const largest = 64 * 1024;

/** Null for what is elsewhere, large, no file, or no text. */
export const besideOf =
  (file: string) =>
  (path: string): string | null => {
    const folder = dirname(resolve(file));
    const full = resolve(folder, path);
    const inside = relative(folder, full);
    if (inside.startsWith('..') || isAbsolute(inside)) return null;
    try {
      const stats = statSync(full);
      if (!stats.isFile() || stats.size > largest) return null;
      const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(full));
      return text.includes('\0') ? null : text;
    } catch {
      // Not there, not readable or not text: then it isn't copied, and init says so.
      return null;
    }
  };
