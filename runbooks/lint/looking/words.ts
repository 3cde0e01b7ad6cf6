// Names as sets of words, so that `HighRPCErrorRate`, "RPC Error Rate" and `rpc_error_rate` are one thing.

const noise = new Set(
  (
    'a an and are at be been by can do does for from has have if in into is it its more not of on or than that the there this to too under was were when with ' +
    'above alert below check critical current currently error exceeded exceeds high higher incident increased info issue issues level limit low lower major minor metric ' +
    'p0 p1 p2 p3 p4 problem problems scenario sev severity severe spike threshold total troubleshooting warning'
  ).split(' '),
);
// Said of states, and part of what an alert is about only when something else would be left over.
const kept = new Set(['error', 'limit']);

/** Lower-case stems of the words in a name, those that say nothing left out. */
export const wordsOf = (name: string): ReadonlySet<string> => {
  const known = sets.get(name);
  if (known !== undefined) return known;
  const words = splitName(name.replace(responseTime, 'latency')).map(stem);
  const set = new Set(words.filter((word) => kept.has(word) || !noise.has(word)));
  if (sets.size > mostKept) sets.clear();
  sets.set(name, set);
  return set;
};

// Titles and names are asked for again and again.
const sets = new Map<string, ReadonlySet<string>>();
const mostKept = 20_000;

/** `RPCErrorRate`, `rpc_error_rate`, `RPC error-rate` → rpc, error, rate. */
export const splitName = (name: string): readonly string[] =>
  name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** One name, however it is spelled: `HighErrorRate`, "high error rate" → higherrorrate. */
export const spelledPlainly = (name: string): string => splitName(name).join('');

const responseTime = /\bresponse[ _-]?times?\b/gi;

const synonyms: Readonly<Record<string, string>> = {
  deadletter: 'dlq',
  mem: 'memory',
  db: 'database',
  conn: 'connection',
  failure: 'fail',
  failed: 'fail',
  failing: 'fail',
  err: 'error',
  cert: 'certificate',
  certs: 'certificate',
  svc: 'service',
  depth: 'size',
  length: 'size',
  slow: 'latency',
  exhausted: 'exhaust',
  exhaustion: 'exhaust',
  exhausting: 'exhaust',
  outage: 'down',
  offline: 'down',
  unavailable: 'down',
  unreachable: 'down',
  utilization: 'usage',
  utilisation: 'usage',
  ram: 'memory',
  replication: 'replica',
  postgresql: 'postgre',
  pg: 'postgre',
  kubernetes: 'kube',
  k8s: 'kube',
};

const stem = (word: string): string => {
  const known = synonyms[word];
  if (known !== undefined) return known;
  if (word.length > 4 && /(?:ss|us|is)$/.test(word)) return word;
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:[xsz]|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/s$/.test(word) && word.length > 3) return word.slice(0, -1);
  if (/ing$/.test(word) && word.length > 6) return word.slice(0, -3);
  return word;
};

export const isSubset = (part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean => {
  for (const word of part) if (!whole.has(word)) return false;
  return part.size > 0;
};

export const sameWords = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && isSubset(one, other);
