// STEP-NOCMD: steps that tell people to do something technical, and don't say how.
import { commandElsewhere } from '../looking/command-elsewhere.ts';
import { commandlessCells } from '../looking/commandless-cells.ts';
import { commandlessActions, commandlessSteps } from '../looking/commandless.ts';
import { commentedSteps } from '../looking/commented-steps.ts';
import {
  askedChecks,
  commandlessLines,
  commandlessSentences,
  echoedSteps,
  heavyTasks,
} from '../looking/commandless-prose.ts';
import { uncoveredIncidents } from './cov-zero.ts';
import { deletionsInWords } from '../looking/deletions-in-words.ts';
import { labelledChecks } from '../looking/labelled-checks.ts';
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
    const uncovered = linesOf(uncoveredIncidents(document).map(({ at }) => at));
    const all = [
      ...commandlessSteps(document),
      ...commentedSteps(document),
      ...commandlessActions(document),
      ...commandlessSentences(document),
      ...askedChecks(document),
      ...commandlessLines(document),
      ...commandlessCells(document),
      ...heavyTasks(document),
      ...labelledChecks(document),
      ...deletionsInWords(document),
    ].filter(
      ({ at, text }) =>
        commandElsewhere(document, text) === null &&
        // COV-ZERO has said it of the whole; the way back is worth a word of its own.
        (isWayBack(text) || !uncovered.has(at.line)),
    );
    const bySection = Map.groupBy(
      onceALine(all).toSorted((a, b) => a.at.line - b.at.line),
      ({ section }) => section,
    );
    for (const group of bySection.values()) {
      const found = together(document, group);
      if (found !== null) yield found;
    }
    for (const { label, hasAddress, ...at } of echoedSteps(document))
      yield {
        message: `"${quotedText(label)}" is only printed: the command says ${hasAddress ? 'where to look' : 'what to do'}, and does nothing of it.`,
        at,
        level: 'low',
      };
  },
};

const linesOf = (places: readonly Place[]): ReadonlySet<number> =>
  new Set(
    places.flatMap(({ line, endLine }) =>
      Array.from({ length: endLine - line + 1 }, (_, index) => line + index),
    ),
  );

/** A task in a box may be a step, too. */
const onceALine = <T extends { readonly at: Place }>(all: readonly T[]): readonly T[] => [
  ...new Map(all.toReversed().map((one) => [one.at.line, one])).values(),
];

const isWayBack = (text: string): boolean => /\broll(?:ing)?[- ]?back\b|\brevert/i.test(text);

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
    message: `"${quotedText(first.text)}" ${/\?\s*$/.test(first.text) ? 'asks, but gives no command, link or value to answer' : 'says what to do, but gives no command, link or value to do'} it with${others}.`,
    at: first.at,
    related: more.map(({ at, text }) => ({ at, message: `nor does "${quotedText(text)}"` })),
  };
};
