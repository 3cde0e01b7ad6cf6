// Hosts that commands talk to: in URLs, and as arguments of programs that take a host.
import type { Command, Span } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { runsOf, spanIn } from './runs.ts';

export interface HostUse {
  /** Lower case, without port and user. */
  readonly host: string;
  readonly span: Span;
  readonly command: Command;
}

const takesHosts =
  /^(?:ping|ping6|traceroute|tracepath|mtr|ssh|scp|rsync|sftp|nc|ncat|telnet|dig|nslookup|host|openssl|psql|mysql|mongosh|mongo|redis-cli|kcat|nmap)$/;
const hostName = /^(?:[\w.-]+@)?((?:[a-z0-9_](?:[\w-]*[a-z0-9])?\.)+[a-z]{2,})(?::\d+)?(?::.*)?$/i;
const inUrl = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@"'`]*@)?([a-z0-9._-]+)/gi;

export const hostsOf = oncePer((document: LintDocument): readonly HostUse[] =>
  runsOf(document).flatMap(({ command, run }) =>
    run.args.flatMap((word) => {
      const urls = word.value.includes('://')
        ? [...word.value.matchAll(inUrl)].map(([, host = '']) => host)
        : [];
      const plain =
        takesHosts.test(run.program) && urls.length === 0 ? hostName.exec(word.value)?.[1] : undefined;
      return [...urls, ...(plain === undefined ? [] : [plain])].map((host) => ({
        host: host.toLowerCase(),
        span: spanIn(document, command, word),
        command,
      }));
    }),
  ),
);

/** Reserved for examples, or plainly made up. */
export const isDummyHost = (host: string): boolean =>
  /(?:^|\.)example\.(?:com|org|net|edu)$|\.example$|\.invalid$/.test(host) ||
  /(?:^|[.-])(?:your|my|our)[-_]?(?:own[-_]?)?(?:app|api|domain|site|server|host|company|org|organi[sz]ation|service|cluster|project|website|instance|team|bucket|registry|rpc|node|endpoint|product)s?\b/.test(
    host,
  ) ||
  /(?:^|\.)(?:[a-z]+-)?(?:provider|domain|company|yourdomain|mydomain|mycompany|yourcompany|somedomain|hostname|placeholder)\.(?:com|org|net|io|dev|app|co|xyz|local)$/.test(
    host,
  );
