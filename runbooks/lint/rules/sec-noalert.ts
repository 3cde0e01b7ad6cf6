// Incidents that the runbook knows how to handle and that nothing would report.
import type { Section, Step } from '../../model.ts';
import { isSameAlert, namedAlerts } from '../looking/alerts.ts';
import { isBreakIn } from '../looking/break-ins.ts';
import { quoted } from '../looking/listing.ts';
import { subtreeOf, textOf } from '../looking/section-tree.ts';
import { wordsOf } from '../looking/words.ts';
import type { Found, LintContext, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument, { rules }: LintContext): readonly Found[] => {
  const alerts = namedAlerts(document);
  const known = [...alerts.map(({ name }) => name), ...(rules?.alerts.map(({ name }) => name) ?? [])];
  const silent = document.runbook.sections.filter(
    (section) => isIncident(document, section) && !isDetected(document, section, known),
  );
  const breaches = silent.filter(({ title }) => isBreakIn(title));
  // Only beside alerts for others is the lack of one a gap rather than the style of the document.
  const others =
    alerts.length < 3
      ? []
      : silent.filter((section) => !breaches.includes(section) && isInTroubleshooting(document, section));
  return [...foundOf([...breaches, ...bulletsOfBreaches(document)]), ...foundOf(others)];
};

/** "- **Security incident:**" with what to do below it: a chapter in a document that has only bullets. */
const bulletsOfBreaches = (document: LintDocument): readonly Silent[] =>
  document.runbook.sections.flatMap((section) =>
    section.steps.flatMap((step) => {
      const title = step.text.replace(/:$/, '');
      const text = document.lines.slice(step.line - 1, lastLineOf(step)).join('\n');
      return step.steps.length > 1 &&
        isBreakIn(title) &&
        title.length < 50 &&
        !detects(text) &&
        !/prevent|post|report|contact/i.test(section.title)
        ? [{ line: step.line, title }]
        : [];
    }),
  );

const lastLineOf = (step: Step): number => Math.max(step.endLine, ...step.steps.map(lastLineOf));

type Silent = Pick<Section, 'line' | 'title'>;

const foundOf = (sections: readonly Silent[]): readonly Found[] => {
  const [first, ...others] = sections;
  if (first === undefined) return [];
  return [
    {
      at: { line: first.line, endLine: first.line },
      message: `nothing in this runbook reports "${quoted(first.title)}": no alert, no threshold, no signal`,
      related: others.map(({ line, title }) => ({
        at: { line, endLine: line },
        message: `nor "${quoted(title)}"`,
      })),
    },
  ];
};

const named = /^(?:\d+[.)]?\s*)?(?:issue|incident|problem|scenario)\s*\d*\s*[:—–-]/i;

const isIncident = (document: LintDocument, section: Section): boolean =>
  !section.bold &&
  section.level > 1 &&
  (named.test(section.title) ||
    (isBreakIn(section.title) && !isStep.test(section.title) && hasSteps(document, section)));

/** "Step 2: Identify the compromised secret" is a part of the answer. */
const isStep =
  /^(?:\d+[.)]\s*)?(?:(?:step|phase)\b|(?:identify|rotate|revoke|isolate|disable|replace|find|remove|contain)\s)/i;

const hasSteps = (document: LintDocument, section: Section): boolean =>
  section.actions.length > 1 || subtreeOf(document, section).flatMap(({ steps }) => steps).length > 1;

const isInTroubleshooting = (document: LintDocument, section: Section): boolean => {
  const parts = subtreeOf(document, section).slice(1);
  return (
    parts.some(({ ownRole, role }) => ownRole && role === 'symptom') &&
    parts.some(({ ownRole, role }) => ownRole && (role === 'diagnosis' || role === 'remediation'))
  );
};

/** An alert of this name, or a word of how one notices. */
const isDetected = (document: LintDocument, section: Section, names: readonly string[]): boolean => {
  const words = wordsOf(section.title.replace(named, ''));
  if (names.some((name) => isSameAlert(wordsOf(name), words))) return true;
  if (
    document.runbook.alerts.some(
      ({ line, name, conditions }) =>
        line >= section.line &&
        line <= section.endLine &&
        (name !== null || conditions.some(({ value }) => value !== null)),
    )
  )
    return true;
  return detects(textOf(document, { line: section.line + 1, endLine: section.endLine }));
};

const detects = (text: string): boolean => {
  return (
    (/\b(?:alert(?:s|ed|ing)?|alarm|detect(?:ed|ion)|triggered by|notification|pages?\b.{0,12}on-?call|monitor(?:ing)? shows|\w+_total|\w+_seconds)\b/i.test(
      text,
    ) &&
      !/notify|alert (?:the )?team/i.test(text)) ||
    metrics(text) ||
    /`\/[^`]+`\s+(?:returns?|fails?|is)\b/.test(text)
  );
};

const metrics = (text: string): boolean => /`[a-z]+(?:_[a-z]+){2,}`/.test(text);

export const secNoalert: Rule = {
  id: 'SEC-NOALERT',
  level: 'medium',
  summary: 'an incident that no alert would report',
  why: 'The procedure is there, and starts when a customer calls.',
  bad: '## Security Breach\n\n1. Stop all services\n2. Rotate all secrets\n3. Review access logs\n',
  good: '## Security Breach\n\nAlert: `UnauthorizedLogins`, from the audit log.\n\n1. Stop all services\n2. Rotate all secrets\n',
  check,
};
