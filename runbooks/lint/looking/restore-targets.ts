// What a restore writes into: a copy to try it out, a database that is made for it, or the one that is in use.
import type { LintDocument } from '../rule.ts';
import type { Call } from './calls.ts';
import { commandsBefore, titlesAt } from './sections.ts';

/** Into a copy, to see whether it can be restored. */
export const restoresElsewhere = (document: LintDocument, { command }: Call): boolean =>
  /\b(?:stag\w*|test\w*|scratch|sandbox|verif\w*|dev|local|temp\w*|tmp|drill|dry)[\b_-]?/i.test(
    `${titlesAt(document, command.section).split(' / ').at(-1) ?? ''} ${command.label ?? ''}`,
  ) ||
  /\b(?:-d|--dbname|--db|--nsTo)[= ]\S*(?:test|restore|tmp|temp|scratch|verify|staging)/i.test(
    command.command,
  );

/** Into what is new or has been emptied: there is nothing left to lose in it. */
export const restoresIntoEmpty = (document: LintDocument, { command }: Call): boolean =>
  [...commandsBefore(document, command), command].some((one) => empties.test(one.command)) ||
  fresh.test(`${titlesAt(document, command.section)} ${command.label ?? ''}`);

const empties =
  /\b(?:createdb|create database|terraform apply|volume create|initdb|dropdb|drop (?:database|schema)|volume rm|down\b.*\s-v|rm -rf?)\b/i;

const fresh =
  /\b(?:new|fresh|empty|blank|replacement|another|secondary|standby|dr) (?:\w+ )?(?:server|host|machine|instance|cluster|database|db|volume|environment|region|node|site)\b|\bdisaster recovery\b|\b(?:clone|seed|migrat\w*|refresh|bootstrap|import|initial|sample)\b/i;
