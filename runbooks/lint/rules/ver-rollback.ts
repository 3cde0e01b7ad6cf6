// VER-ROLLBACK: a change without a word on the way back: deployments and migrations, and what is only meant for the time of an incident.
import { callsIn } from '../looking/calls.ts';
import { changes } from '../looking/changes.ts';
import { migratesSchema } from '../looking/migrations.ts';
import { isReference, isWithin, titlesAt } from '../looking/sections.ts';
import type { Section } from '../../model.ts';
import { hasWayByBackup, oneWays } from '../looking/ways-back.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const verRollback: Rule = {
  id: 'VER-ROLLBACK',
  level: 'medium',
  summary: 'a risky change without a way back',
  why: 'When the new version fails, the way back is made up on the spot, while everybody waits.',
  bad: '## Deployment\n\n```bash\nkubectl set image deployment/api api=shop/api:$TAG\n```\n',
  good: '## Deployment\n\n```bash\nkubectl set image deployment/api api=shop/api:$TAG\n```\n\nIf the error rate rises: `kubectl rollout undo deployment/api`.\n',
  *check(document) {
    const whole = wayBack.test(document.text) ? [] : deployments(document);
    yield* whole.map(({ found }) => found);
    for (const { at, message, level } of oneWays(document)) {
      if (!whole.some(({ section }) => isWithin(at, section))) yield { at, message, level };
    }
  },
};

interface OfSection {
  readonly section: Section;
  readonly found: Found;
}

/** Sections that change what runs, where the whole runbook has no word for going back. */
const deployments = (document: LintDocument): readonly OfSection[] => {
  const found: OfSection[] = [];
  for (const section of document.runbook.sections) {
    if (!risky.test(section.title) || notRisky.test(section.title) || isReference(document, section.index))
      continue;
    // A chapter that has been told already.
    if (document.runbook.sections.some((other) => isRiskyAround(other, section))) continue;
    const work = workOf(document, section);
    if (work === null || hasWayByBackup(document, section.index)) continue;
    found.push({
      section,
      found: {
        message: `"${section.title}" ${work}, and the runbook says nowhere how to go back.`,
        at: { line: section.line, endLine: section.line },
      },
    });
  }
  return found;
};

const isRiskyAround = (outer: Section, section: Section): boolean =>
  outer.line < section.line && isWithin(section, outer) && risky.test(outer.title);

const wayBack =
  /\b(?:roll(?:ing|ed|s)?[- ]?back|revert\w*|undo|downgrade|back ?out|previous (?:version|release|image|revision|deployment)|last known good|switch(?:ing)? back|blue[- ]green|retour arrière|zurückrollen)\b/i;
const risky =
  /\b(?:deploy(?:ment|ing|s)?|upgrad(?:e|es|ing)|migrations?|migrat(?:e|ing)|releas(?:e|ing)|rollout|cut-?over)\b/i;
const notRisky =
  /\b(?:history|architecture|topology|overview|status|notes|diagram|targets?|environments?|failed|failures?|stuck|fails?|issues?|errors?|checklist|links?|dashboards?|metrics)\b/i;

const workOf = (document: LintDocument, section: Section): string | null => {
  const commands = document.runbook.commands.filter((command) => isWithin(command, section));
  if (commands.some((command) => callsIn(document, command).some(migratesSchema)))
    return 'changes the schema';
  if (commands.some((command) => changes(document, command))) return 'changes what runs';
  const steps = document.runbook.sections
    .filter((one) => isWithin(one, section))
    .flatMap(({ steps: own }) => own);
  return steps.filter(({ text }) =>
    /^(?:run|deploy|apply|upgrade|migrate|use|push|merge|trigger|install|update|switch|shift|build)\b/i.test(
      text,
    ),
  ).length > 0 && titlesAt(document, section.index) !== ''
    ? 'tells to change what runs'
    : null;
};
