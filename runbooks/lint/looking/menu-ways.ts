// Several ways to one end in one fence, as its comments say: options, environments, sources.
import type { Command, Place } from '../../model.ts';
import { callsIn, quoted } from './calls.ts';
import { changes } from './changes.ts';
import { checkOf } from './checks.ts';
import { destroys } from './destructive.ts';
import { placeOfFence, type Fence, type Menu } from './menu.ts';
import { scriptOf } from './scripts.ts';
import { isReference } from './sections.ts';
import { quotedText } from './text.ts';

const either =
  /^(?:option|alternative|method|approach|variant|way|case|scenario|choice|opci[oó]n|opção|cas|fall|variante|opzione)\s*(?:[a-d]|\d|one|two)\b|^(?:or|alternatively|otherwise|either|o si|o bien|alternativa(?:mente)?|oder|ou(?: bien| si)?|oppure)\b|\bor,? alternatively\b/i;

/** "# Option A", "# Or with downtime": what follows is another way to the same end. */
export const options = (fence: Fence): Menu | null => {
  const marks = fence.comments.filter(
    (comment) =>
      !comment.dangling && comment.lines.some((line) => either.test(line.trim().replace(/^\d+[.)]\s*/, ''))),
  );
  const [first] = marks;
  if (first === undefined) return null;
  // A list of commands is not run as a whole.
  if (
    isReference(fence.document, fence.block.section) &&
    !fence.commands.some((one) => destroys(fence.document, one))
  )
    return null;
  const isFirstOfPair =
    /^(?:option|alternative|method|approach|variant|way|case|scenario|choice)\s*(?:a|1|one)\b/i.test(
      first.text,
    );
  const before = fence.commands.filter(({ line }) => line < first.line);
  const after = fence.commands.filter(({ line }) => line > first.endLine);
  // "Option B", "Option C": that the first of them is told in words changes nothing.
  const named = marks.filter((mark) =>
    fence.commands.some(({ label }) => label !== null && mark.text.includes(label)),
  );
  const isPair = marks.length > 1 && (isFirstOfPair || named.length > 1);
  if (after.length === 0 || (before.length === 0 && !isPair)) return null;
  return alternatives(fence, first, `"${quotedText(first.text)}" begins another way in the same block`);
};

const alternatives = (fence: Fence, mark: Place, what: string): Menu | null => {
  const looks = (command: Command): boolean =>
    (checkOf(fence.document, command) !== null ||
      /^R[01]$/.test(command.commandClass) ||
      viewers.test(command.tool ?? '') ||
      /\s--?(?:version|help)\s*$|^git (?:remote -v|status|log)\b/.test(command.command)) &&
    !changes(fence.document, command);
  if (fence.commands.every(looks)) return null;
  const destroying = fence.commands.find((command) => destroys(fence.document, command));
  return {
    at: placeOfFence(fence),
    message: `${what}: whoever runs the block takes both${destroying === undefined ? '' : `, and ${quoted(destroying)} can not be taken back`}.`,
    level: destroying === undefined ? 'medium' : 'high',
    related: [{ at: mark, message: 'the other way' }],
  };
};

const viewers = /^(?:ncdu|htop|btop|atop|k9s|lnav|dive|lazydocker|glances)$/;

const environments =
  /^(?:for |on |in )?(staging|production|prod|development|dev|local(?:ly)?|test|qa|uat|pre-?prod|linux|mac ?os|windows|ubuntu|debian|centos|rhel|docker(?: compose)?|kubernetes|k8s|bare metal)(?:\/\w+)?(?: (?:environment|server|cluster|host))?:?$/i;
const preposition = /^(via|from|using|with|through)\s+\S/i;

/** "# Staging" and "# Production", "# Linux" and "# macOS", "# From SQL file" and "# From compressed file". */
export const places = (fence: Fence): Menu | null => {
  const named = [...fence.comments, ...trailing(fence)].toSorted((a, b) => a.line - b.line);
  const groups = [
    named.filter(({ text }) => environments.test(text.trim())),
    named.filter(({ text }) => preposition.test(text.trim())),
  ];
  for (const group of groups) {
    const [first, second] = group;
    if (
      first === undefined ||
      second === undefined ||
      new Set(group.map(({ text }) => text.toLowerCase())).size < 2
    )
      continue;
    const word = preposition.exec(first.text)?.[1];
    // Of a way that is told by comments alone nothing is run.
    if (!fence.commands.some(({ line }) => line >= first.line && line < second.line)) continue;
    if (word !== undefined && preposition.exec(second.text)?.[1]?.toLowerCase() !== word.toLowerCase())
      continue;
    const menu = alternatives(
      fence,
      { line: second.line, endLine: second.endLine },
      `"${quotedText(first.text)}" and "${quotedText(second.text)}" stand in one block`,
    );
    if (menu !== null) return menu;
  }
  return null;
};

/** `restore --latest`, `restore --file x`, `restore --s3 y`: one script called in ways that exclude each other. */
export const variants = (fence: Fence): Menu | null => {
  const calls = fence.commands.flatMap((command) => {
    const [call, ...more] = callsIn(fence.document, command);
    if (call === undefined || more.length > 0 || scriptOf(call) === null || !changes(fence.document, command))
      return [];
    const at = call.words.findIndex((word) => /^--?\w/.test(word));
    const options = new Set(call.words.slice(Math.max(at, 0)).filter((word) => /^--?\w/.test(word)));
    return at < 0 ? [] : [{ command, options, what: [call.program, ...call.words.slice(0, at)].join(' ') }];
  });
  for (const [at, one] of calls.entries()) {
    const other = calls
      .slice(at + 1)
      .find(
        ({ what, options }) =>
          what === one.what && !isPartOf(options, one.options) && !isPartOf(one.options, options),
      );
    if (other !== undefined)
      return {
        at: placeOfFence(fence),
        message: `${quoted(one.command)} and ${quoted(other.command)} are two ways to call the same thing, and stand in one block: whoever runs it does both.`,
        level: fence.commands.some((command) => destroys(fence.document, command)) ? 'high' : 'medium',
        related: [{ at: other.command, message: 'the other way' }],
      };
  }
  return null;
};

const isPartOf = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean =>
  [...some].every((one) => all.has(one));

const trailing = ({
  commands,
  document,
}: Fence): readonly { text: string; line: number; endLine: number }[] =>
  commands.flatMap(({ endLine }) => {
    const text = /\s#\s*(.+)$/.exec(document.lines[endLine - 1] ?? '')?.[1];
    return text === undefined ? [] : [{ text, line: endLine, endLine }];
  });
