// CLI-FLAG: an option that is wrong here, or one without which the command does not do what it says.
import { askEach } from '../looking/report.ts';
import { wrongFlag } from '../looking/wrong-flags.ts';
import type { Rule } from '../rule.ts';

export const cliFlag: Rule = {
  id: 'CLI-FLAG',
  level: 'high',
  summary: 'a wrong or missing option: the command does not do what it says',
  why: 'The command is refused, or it ends well and has done something else: a deployment that was only simulated, logs of a namespace named 100.',
  bad: '```bash\nkubectl logs shop-api-0 -n 100\n```\n',
  good: '```bash\nkubectl logs shop-api-0 --tail=100\n```\n',
  check: (document) => askEach(document, wrongFlag),
};
