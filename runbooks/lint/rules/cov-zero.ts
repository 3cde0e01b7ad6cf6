// Incidents for which the runbook has no line that somebody could run.
import { isForOperators } from '../looking/about.ts';
import { isImperative } from '../looking/imperatives.ts';
import { isLaterWork } from '../looking/later-work.ts';
import { programs } from '../looking/programs.ts';
import { quoted } from '../looking/listing.ts';
import { childrenOf, flatSteps, subtreeOf, textOf, visiblePart } from '../looking/section-tree.ts';
import { oncePer } from '../looking/once.ts';
import type { Section, Step } from '../../model.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const found: Found[] = [];
  let covered = 0;
  for (const section of document.runbook.sections) {
    if (section.line <= covered || !isIncident(document, section)) continue;
    covered = section.endLine;
    const steps = subtreeOf(document, section).flatMap((one) => flatSteps(one.steps).filter(isStep));
    if (canBeRun(document, section)) found.push(...proseRemedies(document, section));
    else if (steps.length > 1 || tellsInProse(document, section)) {
      const message =
        steps.length > 1
          ? `"${quoted(section.title)}" has ${steps.length} steps and no command, query or address among them`
          : `"${quoted(section.title)}" tells in sentences what to do, and has no command, query or address`;
      found.push({ at: visiblePart(document, section), message });
    }
  }
  return found.length > 0 ? found : ofWholeDocument(document);
};

/** "Threshold: …", "Impact: …" say what an alert is, and not what to do. */
const isStep = ({ text }: Step): boolean => !fact.test(text);
const fact =
  /^(?:alert|alarm|monitor|metric|threshold|severity|priority|condition|trigger|impact|response time|duration|for|window|period|expression|expr|query|summary|description|meaning|dashboard|service|owner|team|component|channel|notification|symptoms?|slo|target)s?\b[^:]{0,20}:/i;

/** A runbook for one alert: its top sections are the parts of one incident. */
const ofWholeDocument = (document: LintDocument): readonly Found[] => {
  const top = document.runbook.sections.filter(
    ({ parent, bold }) => !bold && (parent === null || parent === 0),
  );
  const isOneIncident = top.some(
    ({ ownRole, role }) => ownRole && ['symptom', 'diagnosis', 'impact'].includes(role ?? ''),
  );
  return isOneIncident
    ? top
        .filter((section) => isRemedy(section) && !/^actions?$/i.test(section.title))
        .flatMap((section) => proseRemedy(document, section))
    : [];
};

/** What is automated is done by itself; "Resolution group" and "Fix time" are facts. */
const isRemedy = ({ ownRole, role, bold, title }: Section): boolean =>
  ownRole &&
  role === 'remediation' &&
  !bold &&
  !/\b(?:automat(?:ed|ic(?:ally)?)|self-healing)\b|\b(?:group|team|owners?|times?|targets?|sla|status)\W*$/i.test(
    title,
  );

/** What is looked at can be typed; what is to be done about it can't. */
const proseRemedies = (document: LintDocument, incident: Section): readonly Found[] =>
  childrenOf(document, incident)
    .filter(isRemedy)
    .flatMap((section) => proseRemedy(document, section));

const proseRemedy = (document: LintDocument, section: Section): readonly Found[] => {
  if (isLaterWork(document, section.index)) return [];
  const text = textOf(document, { line: section.line + 1, endLine: section.endLine });
  if (canBeRun(document, section) || text.split(/\s+/).length < 12) return [];
  return [
    {
      at: visiblePart(document, section),
      message: `"${quoted(section.title)}" says what to do and has no command for any of it`,
    },
  ];
};

const named =
  /^(?:\d+[.)]?\s*)?(?:alert|incident|issue|scenario|problem|emergency|emergencies|outage|failure|runbook|playbook)\b\s*\d*\s*[:—–-]|\b(?:emergency|disaster|failure|outage|incident) (?:scenarios|procedures|playbooks)\b/i;
const happening =
  /\b(?:outage|down|failure|failing|failed|corruption|breach|exhausted|unavailable|unreachable|crash(?:es|ing|ed)?|data loss|compromised|lockdown|high (?:error|latency|cpu|memory|load)|stuck|not (?:working|processing|responding))\b/i;

