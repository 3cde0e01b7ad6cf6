// Changes that no check follows, and checks that say nothing.
import type { Command, Role } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn } from './calls.ts';
import { checkOf, proseChecks } from './checks.ts';
import { changes } from './changes.ts';
import { tellsPeople } from './http-calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { lifecycleOf } from './lifecycle.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';
import {
  around,
  commandsAfter,
  eachAfter,
  commandsBefore,
  isReference,
  lastLineOf,
  ofSection,
  procedureOf,
  proseBlocks,
  roleAt,
  stepsAround,
  textOf,
  titlesAt,
} from './sections.ts';

const otherwise: ReadonlySet<Role | null> = new Set<Role | null>([
  'verification',
  'prevention',
  'pre-flight',
  'reference',
  'escalation',
]);
const procedure =
  /\b(?:restart\w*|deploy\w*|upgrad\w*|migrat\w*|restor\w*|recover\w*|roll ?back|rollout|scal(?:e|ing)|fail ?over|rotat\w*|replay\w*|incident\w*|emergenc\w*|fix\w*|procedure\w*|reset\w*|outage|failure|down|drain\w*|maintenance|kill switch|reload\w*|repair\w*|resolv\w*|response|mitigat\w*|patch\w*|initiali[sz]\w*|re-?init\w*|rebuild\w*|re-?sync\w*|re-?create\w*|re-?balanc\w*|promot\w*|switch-?over|low|full|space|stuck|lag|slow|unavailable|exhaust\w*|crash\w*|not (?:running|responding|ready)|high|leak\w*|unhealthy|overload\w*|clean(?:ing)?[ -]?up|delet\w*|emergenc\w*|stop(?:ping|ped)?)\b/i;
const setUp =
  /\b(?:getting started|quick ?start|install\w*|local|development|tutorial|prerequisit\w*|set-?up|examples?|usage|demo)\b/i;

/** Changes in procedures after which nothing looks; of several in a row only the last. */
export const uncheckedChanges = (document: LintDocument): readonly Command[] => {
  const unchecked = document.runbook.commands.filter(
    (command) =>
      isProcedure(document, command.section) &&
      isLasting(document, command) &&
      (!isChecked(document, command) || isFollowedByItsFailure(document, command)),
  );
  const all = new Set(unchecked);
  return unchecked.filter(
    (command) => isFollowedByItsFailure(document, command) || !isFollowed(document, command, all),
  );
};

const isFollowed = (document: LintDocument, command: Command, by: ReadonlySet<Command>): boolean => {
  for (const other of eachAfter(document, command)) if (by.has(other)) return true;
  return false;
};

