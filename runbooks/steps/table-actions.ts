// Commands in tables: the rows of a procedure are steps in order, those of symptoms and fixes are branches, and any other cell is a sentence.
import type { ReadCell, ReadTable } from '../blocks/tables.ts';
import { withoutAccents } from '../markdown/accents.ts';
import type { CodeSpan, InlineText } from '../markdown/plain-writer.ts';
import type { CommandDraft, StepRow } from './drafts.ts';
import type { LeafContext } from './find-actions.ts';
import { looksLikeCommand } from './known-programs.ts';
import { acting } from './prose-actions.ts';
import { isForbidden, toldCodes } from './told-codes.ts';

/** In a table a bar is written so, also in code. */
const escapedBar = '\\|';

export const tableActions = (table: ReadTable, context: LeafContext): readonly CommandDraft[] => {
  const columns = columnsOf(table);
  return table.rows.flatMap((cells, index) => {
    const typed = cells.map((cell, column) => typedIn(cell, column, columns, context));
    if (typed.every((codes) => codes.length === 0)) return [];
    const row = rowOf(cells, index, columns, context);
    return typed.flatMap((codes, column) =>
      codes.map((code) => draftOf(cells, column, code, row, columns, context)),
    );
  });
};

interface Columns {
  readonly order: number | null;
  readonly command: number | null;
  /** Where code in a cell by itself is to be typed. */
  readonly fixes: readonly number[];
  readonly condition: number | null;
  readonly expected: number | null;
}