/** By its title, or because it is taken apart into symptom, diagnosis and remedy. Sections of incidents are looked at one by one. */
const isIncident = (document: LintDocument, section: Section): boolean => {
  if (isLaterWork(document, section.index) || /\bchecklists?\b/i.test(section.title)) return false;
  if (
    /^(?:prevent|escalat|contact|post-?(?:incident|mortem)|communicat|overview|purpose|scope|impact|symptoms?|background|rollback plan)/i.test(
      section.title,
    )
  )
    return false;
  if (
    section.ownRole &&
    !['trigger', 'remediation'].includes(section.role ?? '') &&
    !named.test(section.title)
  )
    return false;
  const parts = subtreeOf(document, section).slice(1);
  if (parts.some((part) => !part.bold && (named.test(part.title) || happening.test(part.title))))
    return false;
  const own = childrenOf(document, section);
  const tellsRemedy = own.some(({ ownRole, role }) => ownRole && role === 'remediation');
  const tellsSymptom = own.some(
    ({ ownRole, role }) => ownRole && (role === 'symptom' || role === 'diagnosis'),
  );
  return (
    named.test(section.title) ||
    (tellsRemedy && tellsSymptom) ||
    (section.severity !== null && section.level > 1) ||
    (isUnderIncidents(document, section) &&
      (happening.test(section.title) || (isForOperators(document) && tellsWhatToDo(document, section))))
  );
};

/** Whatever it is called: among incidents, with work to be done in it. */
const tellsWhatToDo = (document: LintDocument, section: Section): boolean =>
  [section, ...childrenOf(document, section)]
    .flatMap(({ steps }) => flatSteps(steps))
    .filter(({ text }) => isImperative(text)).length > 1 || tellsInProse(document, section);

/** "Check the memory graphs and raise the limits, then redeploy." */
const tellsInProse = (document: LintDocument, section: Section): boolean =>
  subtreeOf(document, section).every(({ steps }) => steps.length === 0) &&
  textOf(document, { line: section.line + 1, endLine: section.endLine })
    // Labels such as "**Action**: look at the logs" are the heads of alerts, and their steps are told one by one.
    .replace(/^\s*\*\*[^*\n]+\*\*.*$/gm, '')
    .split(/[.;:,]\s+|\b(?:then|and|or)\b/)
    .filter((clause) => isImperative(clause.trim())).length > 1;

const isUnderIncidents = ({ runbook }: LintDocument, { parent }: Section): boolean =>
  parent !== null &&
  /\b(?:emergenc|incident|troubleshoot|alerts?|scenarios?|failures?|common (?:issues|problems)|disaster)/i.test(
    runbook.sections[parent]?.title ?? '',
  );

const canBeRun = (document: LintDocument, section: Section): boolean => {
  if (section.actions.some(({ kind }) => kind !== 'wait')) return true;
  const text = textOf(document, section);
  return (
    /^\s*(?:```|~~~)\s*\S*\s*$/m.test(text) ||
    /https?:\/\/(?!(?:www\.)?github\.com|docs?\.|[\w.-]+\/docs?\b|kubernetes\.io|prometheus\.io|en\.wikipedia)/.test(
      text,
    ) ||
    commandLike.test(text) ||
    storeCommand.test(text) ||
    statement.test(text)
  );
};

const commandLike = new RegExp(
  `(?:^|[\\s\`:(])(?:sudo )?(?:${programs.join('|')}) +(?:[a-z-]+ )*[a-z./<-]`,
  'm',
);

/** `redis-cli INFO memory`: what it is told is written in capitals. */
const storeCommand = /(?:^|[\s`:(])(?:redis-cli|valkey-cli) +[A-Z]{3,}/m;

// In a code span: for a console that the text names.
const statement =
  /`(?:select\s[^`]*(?:\bfrom\b|\()|alter (?:system|table|role|database)\b|update\s[^`]*\bset\b|delete from\b|insert into\b)[^`]*`/i;

/** Other rules are silent on the steps of what has been told as a whole. */
export const uncoveredIncidents = oncePer(check);

export const covZero: Rule = {
  id: 'COV-ZERO',
  level: 'medium',
  summary: 'an incident without a single line that can be run',
  why: 'Everybody does it differently, nobody can rehearse it, and what "check the service" means is found out while it is down.',
  bad: '## Incident: Queue stuck\n\n1. Check the consumers\n2. Restart what hangs\n',
  good: '## Incident: Queue stuck\n\n1. Check the consumers: `docker compose logs --tail 100 consumer`\n2. Restart what hangs: `docker compose restart consumer`\n',
  check: uncoveredIncidents,
};
