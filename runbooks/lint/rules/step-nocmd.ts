// STEP-NOCMD: steps that tell people to do something technical, and don't say how.
import { commandlessFences, commentedSteps, commandlessSteps } from '../looking/commandless.ts';
import { quotedText } from '../looking/text.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';
import type { Place } from '../../model.ts';

export const stepNocmd: Rule = {
  id: 'STEP-NOCMD',
  level: 'medium',
  summary: 'a step without a command, a link or a value',
  why: 'Whoever follows the runbook at night has to find out what the step means, on the system that is down: the step is what the runbook should have said.',
  bad: '## Queue grows\n\n### Resolution\n\n1. Check the broker connection\n2. Process the queue by hand\n',
  good: '## Queue grows\n\n### Resolution\n\n1. Check the broker connection: `nc -zv kafka 9092`\n2. Process the queue: `node scripts/drain.js --limit 10`\n',
  *check(document) {
    const bySection = Map.groupBy(
      [...commandlessSteps(document), ...commentedSteps(document), ...commandlessFences(document)].toSorted(
        (a, b) => a.at.line - b.at.line,
      ),
      ({ section }) => section,
    );
    for (const group of bySection.values()) {
      const found = together(document, group);
      if (found !== null) yield found;
    }
  },
};

interface Commandless {
  readonly at: Place;
  readonly text: string;
}

const together = (_: LintDocument, steps: readonly Commandless[]): Found | null => {
  const [first, ...more] = steps;
  if (first === undefined) return null;
  const others =
    more.length === 0
      ? ''
      : ` (and ${more.length} more ${more.length === 1 ? 'step' : 'steps'} of this section)`;
  return {
    message: `"${quotedText(first.text)}" says what to do, but gives no command, link or value to do it with${others}.`,
    at: first.at,
    related: more.map(({ at, text }) => ({ at, message: `nor does "${quotedText(text)}"` })),
  };
};