const titles = {
  order: /^(?:#|no\.?|nr\.?|steps?|schritte?|etapes?|pasos?)$/,
  command: /^(?:commands?|cmd|run|what to (?:run|type)|befehle?|kommandos?|commandes?|comandos?)\b/,
  condition:
    /^(?:symptoms?|problems?|issues?|errors?|if|when|causes?|situations?|scenarios?|conditions?|failures?|alerts?|alarms?|cases?|observations?|observed|(?:what )?you (?:see|notice|observe)|symptome|fehler|ursachen?|problemes?)\b/,
  expected: /^(?:expect(?:ed|s)?\b|should\b|erwartet|resultat attendu|attendu|esperado)/,
} as const;

const remedies =
  'fix(?:es)?|solutions?|actions?|resolutions?|remed(?:y|ies|iations?)|mitigations?|responses?|reactions?|recover(?:y|ies)|workarounds?|' +
  'work-arounds?|repairs?|countermeasures?|cures?|treatments?|answers?|procedures?|instructions?|interventions?|steps?|commands?|' +
  'losung(?:en)?|ma(?:ss|ß)nahmen?|abhilfe|behebung|correction|solucion(?:es)?|accion(?:es)?|solucao|solucoes|acao|acoes';
/** What is done by others, was done long ago or is only the failing part: nobody is to type that. */
const others =
  'auto\\w*|user|customer|client|attacker|http|api|server|last|previous|past|earlier|fail(?:ed|ing)|broken|bad|wrong|old|error|never|not|no|without';
/** "Fix", "Immediate action", "What to do", "How to restart it"; "Steps" alone count rows. */
const remedy = new RegExp(
  `^(?!.*\\b(?:taken|tried)\\b)(?:(?!(?:${others})\\b)[\\p{L}\\d-]+ ){0,2}(?:${remedies})(?![\\p{L}-])` +
    '|^do(?: (?:this|that|it|now|first|next|what|instead))?$|^to[- ]?do$|^(?:try|then)(?: (?:this|that))?$|^what (?:to do|(?:i|we|you) (?:can |should |must )?do|helps?|works|fixes it)\\b' +
    '|^how$|^how to (?!reproduce|trigger|cause|provoke|avoid|prevent|tell)\\p{L}|^(?:was tun|que faire|que hacer|o que fazer)\\b',
  'u',
);

const columnsOf = ({ header }: ReadTable): Columns => {
  const texts = header.map(({ text }) =>
    withoutAccents(text)
      .toLowerCase()
      .replace(/[\s:?!]+$/, '')
      .trim(),
  );
  const first = (pattern: RegExp): number | null => {
    const at = texts.findIndex((text) => pattern.test(text));
    return at < 0 ? null : at;
  };
  return {
    order: first(titles.order),
    command: first(titles.command),
    fixes: texts.flatMap((text, at) => (remedy.test(text) ? [at] : [])),
    condition: first(titles.condition),
    expected: first(titles.expected),
  };
};

/** Somebody works through its rows; "Command | Description" only lists what there is. */
const isProcedure = ({ order, condition, expected }: Columns, { role }: LeafContext): boolean =>
  order !== null || condition !== null || expected !== null || acting.has(role);

interface TypedCode extends CodeSpan {
  readonly inline: InlineText;
}

const typedIn = (
  { inline }: ReadCell,
  column: number,
  columns: Columns,
  context: LeafContext,
): readonly TypedCode[] => {
  if (inline === null || column === columns.expected) return [];
  const procedure = isProcedure(columns, context);
  const isCommand = column === columns.command && procedure;
  if (isCommand && inline.codes.length === 0) return wholeCell(inline);
  const known = inline.codes.filter(({ text }) => looksLikeCommand(text));
  // Nothing but code in the column of commands: also a tool that only this house has.
  const onlyCode = isCommand && wordsAround(inline) === '';
  const codes = onlyCode ? inline.codes : known;
  if (codes.length === 0) return [];
  const isStep = procedure && (isCommand || columns.order !== null);
  const told = isStep
    ? codes.filter((code) => !isForbidden(inline.plain, code))
    : toldCodes(inline.plain, codes, procedure && columns.fixes.includes(column));
  return told.map((code) => ({ ...code, inline }));
};

const wholeCell = (inline: InlineText): readonly TypedCode[] => {
  const text = inline.plain.trim();
  const from = inline.plain.indexOf(text);
  return looksLikeCommand(text) && !text.includes('\n')
    ? [{ text, from, to: from + text.length, inline }]
    : [];
};

const wordsAround = ({ plain, codes }: InlineText): string => {
  let words = '';
  let at = 0;
  for (const { from, to } of codes) {
    words += plain.slice(at, from);
    at = to;
  }
  return (words + plain.slice(at)).replace(/[\s,;]+|\b(?:and|then|und|dann|et)\b/g, '');
};

const rowOf = (
  cells: readonly ReadCell[],
  index: number,
  columns: Columns,
  context: LeafContext,
): StepRow | null => {
  if (!isProcedure(columns, context)) return null;
  const [first, last] = [cells[0], cells.at(-1)];
  if (first === undefined || last === undefined) return null;
  const condition = textAt(cells, columns.condition);
  const others = cells
    .filter((_, column) => column !== columns.condition && column !== columns.order)
    .map(({ text }) => text)
    .filter((text) => text !== '');
  const step = textAt(cells, columns.order);
  const said = step === '' || /^\W*\d+\W*$/.test(step) ? others : [step, ...others];
  return {
    span: { line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn },
    section: context.section,
    number: columns.order === null ? null : (/\d+/.exec(step)?.[0] ?? String(index + 1)),
    condition: condition === '' ? null : condition,
    // The row as the sentence that it stands for.
    text: condition === '' ? said.join(': ') : `If ${condition}: ${said.join(': ')}`,
  };
};

const textAt = (cells: readonly ReadCell[], column: number | null): string =>
  column === null ? '' : (cells[column]?.text ?? '');

const draftOf = (
  cells: readonly ReadCell[],
  column: number,
  { text: written, from: start, inline }: TypedCode,
  row: StepRow | null,
  columns: Columns,
  { section }: LeafContext,
): CommandDraft => {
  const lead = written.length - written.trimStart().length;
  const raw = written.trim();
  const command = raw.replaceAll(escapedBar, '|');
  const from = inline.sourceOf(start + lead);
  const cell = cells[column]?.text ?? '';
  const own = cell === command ? '' : cell;
  const expected = cells[columns.expected ?? -1];
  return {
    kind: 'command',
    command,
    label: own === '' ? labelBeside(cells, column, columns) : own,
    origin: 'inline',
    section,
    block: null,
    item: null,
    row,
    lines: piecesOf(raw, from),
    from,
    to: inline.sourceOf(start + lead + raw.length - 1) + 1,
    expected: expectedIn(expected),
  };
};

/** What another cell of the row says of it. */
const labelBeside = (
  cells: readonly ReadCell[],
  column: number,
  { expected, command }: Columns,
): string | null =>
  cells.find(({ text }, at) => at !== column && at !== expected && at !== command && /\p{L}/u.test(text))
    ?.text ?? null;

/** A bar is two characters in the source and one in the command, as the end of a line is one: pieces are lines. */
const piecesOf = (raw: string, from: number): CommandDraft['lines'] => {
  let at = from;
  return raw.split(escapedBar).map((text) => {
    const piece = { text, line: 0, from: at };
    at += text.length + escapedBar.length;
    return piece;
  });
};

const expectedIn = (cell: ReadCell | undefined): CommandDraft['expected'] => {
  if (cell?.inline === null || cell === undefined || cell.text === '') return [];
  const { plain } = cell.inline;
  const text = plain.trim();
  const from = plain.indexOf(text);
  return [
    {
      form: 'prose',
      text: cell.text,
      from: cell.inline.sourceOf(from),
      to: cell.inline.sourceOf(from + text.length - 1) + 1,
    },
  ];
};
