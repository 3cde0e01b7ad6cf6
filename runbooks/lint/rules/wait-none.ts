// WAIT-NONE: what comes right behind a start, a stop or a change that is not through yet.
import { quoted } from '../looking/calls.ts';
import { carriedOutLater } from '../looking/carried-out-later.ts';
import { killRaces } from '../looking/races-kills.ts';
import { lateRaces } from '../looking/races-pods.ts';
import { startedRaces } from '../looking/races-started.ts';
import { usesAfterRise } from '../looking/races.ts';
import { quotedText } from '../looking/text.ts';
import type { Rule } from '../rule.ts';

export const waitNone: Rule = {
  id: 'WAIT-NONE',
  level: 'medium',
  summary: 'a check or a dependent step comes right after a start or a stop that does not wait',
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
    for (const { first, next, says } of killRaces(document)) {
      yield {
        message:
          says === 'still-there'
            ? `${quoted(first)} returns before the process has ended: ${first === next ? 'what is started behind it' : quoted(next)} finds its port, lock or socket still taken.`
            : `${quoted(next)} ends the process while it still writes what ${quoted(first)} has asked it for.`,
        at: { line: first.line, endLine: next.endLine },
        ...(first === next ? {} : { related: [{ at: next, message: 'comes too early' }] }),
      };
    }
    for (const { first, next, says, level } of [...lateRaces(document), ...startedRaces(document)]) {
      yield {
        message: `${quoted(next)} comes right after ${quoted(first)}${says}.`,
        at: { line: first.line, endLine: next.endLine },
        related: [{ at: next, message: 'comes too early' }],
        level,
      };
    }
    for (const { change, said } of carriedOutLater(document)) {
      yield {
        message: `${quoted(change)} returns at once ("${quotedText(said.text)}"), and nothing here waits until that is through.`,
        at: { line: change.line, endLine: said.endLine },
        level: 'low',
      };
    }
  },
};
