// What an HTTP client sends, and whether that changes something.
import { hasOption, optionValue, type Call } from './calls.ts';
import { oncePer } from './once.ts';

const clients = new Set(['curl', 'wget', 'http', 'https', 'xh']);

export interface HttpCall {
  /** `GET`, `POST` … */
  readonly method: string;
  /** As written, without quotes; '' where it can't be seen. */
  readonly url: string;
  readonly body: string;
}

export const httpOf = (call: Call): HttpCall | null => (clients.has(call.program) ? readHttp(call) : null);

const readHttp = oncePer(({ words }: Call): HttpCall => {
  const body = bodyOf(words);
  const asked =
    optionValue(words, '-X', '--request', '--method') ??
    words.find((word) => /^(?:GET|POST|PUT|PATCH|DELETE|HEAD)$/.test(word)) ??
    null;
  const silent = hasOption(words, '-G', '--get') || body === null;
  const method = asked ?? (hasOption(words, '-I', '--head') ? 'HEAD' : silent ? 'GET' : 'POST');
  return { method: method.toUpperCase(), url: urlOf(words), body: body ?? '' };
});

const urlOf = (words: readonly string[]): string =>
  words.find((word) => /^(?:https?:\/\/|\$\{?\w*(?:URL|HOST|BASE|ENDPOINT|API))/i.test(word)) ??
  words.find((word) => /^[\w.-]+(?::\d+)?\/|^localhost|^:\d+/.test(word)) ??
  '';

const bodyOptions = [
  '-d',
  '--data',
  '--data-raw',
  '--data-binary',
  '--data-urlencode',
  '--json',
  '-F',
  '--form',
  '-T',
  '--upload-file',
  '--post-data',
  '--body-data',
];

const bodyOf = (words: readonly string[]): string | null => {
  const found = words.flatMap((word, at) => {
    if (bodyOptions.includes(word)) return [words[at + 1] ?? ''];
    const name = bodyOptions.find((one) => one.startsWith('--') && word.startsWith(`${one}=`));
    return name === undefined ? [] : [word.slice(name.length + 1)];
  });
  return found.length === 0 ? null : found.join('\n');
};

// Questions that are asked with a body: search, log-ins, metric and log queries, tests.
const question =
  /\/(?:_search|_count|_msearch|_cat|query|query_range|graphql|search|token|login|oauth2?|validate|verify|check|health|ping|dry-?run|preview|simulate|score|predict|test|echo|introspect)\b/i;
const rpcWrite = /"method"\s*:\s*"(?:eth_send|personal_|miner_|admin_|debug_set|anvil_|evm_|hardhat_)/;

export const writesByHttp = (call: Call): boolean => {
  const http = httpOf(call);
  if (http === null || /^(?:GET|HEAD|OPTIONS)$/.test(http.method)) return false;
  if (/"(?:jsonrpc|method)"\s*:/.test(http.body)) return rpcWrite.test(http.body);
  if (/\/graphql\b/.test(http.url)) return /\bmutation\b/.test(http.body);
  return http.method !== 'POST' || !question.test(http.url);
};

/** A message to people: chat, pager, status page. */
export const tellsPeople = (call: Call): boolean =>
  httpOf(call) !== null &&
  /slack|discord|teams\.microsoft|webhook\.office|pagerduty|opsgenie|statuspage|\bstatus\.|telegram|webhook|victorops/i.test(
    call.words.join(' '),
  );
