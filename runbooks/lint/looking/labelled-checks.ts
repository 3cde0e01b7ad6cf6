// "- **Network**: check firewall and DNS": items of a diagnosis that name an area and a verb, and nothing to look with.
import type { Section, Step } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { isToBeFollowed, type Commandless } from './commandless.ts';
import { isJudgement, pointsSomewhere } from './imperatives.ts';
import { around, textOf } from './sections.ts';

export const labelledChecks = (document: LintDocument): readonly Commandless[] =>
  document.runbook.sections.flatMap((section) => {
    if (!isLook(section, document)) return [];
    const items = section.steps.filter((step) => isLabelled(document, step));
    // One of them may be an aside; a list of them is the diagnosis.
    return items.length < 2
      ? []
      : items.map(({ line, endLine, text }) => ({ at: { line, endLine }, text, section: section.index }));
  });

const looking =
  /\b(?:investigat\w*|diagnos\w*|root cause|troubleshoot\w*|triage|what to check|checks|things to check|initial checks?)\b/i;
const later =
  /\b(?:prevent\w*|long[- ]term|post-?(?:mortem|incident)|follow[- ]?up|template|checklist|reference|example)\b/i;

const isLook = (section: Section, document: LintDocument): boolean =>
  looking.test(section.title) &&
  !around(document, section.index).some(({ title }) => later.test(title)) &&
  (section.role === 'diagnosis' || section.role === null || isToBeFollowed(document, section));

// A noun, a colon, an order.
const labelled =
  /^[\p{L}][\p{L}\d /&-]{2,40}:\s+(?:check|verify|validate|inspect|test|ensure|examine)\s+(?!(?:with|if (?:you|the team))\b)\p{L}/iu;

const isLabelled = (document: LintDocument, step: Step): boolean => {
  const { text, commands, steps } = step;
  if (commands.length > 0 || steps.length > 0 || !labelled.test(text)) return false;
  const order = text.replace(/^[^:]*:\s+/, '');
  return (
    !isJudgement(order) &&
    !/\b(?:dashboards?|grafana|kibana|console|UI|page|portal|datadog|sentry|logs? in|calendar|slack|channel)\b/i.test(
      order,
    ) &&
    !pointsSomewhere(textOf(document, step).replace(/^\s*(?:[-*+]|\w+[.)])\s+/, ''))
  );
};
