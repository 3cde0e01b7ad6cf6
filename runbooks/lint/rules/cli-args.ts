// CLI-ARGS: arguments in a form that the program does not take.
import { askEach } from '../looking/report.ts';
import { wrongArguments } from '../looking/wrong-arguments.ts';
import { wrongKubernetesArguments } from '../looking/wrong-arguments-kubernetes.ts';
import { wrongNetworkArguments } from '../looking/wrong-arguments-network.ts';
import type { Rule } from '../rule.ts';

export const cliArgs: Rule = {
  id: 'CLI-ARGS',
  level: 'high',
  summary: 'arguments in a form that the program does not take',
  why: 'At best it answers with its usage. At worst it takes them for something else, does nothing, and says that it succeeded.',
  bad: '```bash\nredis-cli DEL "session:*"\n```\n',
  good: '```bash\nredis-cli --scan --pattern "session:*" | xargs redis-cli DEL\n```\n',
  check: (document) =>
    askEach(
      document,
      (one) => wrongArguments(one) ?? wrongNetworkArguments(one) ?? wrongKubernetesArguments(one),
    ),
};
