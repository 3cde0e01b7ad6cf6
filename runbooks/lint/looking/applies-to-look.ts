// "Now terraform apply will not raise any error": an apply that is run to see whether all is well. A plan looks, an apply changes.
import type { Block, Place } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn } from './calls.ts';
import { firstBehind } from './ordered.ts';
import { roleAt } from './sections.ts';

export interface AppliedToLook {
  /** As written. */
  readonly command: string;
  readonly at: Place;
  /** What would only look. */
  readonly instead: string;
}

export const appliesToLook = (document: LintDocument): readonly AppliedToLook[] => [
  ...document.runbook.commands.flatMap((command) => {
    const call = callsIn(document, command).find(({ program, words }) => lookerFor(program, words) !== null);
    if (call === undefined) return [];
    const { block, section, label, endLine } = command;
    return found(document, call.program, call.words, {
      at: command,
      command: command.command,
      block,
      section,
      label,
      endLine,
    });
  }),
  ...document.runbook.blocks.flatMap((block, index) => withOutput(document, block, index)),
];

/** A command and its output in a fence without language, which is no block of commands. */
const withOutput = (
  document: LintDocument,
  { fence, section }: Block,
  index: number,
): readonly AppliedToLook[] => {
  const [first = '', ...others] = fence?.lines ?? [];
  if (fence === null || fence.use === 'shell' || fence.language !== '' || others.length === 0) return [];
  const [program = '', ...words] = first.trim().split(/\s+/);
  const { firstLine } = fence;
  const at = { line: firstLine, endLine: firstLine };
  return found(document, program, words, {
    at,
    command: first.trim(),
    block: index,
    section,
    label: null,
    endLine: firstLine,
  });
};

interface Applied {
  readonly at: Place;
  readonly command: string;
  readonly block: number | null;
  readonly section: number | null;
  readonly label: string | null;
  readonly endLine: number;
}

const found = (
  document: LintDocument,
  program: string,
  words: readonly string[],
  applied: Applied,
): readonly AppliedToLook[] => {
  const instead = lookerFor(program, words);
  return instead !== null && isLook(document, applied)
    ? [{ command: applied.command, at: applied.at, instead }]
    : [];
};

/** Tools that have a way to look first. */
const lookerFor = (program: string, words: readonly string[]): string | null => {
  const [verb] = words.filter((word) => !word.startsWith('-'));
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  if (/^(?:terraform|tofu)$/.test(program) && verb === 'apply')
    return has(/^-refresh-only$/) ? null : `${program} plan`;
  if (program === 'terragrunt' && verb === 'apply') return 'terragrunt plan';
  if (program === 'pulumi' && verb === 'up') return 'pulumi preview';
  if (program === 'cdk' && verb === 'deploy') return 'cdk diff';
  if (program === 'helm' && verb === 'upgrade')
    return has(/^--dry-run/) ? null : 'helm diff upgrade, or --dry-run';
  if (program === 'ansible-playbook')
    return has(/^(?:--check|-C|--syntax-check|--list-\w+)$/) ? null : 'ansible-playbook --check';
  return null;
};

const nothingNew =
  /\b(?:will|should|does|must|would) (?:not|n't) (?:raise|show|give|report|return|produce|throw|change|make)\b|\b(?:won't|shouldn't|doesn't) (?:raise|show|give|report|return|produce|change|make)\b|\b(?:no|zero|without(?: any)?) (?:changes?|diff\w*|drift|errors?)\b|\bup[- ]to[- ]date\b|\b(?:to )?(?:verify|check|confirm|see|validate|test|make sure|ensure)\b.{0,60}\b(?:state|drift|whether|that|if|works?|worked|all is well|matches|in sync|correct\w*|success\w*)\b/i;
const unchanged =
  /\b0 (?:added|to add), 0 (?:changed|to change), 0 (?:destroyed|to destroy)\b|\bNo changes\b|\bchanged=0\b/i;
const isMeantToChange =
  /\b(?:to (?:apply|create|deploy|recreate|roll ?out|install|change|update)|apply (?:the|your|these) changes?|deploy (?:the|your))\b/i;

/** Its label, the sentence above or what it is to print says that nothing is to change; or it stands where one verifies. */
const isLook = (document: LintDocument, command: Applied): boolean => {
  const said = [command.label ?? '', sentenceAbove(document, command)].join('\n');
  if (isMeantToChange.test(said)) return false;
  if (nothingNew.test(said)) return true;
  const role = roleAt(document, command.section);
  return unchanged.test(outputBelow(document, command)) || role === 'diagnosis';
};

/** The last sentence in front of the fence. */
const sentenceAbove = ({ runbook, lines }: LintDocument, { block }: Applied): string => {
  const fence = block === null ? undefined : runbook.blocks[block];
  const above = block === null ? undefined : runbook.blocks[block - 1];
  if (fence === undefined || above === undefined || (above.kind !== 'prose' && above.kind !== 'list-item'))
    return '';
  const text = lines
    .slice(above.line - 1, above.endLine)
    .join(' ')
    .slice(-400);
  return text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).at(-1) ?? '';
};

/** Up to the next command of the same fence. */
const outputBelow = (document: LintDocument, command: Applied): string => {
  const block = command.block === null ? undefined : document.runbook.blocks[command.block];
  if (block === undefined) return '';
  const next = firstBehind(document.runbook.commands, command.endLine);
  const end = Math.min(block.endLine, (next?.line ?? Infinity) - 1, command.endLine + 20);
  return document.lines.slice(command.endLine, end).join('\n');
};
