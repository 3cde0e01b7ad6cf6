// Changes that are made for an incident and have to be taken back after it, where the runbook does not say how.
import type { Command, Place } from '../../model.ts';
import type { Level, LintDocument } from '../rule.ts';
import { callsIn, quoted } from './calls.ts';
import { changes } from './changes.ts';
import { lifecycleOf } from './lifecycle.ts';
import { linesMatching } from './matching-lines.ts';
import { branchText, overwritesSecret, switchOf } from './named-switches.ts';
import { oncePer } from './once.ts';
import { oneWayDeedOf } from './one-way-deeds.ts';
import { riseOf } from './restarts.ts';
import { scaledUp } from './scaled-up.ts';
import { isReference, procedureText, roleAt, titlesAt } from './sections.ts';
import { isForLater, isTakenBack, isTemporary, temporarySteps } from './temporary.ts';
import { quotedText } from './text.ts';

export interface OneWay {
  readonly at: Place;
  readonly message: string;
  readonly level: Level;
}

export const oneWays = (document: LintDocument): readonly OneWay[] => {
  const ofCommands = document.runbook.commands.flatMap((command) => ofCommand(document, command));
  const told = new Set(ofCommands.map(({ at }) => at.line));
  const inWords = temporarySteps(document).flatMap(({ at, text }): readonly OneWay[] =>
    Array.from({ length: at.endLine - at.line + 1 }, (_, index) => at.line + index).some((line) =>
      told.has(line),
    )
      ? []
      : [{ at, level: 'medium', message: forAWhile(`"${quotedText(text)}"`) }],
  );
  const raised = scaledUp(document).filter(({ at }) => !told.has(at.line));
  return [...ofCommands, ...inWords, ...raised];
};

const forAWhile = (what: string): string =>
  `${what} is meant for a while, and nothing says when and how it is taken back.`;

const ofCommand = (document: LintDocument, command: Command): readonly OneWay[] => {
  const role = roleAt(document, command.section);
  if (
    role === 'verification' ||
    role === 'rollback' ||
    isReference(document, command.section) ||
    isForLater(document, command.section)
  )
    return [];
  if (saysNoWayBack.test(command.label ?? '')) return [];
  const deed = callsIn(document, command)
    .map(oneWayDeedOf)
    .find((one) => one !== null);
  if (deed !== undefined) {
    const elsewhere = linesMatching(document, deed.back).some(
      ({ line }) => line < command.line || line > command.endLine,
    );
    return elsewhere || restoresItself(document, command, deed.undo)
      ? []
      : [
          {
            at: command,
            level: deed.level,
            message: `${quoted(command)} ${deed.does}, and the runbook says nowhere how to ${deed.undo}.`,
          },
        ];
  }
  const named = namedSwitch(document, command) ?? lostSecret(document, command);
  if (named !== null) return [named];
  return isTemporary(command.label ?? '') &&
    changes(document, command) &&
    !isTakenBack(document, command.section, command) &&
    !isStartedAgain(document, command)
    ? [{ at: command, level: 'medium', message: forAWhile(quoted(command)) }]
    : [];
};

/** Whoever reads it knows. */
const saysNoWayBack =
  /\birreversible\b|\b(?:can ?not|can'?t|never) be (?:undone|reverted|reversed|rolled back|taken back|reduced|decreased)\b|\bno way back\b|\bone[- ]way\b/i;

/** A switch that is set for an incident, where neither its other position nor a word in this procedure takes it back. */
const namedSwitch = (document: LintDocument, command: Command): OneWay | null => {
  const name = switchOf(document, command);
  if (name === null || !isIncident(document, command) || isTakenBack(document, command.section, command))
    return null;
  const bare = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const elsewhere = document.lines.some(
    (line, at) =>
      (at + 1 < command.line || at + 1 > command.endLine) && new RegExp(`\\b${bare}(?:[-=: ]|$)`).test(line),
  );
  return elsewhere
    ? null
    : {
        at: command,
        level: 'medium',
        message: `${quoted(command)} sets \`${name}\`, and nothing in this procedure says when and how it is taken back.`,
      };
};

const kept =
  /\b(?:old|previous|current|existing|former|both)\b[^.\n]{0,40}\b(?:keys?|secrets?|passwords?|tokens?|credentials?|values?)\b|\bget secrets?\b|\bback(?:ed)? ?up\b|\broll(?:ing|ed)? ?back\b|\brevert\w*|\bgrace\b|\boverlap\w*|\bfall ?back to\b/i;

/** Put over the one that is there: what stood there before is nowhere when the new one is wrong. */
const lostSecret = (document: LintDocument, command: Command): OneWay | null =>
  overwritesSecret(document, command) &&
  isIncident(document, command) &&
  !kept.test(branchText(document, command))
    ? {
        at: command,
        level: 'medium',
        message: `${quoted(command)} overwrites the secret, and nothing here keeps the old one: there is no way back when the new one is wrong.`,
      }
    : null;

/** Where somebody acts on a running system, and not where it is set up. */
const isIncident = (document: LintDocument, { section }: Command): boolean =>
  roleAt(document, section) === 'remediation' || incident.test(titlesAt(document, section));

const incident =
  /\b(?:issue|incident|emergenc\w*|outage|failure|fail\w*|degrad\w*|overload\w*|recover\w*|mitigat\w*|rotat\w*|down|errors?|latency|exhaust\w*|scenario|fix)\b/i;

/** What is stopped comes back with whatever starts it further down. */
const isStartedAgain = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some((call) =>
    /^(?:stop|down|scale|kill)$/.test(lifecycleOf(call)?.verb ?? ''),
  ) && lastRise(document) > command.index;

const lastRise = oncePer(
  (document: LintDocument): number =>
    document.runbook.commands.findLast((command) => riseOf(document, command) !== null)?.index ?? -1,
);

/** A backup before a migration, and a chapter that restores: that is the way back. */
const restoresItself = (document: LintDocument, command: Command, undo: string): boolean =>
  undo === 'go back from that' && hasWayByBackup(document, command.section);

export const hasWayByBackup = (document: LintDocument, section: number | null): boolean =>
  document.runbook.sections.some(({ title }) => /\brestor/i.test(title)) &&
  /\bback[- ]?(?:ed )?up\b|\bsnapshot\b|\bdump\b/i.test(procedureText(document, section));
