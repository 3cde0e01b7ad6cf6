// Commands that talk to a host which nobody meant to be real.
import type { Found, LintDocument, Rule } from '../rule.ts';
import { grouped } from '../looking/group.ts';
import { hostsOf, isDummyHost } from '../looking/hosts.ts';
import { saidLines } from '../looking/said.ts';

const check = (document: LintDocument): readonly Found[] =>
  grouped(
    hostsOf(document)
      .filter(({ host }) => isDummyHost(host) && !isDeclared(document, host))
      .map(({ host, span }) => ({
        key: host,
        at: span,
        also: `${host} again`,
        found: {
          message: `the command goes to ${host}, a stand-in for a host that the runbook never names`,
        },
      })),
  );

/** "Replace your-domain.com with …" says what to do. */
const isDeclared = (document: LintDocument, host: string): boolean =>
  saidLines(document).some(
    ({ text }) =>
      text.toLowerCase().includes(host) &&
      /\b(?:replac|substitut|chang|swap|adjust|stands? for|set (?:this|it) to|e\.g\.|for example|placeholder)/i.test(
        text,
      ),
  );

export const plhDomain: Rule = {
  id: 'PLH-DOMAIN',
  level: 'medium',
  summary: 'a command that goes to a dummy domain',
  why: 'Nobody knows the real host at three in the morning, and a made-up one may belong to somebody: the command fails, or sends its headers to a stranger.',
  bad: '```bash\ncurl -f https://your-domain.com/api/health\n```\n',
  good: '```bash\ncurl -f "$API_URL/api/health"\n```\n',
  check,
};
