// curl, wget and their like: by method, body, and where the answer goes.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { rpcMethod } from './chains.ts';
import { byMethod } from './http-methods.ts';
import { httpie } from './httpie.ts';
import { onlyAsks, reachesPeople } from './known-urls.ts';
import type { ShellWord } from '../../shell/shell-model.ts';
import { guessArgs, readArgs, type ReadArgs } from '../../tools/read-args.ts';
import { isSecretPath, writesIn, writesTo } from '../paths.ts';
import { showsSecret } from '../secrets.ts';

const bodies = [
  '--data',
  '--data-ascii',
  '--data-binary',
  '--data-raw',
  '--data-urlencode',
  '--json',
  '--form',
  '--form-string',
];
const outputs = [
  '--output',
  '--dump-header',
  '--cookie-jar',
  '--trace',
  '--trace-ascii',
  '--stderr',
  '--libcurl',
  '--etag-save',
  '--hsts',
  '--alt-svc',
];
// They read what curl should do from somewhere else, or tell a server to do more than to answer.
const elsewhere = [
  '--config',
  '--quote',
  '--postquote',
  '--prequote',
  '--telnet-option',
  '--engine',
  '--mail-from',
  '--mail-rcpt',
  '--variable',
];

/** Behind `--next` another request begins, with options of its own. */
const curl = (call: Call): readonly Verdict[] => {
  const { invocation, args } = call;
  const nexts = args.options.get('--next') ?? [];
  if (nexts.length === 0) return request(call);
  if (nexts.some(({ word }) => /^-[^-]/.test(word.value) && word.value !== '-:'))
    return unknown('the requests can’t be told apart');
  const starts = [0, ...nexts.map(({ word }) => invocation.args.indexOf(word) + 1)];
  return starts.flatMap((start, at) =>
    request({ ...call, args: argsOf(invocation.args.slice(start, (starts[at + 1] ?? Infinity) - 1)) }),
  );
};

const argsOf = (words: readonly ShellWord[]): ReadArgs => readArgs('curl', words) ?? guessArgs('curl', words);