const whenItFails =
  /^(?:\d+[.)]\s*)?if (?:the |this |that |it )?(?:\w+ )?(?:fails?|failed|does(?:n't| not)|still|persists?|not)\b/i;

/** "If restart fails" comes next, and no check behind it: somebody has to know whether it has. */
const isFollowedByItsFailure = (document: LintDocument, command: Command): boolean => {
  const [own] = stepsAround(document, command);
  const steps = around(document, command.section)[0]?.steps ?? [];
  const later = own === undefined ? [] : steps.slice(steps.indexOf(own) + 1);
  const [next] = later;
  if (own === undefined || next === undefined || own.commands.at(-1) !== command) return false;
  if (!whenItFails.test(next.text)) return false;
  if (proseChecks(document, { line: own.line, endLine: lastLineOf(own) }, command)) return false;
  // What is looked at in "if it fails" and "if that fails too" is looked at by those only whom it has failed.
  const end = later.findIndex(({ condition }, at) => at > 0 && condition === null);
  const lastCase = later.at(end < 0 ? -1 : end - 1) ?? next;
  return !isChecked(document, command, lastLineOf(lastCase));
};

const isProcedure = ofSection((document, section): boolean => {
  const role = roleAt(document, section);
  if (section === null || otherwise.has(role) || isReference(document, section)) return false;
  if (role === 'remediation' || role === 'rollback' || role === 'diagnosis') return true;
  const titles = titlesAt(document, section);
  // `HighErrorRate` is a title of three words.
  const isNamed =
    procedure.test(titles.replace(/([a-z])([A-Z])/g, '$1 $2')) || alertSections(document).has(section);
  return isNamed && !setUp.test(titles);
});

/** What stands right below an alert's title is what to do about it. */
const alertSections = oncePer(
  ({ runbook }: LintDocument): ReadonlySet<number | null> =>
    new Set(
      runbook.alerts
        .filter(({ origin, name }) => origin === 'section' && name !== null)
        .map(({ section }) => section),
    ),
);

/** What is stopped on purpose is only a part of a procedure, unless that is the whole of it. */
const isLasting = (document: LintDocument, command: Command): boolean => {
  if (!changes(document, command) || callsIn(document, command).some(tellsPeople)) return false;
  if (/\b(?:seeds?|fixtures?|sample)\b/i.test(command.command)) return false;
  // It prints what it has made.
  if (/\baws iam create-access-key\b/.test(command.command)) return false;
  return !callsIn(document, command).every((call) => {
    const verb = lifecycleOf(call)?.verb;
    return verb === 'stop' || verb === 'down';
  });
};

/** By itself, or by what stands below a line. */
const isChecked = (document: LintDocument, command: Command, below = 0): boolean => {
  const ownTail = callsIn(document, command);
  if (ownTail.length > 1 && checkOf(document, command) === 'asserts') return true;
  for (const other of eachAfter(document, command)) {
    if (other.line <= below || isForAnother(document, command, other)) continue;
    const check = checkOf(document, other);
    if (check === 'asserts' || check === 'shows') return true;
    if (check === 'prints' && hasExpectation(document, other)) return true;
    // Told by the empty check itself.
    if (isEmptyVerification(document, other)) return true;
  }
  const root = procedureOf(document, command.section);
  if (root === null) return false;
  const rest = { line: Math.max(root.line, below + 1), endLine: root.endLine };
  return proseChecks(document, rest, command) || verifiedLater(document, command);
};

/** What is looked at in another section before it changes something there is a look for that change. */
const isForAnother = (document: LintDocument, command: Command, look: Command): boolean =>
  look.section !== command.section &&
  (lastChanges(document).get(look.section) ?? -1) > look.index &&
  !announcesVerification.test(look.label ?? '');

const lastChanges = oncePer(
  (document): ReadonlyMap<number | null, number> =>
    new Map(
      document.runbook.commands
        .filter((command) => changes(document, command))
        .map(({ section, index }) => [section, index]),
    ),
);

/** A chapter "Verification" further down, beside the procedure or beside what is around it. */
const verifiedLater = (document: LintDocument, command: Command): boolean => {
  const chain = around(document, command.section);
  if (bringsUp(document, command) && aftermaths(document).some(({ line }) => line > command.line))
    return true;
  return verifications(document).some(
    (section) => section.line > command.line && chain.some((one) => one.parent === section.parent),
  );
};

const verifications = oncePer((document) =>
  document.runbook.sections.filter(
    ({ role, title, ownRole }) =>
      (ownRole &&
        (role === 'verification' || /\b(?:verif|validat|smoke|post-\w+ check|health check)/i.test(title))) ||
      criteria.test(title),
  ),
);

const criteria = /\b(?:exit|success|recovery|resolution|closure) criteria\b/i;

/** What is set in a running service needs a look of its own. */
const bringsUp = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some(
    (call) =>
      lifecycleOf(call) !== null || kubectlOf(call) !== null || /^(?:aws|gcloud|az)$/.test(call.program),
  );

/** "After Redis is restored", with something in it that looks: wherever it stands, it is for all that was done before. */
const aftermaths = oncePer((document) =>
  document.runbook.sections.filter(
    (section) =>
      /\b(?:after|once|when)\b.*\b(?:restored|recovered|resolved|resolution)\b/i.test(section.title) &&
      within(document.runbook.commands, section).some((command) => checkOf(document, command) !== null),
  ),
);

const expectation =
  /\b(?:expect\w*|should|must (?:be|match|equal|show|return)|compare\w*|match\w*|equals?|baseline|at least|greater than|less than|non-?zero)\b|[<>=]=?\s*\d/i;

/** Around the command the text says what it should show. */
const hasExpectation = (document: LintDocument, command: Command): boolean => {
  if (command.expected.length > 0 || expectation.test(command.label ?? '')) return true;
  if (
    callsIn(document, command).some(
      ({ program }) => program === 'grep' || program === 'test' || program === 'diff',
    )
  )
    return true;
  const section = around(document, command.section)[0];
  return (
    section !== undefined &&
    proseBlocks(document, section).some(
      (block) => block.line > command.endLine && expectation.test(textOf(document, block)),
    )
  );
};

const isEmptyVerification = (document: LintDocument, command: Command): boolean =>
  announcesVerification.test(
    command.label ?? titlesAt(document, command.section).split(' / ').at(-1) ?? '',
  ) &&
  checkOf(document, command) === 'prints' &&
  asksForValue(document, command) &&
  !hasExpectation(document, command) &&
  commandsBefore(document, command).some((other) => changes(document, other));

const announcesVerification = /\b(?:verif\w*|confirm\w*|validat\w*|smoke|sanity|integrity)\b/i;

const asksForValue = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some(({ program }) =>
    /^(?:psql|mysql|mariadb|mongosh?|redis-cli|cast|sqlite3|clickhouse-client)$/.test(program),
  );

export interface EmptyVerification {
  readonly command: Command;
  /** The change that goes on from it; null when it is the last word. */
  readonly next: Command | null;
}

/** "Verify" with a value that is only printed: when it is the last word, or when a change goes on from it. */
export const emptyVerifications = (document: LintDocument): readonly EmptyVerification[] =>
  document.runbook.commands.flatMap((command): readonly EmptyVerification[] => {
    if (!isEmptyVerification(document, command) || isReference(document, command.section)) return [];
    const later = commandsAfter(document, command);
    const next = later.find((other) => other.block === command.block && changes(document, other)) ?? null;
    const checked = later.some((other) => /asserts|shows/.test(checkOf(document, other) ?? ''));
    const root = procedureOf(document, command.section);
    const inProse = root !== null && proseChecks(document, root, command);
    return next === null && (checked || inProse) ? [] : [{ command, next }];
  });
