// What a service mounts of its host, as a Compose file writes it: `./a:/b`, or with keys.
import { recordOf } from '../../core/yaml/loose-values.ts';

export interface Bind {
  readonly source: string;
  readonly target: string;
}

/** Null for volumes, named or not, and for tmpfs. */
export const bindOf = (item: unknown): Bind | null => {
  const { type, source, target } = recordOf(item);
  if (typeof item === 'object') {
    return type === 'bind' || type === 'npipe' ? { source: String(source), target: String(target) } : null;
  }
  const [, from, to] = /^((?:[A-Za-z]:)?[^:]+):([^:]+)(?::[\w,]+)?$/.exec(String(item)) ?? [];
  if (from === undefined || to === undefined) return null;
  return /^(?:[.~/\\$]|[A-Za-z]:[\\/]|TODO)/.test(from) ? { source: from, target: to } : null;
};
