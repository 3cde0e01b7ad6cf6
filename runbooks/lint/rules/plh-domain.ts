// Commands that talk to a host which nobody meant to be real.
import type { Found, LintDocument, Rule } from '../rule.ts';
import { isDeclared } from '../looking/declared.ts';
import { grouped } from '../looking/group.ts';
import { hostsOf, isDummyHost } from '../looking/hosts.ts';

const check = (document: LintDocument): readonly Found[] => {
  const uses = hostsOf(document).filter(
    ({ host }) => isDummyHost(host) && !(isReachable.test(host) && triesNetwork(document)),
  );
  const declared = new Set(
    [...new Set(uses.map(({ host }) => host))].filter((host) => isDeclared(document, host)),
  );
  return grouped(
    uses
      .filter(({ host }) => !declared.has(host))
      .map(({ host, span }) => ({
        key: host,
        at: span,
        also: `${host} again`,
        found: { message: `the command goes to ${host}, a stand-in for a host that the runbook never names` },
      })),
  );
};

// They answer, and are what one tries names and the network with.
const isReachable = /^(?:www\.)?example\.(?:com|org|net)$/;

const triesNetwork = ({ runbook }: LintDocument): boolean =>
  /\b(?:dns|name resolution|network\w*|connectivity|internet|proxy)\b/i.test(
    runbook.title ?? runbook.sections[0]?.title ?? '',
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
