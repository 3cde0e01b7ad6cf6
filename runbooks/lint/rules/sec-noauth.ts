// Requests that change something on another machine and don't say who asks.
import { grouped } from '../looking/group.ts';
import {
  carriesCredential,
  hostOfUrl,
  isLocalHost,
  requestsOf,
  type HttpRequest,
} from '../looking/http-requests.ts';
import { quoted } from '../looking/listing.ts';
import { asWritten, spanOfRun } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  grouped(
    requestsOf(document).flatMap((request) => {
      const target = remoteTarget(request);
      if (target === null) return [];
      return [
        {
          key: target.host,
          at: spanOfRun(document, request.run),
          also: `so does this ${request.method} to ${target.host}`,
          found: {
            message: `${request.method} ${quoted(asWritten(request.run.command, target.url), 80)} carries no credential: either everybody may do it, or it fails as written`,
          },
        },
      ];
    }),
  );

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const remoteTarget = (request: HttpRequest): { host: string; url: string } | null => {
  if (!changing.has(request.method) || carriesCredential(request) || hasHeaderOfItsOwn(request)) return null;
  for (const url of request.urls) {
    const host = hostOfUrl(url);
    const isRemote = host === null ? isOpenHost(url) : !isLocalHost(host);
    if (isRemote && !isOpenByNature(url, request.body ?? '')) return { host: host ?? hostLeftOpen, url };
  }
  return null;
};

const hostLeftOpen = 'a host to be filled in';

/** `https://<host>/…`, `https://$API_HOST/…`: encrypted, so on another machine; a whole address in a variable may have its credential in it. */
const isOpenHost = (url: string): boolean =>
  /^["']?https:\/\/(?:\$\{?\w+\}?|<[^>]+>|_\w+_)(?::\d+)?\//.test(url);

/** `x-admin: true` is what SEC-HEADERAUTH is about. */
const hasHeaderOfItsOwn = ({ headers }: HttpRequest): boolean =>
  headers.some((header) =>
    /^\s*x-(?:[\w-]*-)?(?:admin|role|internal|user|tenant|client)[\w-]*\s*:/i.test(header),
  );

/** Questions in the body of a POST, what has its secret in the path, and where the credential is only fetched. */
const isOpenByNature = (url: string, body: string): boolean =>
  /\b(?:login|signin|sign-in|auth|oauth2?|token|session|register|signup|hooks?|webhooks?|_search|_count|_msearch|graphql|query|rpc|search|validate|score|predict|simulate|preview|echo|purge)\b/i.test(
    url,
  ) ||
  /hooks\.slack\.com|discord(?:app)?\.com|pagerduty\.com|healthchecks?\.io|hc-ping\.com|ntfy\.sh|pushgateway|webhook/i.test(
    url,
  ) ||
  /"jsonrpc"|"query"\s*:|"routing_key"|"(?:password|token|api_?key|secret|signature)"/i.test(body);

export const secNoauth: Rule = {
  id: 'SEC-NOAUTH',
  level: 'high',
  summary: 'a change by HTTP on another machine, without any credential',
  why: 'If it works as it stands, whoever knows the address can do it too. If it does not, the step fails when it is needed.',
  bad: '```bash\ncurl -X POST https://orders.acme.dev/api/reconciliation/run\n```\n',
  good: '```bash\ncurl -X POST -H "Authorization: Bearer $TOKEN" https://orders.acme.dev/api/reconciliation/run\n```\n',
  check,
};
