// WAIT-NONE: something that has just been started is used before it can be ready.
import { quoted } from '../looking/calls.ts';
import { usesAfterRise } from '../looking/races.ts';
import type { Rule } from '../rule.ts';

export const waitNone: Rule = {
  id: 'WAIT-NONE',
  level: 'medium',
  summary: 'a check or a dependent step comes right after a start that does not wait',
  why: 'The check fails although all will be well in ten seconds, or it passes because the old instance still answers: either way the next decision rests on nothing.',
  bad: '## API hangs\n\n```bash\ndocker compose restart api\ncurl http://localhost:3000/health\n```\n',
  good: '## API hangs\n\n```bash\ndocker compose restart api\ncurl --retry 10 --retry-connrefused http://localhost:3000/health\n```\n',
  *check(document) {
    for (const { rise, use, says } of usesAfterRise(document)) {
      const how =
        says === 'looks-once'
          ? `${quoted(use)} looks once: it does not wait for what ${quoted(rise)} has started`
          : says === 'old-answers'
            ? `${quoted(use)} comes right after ${quoted(rise)}, which returns at once: until the rollout is through, old pods answer`
            : `${quoted(use)} comes right after ${quoted(rise)}, which returns before what it starts is ready`;
      yield {
        message: `${how}.`,
        at: { line: rise.line, endLine: use.endLine },
        related: [{ at: use, message: 'comes too early' }],
      };
    }
  },
};
