// HTTP requests that commands make, by curl's and wget's own options.
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { runsOf, type Run } from './runs.ts';

export interface HttpRequest {
  readonly run: Run;
  /** Upper case, as the options make it. */
  readonly method: string;
  readonly urls: readonly string[];
  /** `Name: value`, as written. */
  readonly headers: readonly string[];
  readonly body: string | null;
  /** Something beside headers says who asks: a user, a certificate, a cookie, a netrc or config file. */
  readonly hasOtherCredential: boolean;
}

export const requestsOf = oncePer((document: LintDocument): readonly HttpRequest[] =>
  runsOf(document).flatMap((run) => (run.run.program === 'curl' ? [ofCurl(run)] : [])),
);

// Short options of curl that take a value; all others can stand in one word with it.
const withValue = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';

interface Option {
  readonly name: string;
  readonly value: string;
}

const ofCurl = (run: Run): HttpRequest => {
  const { options, urls } = readOptions(run.run.args.map(({ value }) => value));
  const all = (...names: readonly string[]): readonly string[] =>
    options.filter(({ name }) => names.includes(name)).map(({ value }) => value);
  const body = all(
    '-d',
    '--data',
    '--data-raw',
    '--data-binary',
    '--data-ascii',
    '--data-urlencode',
    '--json',
    '-F',
    '--form',
    '--form-string',
  );
  const isGet = all('-G', '--get').length > 0;
  const implied =
    all('-I', '--head').length > 0
      ? 'HEAD'
      : all('-T', '--upload-file').length > 0
        ? 'PUT'
        : body.length > 0 && !isGet
          ? 'POST'
          : 'GET';
  return {
    run,
    method: (all('-X', '--request').at(-1) ?? implied).toUpperCase(),
    urls: [...urls, ...all('--url')],
    headers: all('-H', '--header'),
    body: body[0] ?? null,
    hasOtherCredential:
      all(
        '-u',
        '--user',
        '-E',
        '--cert',
        '--key',
        '-b',
        '--cookie',
        '-n',
        '--netrc',
        '--netrc-file',
        '-K',
        '--config',
        '--oauth2-bearer',
        '--aws-sigv4',
        '--negotiate',
        '--unix-socket',
        '--proxy-user',
        '--delegation',
      ).length > 0 || options.some(({ name }) => name.startsWith('$')),
  };
};

const longWithoutValue =
  /^--(?:silent|fail|fail-with-body|location|insecure|verbose|include|head|get|compressed|show-error|globoff|netrc|negotiate|http1\.1|http2|no-buffer|raw|remote-name|ipv4|ipv6|no-progress-meter|progress-bar|parallel|tlsv1\.\d|anyauth|basic|digest|ntlm|create-dirs|disable|junk-session-cookies|list-only|path-as-is|post30[123]|remote-header-name|remote-time|retry-all-errors|retry-connrefused|ssl|ssl-reqd|tcp-nodelay|tcp-fastopen|location-trusted|next|styled-output)$/;

const readOptions = (words: readonly string[]): { options: readonly Option[]; urls: readonly string[] } => {
  const options: Option[] = [];
  const urls: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word.startsWith('--')) {
      const takes = !longWithoutValue.test(word);
      options.push({ name: word, value: takes ? (words[at + 1] ?? '') : '' });
      if (takes) at += 1;
    } else if (/^-[A-Za-z0-9#:]/.test(word)) {
      const cluster = clusterOf(word);
      options.push(...cluster.map((name) => ({ name, value: '' })));
      const last = cluster.at(-1) ?? '';
      if (!withValue.includes(last.slice(1))) continue;
      const attached = word.slice(word.indexOf(last.slice(1), 1) + 1);
      options.push({ name: last, value: attached === '' ? (words[at + 1] ?? '') : attached });
      if (attached === '') at += 1;
    } else if (/^[$_]?\{?[A-Z_]*(?:AUTH|HEADER|CURL|OPTS|ARGS|COOKIE)/.test(word)) {
      options.push({ name: '$', value: word });
    } else urls.push(word);
  }
  return { options, urls };
};

/** `-sSXPOST` → -s -S -X; what follows a letter that takes a value is its value. */
const clusterOf = (word: string): readonly string[] => {
  const letters: string[] = [];
  for (const letter of word.slice(1)) {
    letters.push(`-${letter}`);
    if (withValue.includes(letter)) break;
  }
  return letters;
};

/** The host of a URL, lower case; null when a variable or placeholder stands there. */
export const hostOfUrl = (url: string): string | null => {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^\s/@]*@)?(\[[^\]]+\]|[^\s/:?#]+)/i.exec(url)?.[1] ?? null;
  return host === null || /[$<>{}`]|^_/.test(host) ? null : host.toLowerCase();
};

/** On this machine, in its network, or known to its network only. */
export const isLocalHost = (host: string): boolean =>
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+)$/.test(
    host,
  ) ||
  /\.(?:local|localhost|internal|svc|cluster\.local|lan|test|localdomain|intranet|corp)$/.test(host) ||
  !host.includes('.');

// A header that can carry a secret: by its name, whatever its value.
const credentialHeader =
  /^\s*(?:authorization|proxy-authorization|cookie|x-[\w-]*(?:key|token|secret|signature|auth|session|hmac)[\w-]*|[\w-]*(?:api-?key|token|secret|signature|auth)[\w-]*|x-amz-[\w-]+)\s*:/i;

export const carriesCredential = ({ headers, urls, hasOtherCredential }: HttpRequest): boolean =>
  hasOtherCredential ||
  headers.some(
    (header) => credentialHeader.test(header) || header.startsWith('@') || /^[$"]*\$/.test(header),
  ) ||
  urls.some((url) =>
    /^[a-z+]+:\/\/[^/\s@]+@|[?&](?:\w*(?:key|token|secret|sig|signature|auth|code|access_token|sv))=/i.test(
      url,
    ),
  );
