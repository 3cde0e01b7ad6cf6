// The sections of a runbook that an incident is about, and which of them a drill runs.
import { listedAlerts } from '../../runbooks/alerts/listed-alerts.ts';
import { classify } from '../../runbooks/classes/classify.ts';
import { findSection, pathText } from '../../runbooks/find-section.ts';
import type { Action, Alert, Role, Runbook, Section } from '../../runbooks/model.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import type { InitAlert } from './init-alerts.ts';

export interface DrilledSections {
  readonly incident: Section;
  /** As scenario.yaml names them; null: there is none with anything to do. */
  readonly diagnose: string | null;
  readonly remediate: string | null;
  readonly verify: string | null;
}

/** The section that an alert stands in; of one about symptoms or a trigger the one around it. A list of alerts is no incident. */
export const incidentOf = (runbook: Runbook, alert: Alert): Section | null => {
  const section = alert.section === null ? undefined : runbook.sections[alert.section];
  if (section === undefined || listedAlerts(runbook).has(alert)) return null;
  const isPart = section.ownRole && (section.role === 'symptom' || section.role === 'trigger');
  if (!isPart) return section;
  return section.parent === null ? null : (runbook.sections[section.parent] ?? null);
};

/** Null: none of the sections that may answer an alert, the likeliest first, has anything to do. */
export const drilledSections = (runbook: Runbook, sections: readonly Section[]): DrilledSections | null => {
  for (const incident of sections) {
    const found = partsOf(runbook, incident);
    if (found !== null) return found;
  }
  return null;
};

/** Those that speak of the alert, the one that its rule or its name leads to, and those whose title is its name. */
export const answersOf = (
  runbook: Runbook,
  { name, said }: Pick<InitAlert, 'name' | 'said'>,
  leads: ReadonlyMap<string, Section>,
): readonly Section[] => {
  const names = [name, ...said.flatMap((one) => one.name ?? [])];
  const led = leads.get(name);
  return [
    ...said.flatMap((alert) => incidentOf(runbook, alert) ?? []),
    ...(led === undefined ? [] : [led]),
    ...runbook.sections.filter(({ title }) => names.some((one) => sameWords(title, one))),
  ];
};

const partsOf = (runbook: Runbook, incident: Section): DrilledSections | null => {
  const inside = runbook.sections.filter(
    ({ line, endLine, actions }) =>
      line >= incident.line && endLine <= incident.endLine && hasCommand(actions),
  );
  // A role that comes from a chapter ("Troubleshooting") says nothing of the sections in it.
  const ofRole = (role: Role): Section | undefined =>
    inside.find((section) => section.ownRole && section.role === role);
  const [fix, look] = [ofRole('remediation'), ofRole('diagnosis')];
  const loose = inside.find((section) => isLoose(section) && apart(section, fix) && apart(section, look));
  const remediate = fix ?? (loose !== undefined && changes(loose) ? loose : undefined);
  const diagnose = apart(look ?? (loose === remediate ? undefined : loose), remediate);
  const verify = apart(ofRole('verification'), remediate);
  if (remediate === undefined && diagnose === undefined) return null;
  const named = (section: Section | undefined): string | null =>
    section === undefined ? null : (pathTo(runbook, section) ?? unnamed(section));
  return {
    incident,
    diagnose: named(diagnose),
    remediate: named(remediate),
    verify: named(verify),
  };
};

/** Another one has the same path: only a person can tell them apart, by giving one a title of its own. */
const unnamed = (section: Section): string =>
  `TODO: several sections of the runbook are called ${pathText(section)}; this one is in line ${section.line}`;

const isLoose = ({ ownRole, role }: Section): boolean => !ownRole || role === 'symptom' || role === 'trigger';

const hasCommand = (actions: readonly Action[]): boolean => actions.some(({ kind }) => kind !== 'wait');

/** A section inside the other, or around it, would run the same commands twice. */
const apart = (section: Section | undefined, from: Section | undefined): Section | undefined =>
  section === undefined || from === undefined || section.endLine < from.line || section.line > from.endLine
    ? section
    : undefined;

/** Does anything in it do more than look? */
export const changes = ({ actions }: Section): boolean =>
  actions.some(
    (action) => action.kind === 'command' && !/^R/.test(classify(readCommand(action.command)).commandClass),
  );

/** The shortest of its names that leads to it and to nothing else, but never less than two titles where it has them. */
const pathTo = (runbook: Runbook, section: Section): string | null => {
  const { path } = section;
  const shorter = path.length > 2 ? [path.slice(-2).join(' > ')] : [];
  return (
    [...shorter, pathText(section)].find((text) => findSection(runbook, text).section === section) ?? null
  );
};

/** "Incident 3: Broker down" and "3. Broker down" are about "Broker down". */
export const withoutKind = (title: string): string =>
  title.replace(
    /^(?:(?:issue|alert|incident|scenario|problem|runbook|playbook)(?:\s*#?\d+)?\s*[:–—-]\s+|\d+[.)]\s+)/i,
    '',
  );

const words = (text: string): string =>
  withoutKind(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export const sameWords = (one: string, other: string): boolean =>
  words(one) !== '' && words(one) === words(other);