const request = (call: Call): readonly Verdict[] => {
  const { options } = call.args;
  const last = (name: string) => options.get(name)?.at(-1)?.value ?? null;
  const hasBody =
    bodies.some((name) => options.has(name)) && (!options.has('--get') || options.has('--no-get'));
  const method =
    last('--request')?.value ??
    (options.has('--upload-file') ? 'PUT' : hasBody ? 'POST' : options.has('--head') ? 'HEAD' : 'GET');
  const asked =
    last('--request')?.literal === false ? verdict('U', 'the method isn’t a plain word') : byMethod(method);
  const calls = rpcCalls(call);
  const found: Verdict[] = calls ?? [
    byAddress(hasBody && asked.commandClass === 'R0' ? byMethod('POST') : asked, call),
  ];
  for (const name of outputs)
    for (const { value } of options.get(name) ?? [])
      if (!/^(-|\/dev\/null)$/.test(value?.value ?? ''))
        found.push(
          name === '--output' ? writesIn(last('--output-dir'), value?.value ?? '') : writesTo(value),
        );
  if (options.has('--remote-name') || options.has('--remote-name-all'))
    found.push(writesIn(last('--output-dir'), 'what the server names'));
  if (/%output\{/.test(last('--write-out')?.value ?? ''))
    found.push(verdict('W2', '%output{} writes a file'));
  for (const name of elsewhere)
    if (options.has(name)) found.push(verdict('U', `${name}: what curl does then is not in the line`));
  return [...found, ...urls(call), ...credentials(call), ...sent(call)];
};

/** A body of JSON-RPC that the line holds: the method says more than POST. */
const rpcCalls = ({ args }: Call): Verdict[] | null => {
  const given = bodies.flatMap((name) => args.options.get(name) ?? []);
  const [body] = given;
  if (
    given.length !== 1 ||
    body?.value?.literal !== true ||
    (args.options.get('--request')?.at(-1)?.value?.value ?? 'POST') !== 'POST'
  )
    return null;
  const methods = rpcMethods(body.value.value);
  return methods === null ? null : methods.flatMap(rpcMethod);
};

const rpcMethods = (text: string): readonly string[] | null => {
  try {
    const parsed: unknown = JSON.parse(text);
    const all = Array.isArray(parsed) ? parsed : [parsed];
    const methods = all.map((one: { jsonrpc?: unknown; method?: unknown } | null) =>
      one?.jsonrpc === '2.0' ? one.method : null,
    );
    return methods.length > 0 && methods.every((method) => typeof method === 'string') ? methods : null;
  } catch {
    // Not JSON: then it is no call either.
    return null;
  }
};

/** Some addresses say more than the method. */
const byAddress = (asked: Verdict, { args }: Call): Verdict => {
  if (asked.commandClass === 'R0' || asked.commandClass === 'U') return asked;
  const addresses = args.positionals.map(({ value }) => value);
  if (addresses.some(reachesPeople)) return verdict('X3', 'others see it');
  const asks = /^POST/.test(asked.reason) && addresses.length > 0 && addresses.every(onlyAsks);
  return asks ? verdict('R0', 'the address only answers queries') : asked;
};

const readable = /^(https?:\/\/|[\w.-]+(:|\/|$)|\[|\$|"?\$|_|localhost|\{)/i;

const urls = ({ args }: Call): readonly Verdict[] =>
  [
    ...args.positionals,
    ...(args.options.get('--url') ?? []).flatMap(({ value }) => (value === null ? [] : [value])),
  ].flatMap(({ value }) => {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
    if (scheme === 'file')
      return [verdict(isSecretPath(value) ? 'X4' : 'R1', 'it prints a file of this machine')];
    if (scheme === undefined ? readable.test(value) : /^(https?|wss?)$/.test(scheme)) return [];
    return [
      verdict(
        scheme === 'telnet' || scheme === 'gopher' || scheme === 'dict' || scheme?.startsWith('smtp') === true
          ? 'U'
          : 'W2',
        `${scheme ?? value}: another protocol than HTTP`,
      ),
    ];
  });

const credentials = ({ args }: Call): readonly Verdict[] => {
  const names = ['--user', '--proxy-user', '--oauth2-bearer', '--aws-sigv4', '--pass', '--cookie'].filter(
    (name) => args.options.has(name),
  );
  const header = (args.options.get('--header') ?? [])
    .map(({ value }) => (value === null ? null : showsSecret(value)))
    .find((name) => name !== null);
  return [
    ...names.map((name) => verdict('X4', `${name} is a credential in the list of processes`)),
    ...(header ? [verdict('X4', `${header} is in a header`)] : []),
  ].slice(0, 1);
};

/** `-d @file`, `-T file`, `-F x=@file`. */
const sent = ({ args }: Call): readonly Verdict[] =>
  [...bodies, '--upload-file'].flatMap((name) =>
    (args.options.get(name) ?? []).flatMap(({ value }) => {
      const path = name === '--upload-file' ? value?.value : /(?:^|=)[@<](.+)/.exec(value?.value ?? '')?.[1];
      return path !== undefined && isSecretPath(path) ? [verdict('X4', `${path} holds secrets`)] : [];
    }),
  );

const wget = ({ args, invocation }: Call): readonly Verdict[] => {
  const { options } = args;
  const output = options.get('--output-document')?.at(-1)?.value ?? null;
  const found: Verdict[] = [
    byMethod(
      options.get('--method')?.at(-1)?.value?.value ??
        (options.has('--post-data') || options.has('--post-file') ? 'POST' : 'GET'),
    ),
  ];
  // `-qO-` is `-q -O -`.
  const toScreen =
    output?.value === '-' ||
    options.has('--spider') ||
    invocation.args.some(({ value }) => /^-\w*O-$/.test(value));
  if (!toScreen)
    found.push(
      output === null
        ? writesIn(options.get('--directory-prefix')?.at(-1)?.value, 'what the server names')
        : writesTo(output),
    );
  for (const name of ['--execute', '--input-file', '--config', '--use-askpass'])
    if (options.has(name)) found.push(verdict('U', `${name}: what wget does then is not in the line`));
  return found;
};

const grpcurl = ({ args }: Call): readonly Verdict[] => {
  const verb = args.positionals.find(({ value }) => value === 'list' || value === 'describe')?.value;
  const method = args.positionals.at(-1)?.value ?? '';
  return verb !== undefined
    ? [verdict('R0', 'it shows what the server offers')]
    : /grpc\.health\.v1\.Health\/(Check)$/.test(method)
      ? [verdict('R0', 'it asks for health')]
      : unknown(`nobody has said what ${method} does`);
};

export const httpFamilies: readonly Family[] = [
  {
    title: 'HTTP',
    programs: 'curl',
    rows: [row('R0', '', 'GET reads', { judge: curl })],
    note: 'GET, HEAD, OPTIONS R0; POST, PUT, PATCH and any body W2; DELETE X1; other methods and protocols unknown. Queries by POST (Prometheus, `_search`) and JSON-RPC that reads are R0, webhooks of chats and pagers X3. Files it writes count, credentials make it X4. Whether the host is of the stack is asked on its own.',
  },
  {
    title: 'HTTP',
    programs: 'wget',
    rows: [row('R0', '', 'GET reads', { judge: wget })],
    note: 'As curl; without `-O -` it writes a file.',
  },
  {
    title: 'HTTP',
    programs: 'http https xh xhs',
    rows: [row('R0', '', 'GET reads', { judge: httpie })],
    note: 'By method; a body without a method is POST.',
  },
  {
    title: 'HTTP',
    programs: 'grpcurl',
    rows: [row('U', '', 'what the method does is not known', { judge: grpcurl })],
    note: '`list`, `describe` and health checks are R0.',
  },
  {
    title: 'HTTP',
    programs: 'websocat wscat ab wrk hey vegeta siege bombardier k6 artillery jmeter locust',
    rows: [row('U', '*,', 'how much it sends, and what, is its own affair')],
  },
];
