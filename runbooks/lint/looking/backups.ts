// The backups that a runbook takes, and what each is for.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsOf, type Call } from './calls.ts';
import { destroys } from './destructive.ts';
import { dumpOf, type Dump } from './dumps.ts';
import { commandsAfter, titlesAt } from './sections.ts';

export interface Backup {
  readonly call: Call;
  readonly dump: Dump;
  /** The backup of record, not a safety copy before a change. */
  readonly isMeantToLast: boolean;
}

export const backupsOf = (document: LintDocument): readonly Backup[] =>
  callsOf(document).flatMap((call) => {
    const dump = dumpOf(document, call);
    return dump === null ? [] : [{ call, dump, isMeantToLast: isMeantToLast(document, call) }];
  });

const lasting = /\b(?:backups?|back up|snapshots?|dumps?)\b/i;
const passing =
  /\b(?:restor\w*|roll ?back|migrat\w*|upgrad\w*|deploy\w*|before|pre-?\w*|safety|emergency|current state|incident|evidence|forensic\w*|diagnos\w*|debug\w*|corrupt\w*|recovery|heap|test|verif\w*)\b/i;

const isMeantToLast = (document: LintDocument, { command }: Call): boolean => {
  const titles = titlesAt(document, command.section);
  const own = titles.split(' / ').at(-1) ?? '';
  const label = command.label ?? '';
  return (
    lasting.test(`${own} ${label}`) &&
    !passing.test(own.replace(/backups?(?: and|,| &|\/)+ ?(?:restore|recovery)/i, '')) &&
    !passing.test(label) &&
    (lasting.test(own) || !isBeforeDeletion(document, command))
  );
};

/** What the next lines of the same block delete is copied in case it is missed. */
const isBeforeDeletion = (document: LintDocument, command: Command): boolean =>
  commandsAfter(document, command).some(
    (other) => other.block === command.block && destroys(document, other),
  );
