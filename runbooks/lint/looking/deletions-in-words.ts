// "5. Remove some of the binlog files", among steps that have commands: what is deleted by hand, and which of it, is left to the reader.
import type { Step } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import type { Commandless } from './commandless.ts';
import { isAccount } from './commandless-prose.ts';
import { isLaterWork } from './later-work.ts';
import { firstBehind } from './ordered.ts';
import { isReference, textOf } from './sections.ts';

const deletes =
  /^(?:then |now |next,? |if (?:needed|necessary|possible)[,:]? )*(?:manually )?(?:remove|delete|purge|truncate|wipe|drop|clear(?: out)?|prune)\s/i;
const what =
  /\b(?:files?|bin-?logs?|binary logs?|wal|segments?|data|rows|records|tables?|volumes?|pvcs?|backups?|snapshots?|dumps?|messages|topics?|partitions|ind(?:ex|ices|exes)|collections?|databases?|keys|objects|buckets?|folders?|director(?:y|ies)|images?)\b/i;
const pointer =
  /`[^`]+`|https?:\/\/|\]\(|(?:^|[\s(])\/[\w.-]+|\b(?:see|refer to|follow|described|above|below|section|runbook|playbook|script|console|UI|dashboard|button|page|tab|menu|click)\b|->|→/i;

export const deletionsInWords = (document: LintDocument): readonly Commandless[] =>
  document.runbook.sections.flatMap((section) =>
    isReference(document, section.index) ||
    isAccount(document, section) ||
    isLaterWork(document, section.index) ||
    /\b(?:prevent\w*|long[- ]term|checklist|follow[- ]?up|post-?\w+)\b/i.test(section.title) ||
    // Among steps that say how, it is the one that does not.
    section.steps.filter(hasCommand).length < 2
      ? []
      : section.steps
          .filter((step) => step.number !== null && isDeletion(document, step))
          .map(({ line, endLine, text }) => ({ at: { line, endLine }, text, section: section.index })),
  );

const hasCommand = ({ commands }: Step): boolean => commands.length > 0;

const isDeletion = (document: LintDocument, step: Step): boolean => {
  const { text, commands, steps, endLine } = step;
  if (commands.length > 0 || steps.length > 0 || !deletes.test(text) || !what.test(text)) return false;
  if (firstBehind(document.runbook.blocks, endLine)?.kind === 'fence') return false;
  return !pointer.test(textOf(document, step).replace(/^\s*(?:[-*+]|\w+[.)])\s+/, ''));
};
