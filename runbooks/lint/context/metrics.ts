// A /metrics page (Prometheus text format, also OpenMetrics) → its families by name. Only names, types and labels are looked at.
import type { Problem } from '../../../core/errors.ts';
import type { MetricFacts, MetricFamily } from '../rule.ts';
import type { Facts } from './facts.ts';

type Type = MetricFamily['type'];

export const readMetrics = (source: string, text: string): Facts<MetricFacts> => {
  const types = new Map<string, Type>();
  const families = new Map<string, { type: Type; labels: Set<string> }>();
  const lines = text.split('\n');
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '') continue;
    if (line.startsWith('#')) {
      const [, name, type = ''] = /^#\s*TYPE\s+(\S+)\s+(\w+)$/.exec(line) ?? [];
      if (name !== undefined) types.set(name, typeOf(type));
      continue;
    }
    const sample = readSample(line);
    if (sample === null) return { facts: null, problems: [notMetrics(source, index + 1, line)] };
    const name = familyOf(sample.name, types);
    const family = families.get(name) ?? { type: typeOfSeries(name, types), labels: new Set<string>() };
    for (const label of sample.labels) family.labels.add(label);
    families.set(name, family);
  }
  // Declared, and nothing measured yet: it is known all the same.
  for (const [name, type] of types)
    if (!families.has(name) && !families.has(`${name}_total`))
      families.set(name, { type, labels: new Set() });
  if (families.size === 0) return { facts: null, problems: [notMetrics(source, 1, lines[0] ?? '')] };
  const sorted = [...families].map(
    ([name, { type, labels }]) => [name, { type, labels: [...labels] }] as const,
  );
  return { facts: { source, families: new Map(sorted) }, problems: [] };
};

interface Sample {
  readonly name: string;
  readonly labels: readonly string[];
}

const labels = String.raw`(?:\s*[A-Za-z_]\w*\s*=\s*"(?:[^"\\]|\\.)*"\s*,?)*`;
const sampleLine = new RegExp(
  String.raw`^([A-Za-z_:][\w:]*)\s*(?:\{(${labels})\s*\})?\s+(?:[-+]?[\d.]|[-+]?Inf|NaN)`,
  'i',
);

const readSample = (line: string): Sample | null => {
  const [, name, inside = ''] = sampleLine.exec(line) ?? [];
  if (name === undefined) return null;
  const names = [...inside.matchAll(/([A-Za-z_]\w*)\s*=\s*"(?:[^"\\]|\\.)*"/g)].map(
    ([, label = '']) => label,
  );
  return { name, labels: names.filter((label) => label !== 'le' && label !== 'quantile') };
};

const suffixes: readonly (readonly [RegExp, readonly Type[]])[] = [
  [/_bucket$/, ['histogram']],
  [/_(sum|count|created)$/, ['histogram', 'summary']],
];

const familyOf = (name: string, types: ReadonlyMap<string, Type>): string => {
  for (const [suffix, owners] of suffixes) {
    const family = name.replace(suffix, '');
    const type = types.get(family);
    if (family !== name && type !== undefined && owners.includes(type)) return family;
  }
  return name;
};

// OpenMetrics declares the counter `x` and measures `x_total`.
const typeOfSeries = (name: string, types: ReadonlyMap<string, Type>): Type =>
  types.get(name) ?? (types.get(name.replace(/_total$/, '')) === 'counter' ? 'counter' : 'untyped');

const known: readonly Type[] = ['counter', 'gauge', 'histogram', 'summary'];

const typeOf = (text: string): Type => known.find((type) => type === text) ?? 'untyped';

const notMetrics = (file: string, line: number, text: string): Problem => ({
  file,
  line,
  column: 1,
  message: `expected a line of a /metrics page, got ${text === '' ? 'nothing' : JSON.stringify(text.slice(0, 40))}`,
  hint: 'a snapshot is what `curl http://HOST:PORT/metrics` prints',
});
