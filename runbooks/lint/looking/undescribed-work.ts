// Work that a step names as if everybody knew it, and that nothing else in the runbook speaks of.
import type { Found, LintDocument } from '../rule.ts';
import { quoted } from './listing.ts';
import { oncePer } from './once.ts';
import { said } from './said.ts';
import { splitName } from './words.ts';

const work =
  /^\s*(?:[-*+]|\d+[.)]|[a-z][.)])\s+(?:\*\*)?(?:run|execute|trigger|start|launch|kick off|invoke|re-?run)\s+(?:the\s+)?((?:[a-z][\w-]*\s+){1,2})(script|job|import|export|tool|utility|playbook|procedure|workflow|pipeline|backfill|cleanup|sync|batch)s?\b/i;
const common =
  /^(?:the|an?|all|any|full|new|old|same|other|following|above|below|your|our|this|that|again|manual|manually|automated|test|tests|unit|smoke|e2e|integration|build|deploy|deployment|ci|cd|health|check|in|on|and|or|if|with|from|to)$/i;

export const undescribedWork = (document: LintDocument): readonly Found[] =>
  [...said(document, work)].flatMap(({ match, line, span }) => {
    const words = splitName(match[1] ?? '').filter((word) => !common.test(word));
    if (
      words.length === 0 ||
      pointsSomewhere.test(line.text) ||
      words.some((word) => (linesWith(document).get(word) ?? 0) > 1)
    )
      return [];
    const name = `${match[1] ?? ''}${match[2] ?? ''}`.trim();
    return [
      {
        at: { ...span, column: span.column + (match[0].length - match[0].trimStart().length) },
        level: 'low' as const,
        message: `"${quoted(name)}" is named here alone: nothing in the runbook says what it is or how it is run`,
      },
    ];
  });

const pointsSomewhere =
  /`|\]\(|https?:|\.(?:md|sh|py|js|ts|sql|ya?ml)\b|\b(?:see|below|above|as follows|:\s*$)\b/i;

/** On how many lines each word stands. */
const linesWith = oncePer(({ lines }: LintDocument): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const line of lines) {
    for (const word of new Set(splitName(line))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
});
