// Ports of a Compose service: `8080`, `8080:80`, `127.0.0.1:8080-8081:80-81/tcp`, `${PORT:-8080}:80` and the long form.
import type { ComposeService } from '../rule.ts';
import { asText, isMapping, withDefaults } from './facts.ts';

type Port = ComposeService['ports'][number];

export const readPorts = (item: unknown): readonly Port[] => {
  if (isMapping(item)) return pairs(asText(item['published']) ?? '', asText(item['target']) ?? '');
  const text = withDefaults(asText(item) ?? '').replace(/\/\w+$/, '');
  const [, host = '', container = ''] = /^(?:(?:.*:)?([^:]*):)?([^:]*)$/.exec(text) ?? [];
  return pairs(host, container);
};

/** Ranges of the same length belong together one by one; what is no number is left out. */
const pairs = (host: string, container: string): readonly Port[] => {
  const inside = range(container);
  const outside = range(host);
  return inside.map((port, index) => ({
    container: port,
    host: outside.length === inside.length ? (outside[index] ?? null) : (outside[0] ?? null),
  }));
};

const range = (text: string): readonly number[] => {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (from === undefined) return [];
  const length = Math.max(1, Math.min(Number(to), 65_535) - Number(from) + 1);
  return Array.from({ length }, (_, index) => Number(from) + index);
};
