// SEC-UNREAD: a script that is downloaded and run in one line.
import { isInTheClear, downloadsRun } from '../looking/downloads-run.ts';
import { quoted } from '../looking/calls.ts';
import { gather } from '../looking/gather.ts';
import { titlesAt } from '../looking/sections.ts';
import type { Rule } from '../rule.ts';

// Where a new machine is made ready, in daylight and with time.
const setUp = /\b(?:install\w*|prerequisit\w*|set-?up|getting started|bootstrap\w*|local|development)\b/i;

export const secUnread: Rule = {
  id: 'SEC-UNREAD',
  level: 'medium',
  summary: 'a download is run by a shell or an interpreter before anybody has read it',
  why: 'Whoever owns the address, or the connection to it, runs what they like on the machine; and a download that breaks off half-way is run half-way.',
  bad: '## Agent is down\n\n```bash\ncurl -sSL https://get.agent.dev/install.sh | sudo bash\n```\n',
  good: '## Agent is down\n\n```bash\ncurl -fsSL -o install.sh https://get.agent.dev/install.sh\nsha256sum -c install.sh.sha256\nsudo bash install.sh\n```\n',
  check: (document) =>
    gather(
      downloadsRun(document).map(({ at, command, runner, url, isRoot }) => ({
        at,
        message: `${quoted(command)}: ${runner} runs ${isRoot ? 'as root ' : ''}whatever ${url} sends, and nobody has read it.`,
        level: isInTheClear(url)
          ? 'high'
          : setUp.test(titlesAt(document, command.section))
            ? 'low'
            : isRoot
              ? 'high'
              : 'medium',
      })),
    ),
};
