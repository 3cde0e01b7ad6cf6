// What a script gives its variables, wherever in it: by assignment, export, read, printf -v, set, for and ${X:=…}.
import { forEachChild, type Assignment, type Command, type SyntaxNode, type Word } from 'unbash';
import { expandBraces } from './braces.ts';
import type { Invocation, ShellWord } from './shell-model.ts';
import { toWord } from './words.ts';

export interface Assigned {
  readonly name: string;
  /** Without quotes; what expands stays as written, and so does a list in brackets: `(-a b)`. */
  readonly value: string;
  /** Those of a list in brackets, without quotes; null where it is none. */
  readonly items: readonly string[] | null;
  /** `X+=…` */
  readonly append: boolean;
  /** That value and no other is what it has then: no branch, loop or `&&` is around it. */
  readonly certain: boolean;
}

/** Of one variable that are looked at: what has more is known to nobody. */
export const mostValues = 100;

/** `invocations`: those of the whole line. What is written for one of them to read, or what echo prints, may be what `read` reads. */
export const assignedIn = (script: SyntaxNode, invocations: readonly Invocation[]): readonly Assigned[] => {
  const inputs = [...new Set(inputsOf(invocations))].slice(0, mostValues + 1);
  const found: Assigned[] = [];
  let goesOn = true;
  const visit = (node: SyntaxNode, certain: boolean): void => {
    const given = assignedBy(node, inputs);
    const lone = certain && goesOn && given.length === 1;
    for (const one of given) found.push({ ...one, certain: lone && one.certain });
    if (node.type === 'Command' && endings.has(node.name?.value ?? '')) goesOn = false;
    forEachChild(node, (child) => visit(child, certain && isSure(node, child)));
  };
  visit(script, true);
  return found;
};

/** What comes behind them may not be reached. */
const endings: ReadonlySet<string> = new Set(['exit', 'logout', 'return', 'break', 'continue', 'exec']);

/** What stands right inside of these is not skipped, and done once. */
const sure: ReadonlySet<string> = new Set([
  'Script',
  'Statement',
  'Redirected',
  'BraceGroup',
  'CompoundList',
  'Command',
]);

/** `X=1 program` holds for the program alone, and what is in the background is a shell of its own. */
const isSure = (node: SyntaxNode, child: SyntaxNode): boolean => {
  if (node.type === 'Command' && node.name !== undefined)
    return child.type !== 'Assignment' || !node.prefix.includes(child);
  if (node.type === 'Statement' && node.background === true) return false;
  return sure.has(node.type);
};

const inputsOf = (invocations: readonly Invocation[]): readonly string[] =>
  invocations.flatMap(({ program, args, redirections }) => [
    ...redirections.flatMap(({ operator, target }) =>
      /^<<[-<]?$/.test(operator) ? [(target?.value ?? '').trim()] : [],
    ),
    ...(program === 'echo' || program === 'printf' ? [args.map(({ value }) => value).join(' ')] : []),
  ]);

const assignedBy = (node: SyntaxNode, inputs: readonly string[]): readonly Assigned[] => {
  if (node.type === 'Assignment') return byAssignment(node);
  if (node.type === 'Command') return byCommand(node, inputs);
  if (node.type === 'For' || node.type === 'Select') {
    const name = node.name.value;
    return node.wordlist === undefined
      ? [given(name, '$@')]
      : wordsOf(node.wordlist).map((word) => given(name, word));
  }
  if (node.type === 'ParameterExpansion' && node.operation?.type === 'Default')
    return /^:?=$/.test(node.operation.operator)
      ? [given(node.parameter, node.operation.operand?.value ?? '')]
      : [];
  return [];
};

const wordsOf = (words: readonly Word[]): readonly string[] =>
  words.flatMap((word) => expandBraces(toWord(word, null))).flatMap(partsOf);

/** Of a brace list with quotes in it, which isn't expanded, the parts. */
const partsOf = ({ raw, value }: ShellWord): readonly string[] =>
  /^[^'"]*\{.*,.*\}/s.test(raw)
    ? value.split(/[{},]/).map((part) => part.replace(/^["']|["']$/g, ''))
    : [value];

const given = (name: string, value: string, more: Partial<Assigned> = {}): Assigned => ({
  ...{ name, value, items: null, append: false, certain: true },
  ...more,
});

const byAssignment = ({ name, value, text, append = false, index }: Assignment): readonly Assigned[] => {
  const certain = index === undefined;
  return value.type === 'Word'
    ? [given(name, value.value, { append, certain })]
    : [given(name, text.slice(text.indexOf('(')), { append, certain, items: wordsOf(value.elements) })];
};

/** Builtins that give variables values, and what may stand in front of them. */
const giving =
  /^(?:export|declare|typeset|local|readonly|printf|set|read|mapfile|readarray|command|builtin)$/;

const byCommand = ({ name, args }: Command, inputs: readonly string[]): readonly Assigned[] => {
  if (!giving.test(name?.value ?? '')) return [];
  const plain = args.filter((word) => word.type === 'Word');
  const [program, ...words] = withoutPrefix([name?.value ?? '', ...wordsOf(plain)]);
  switch (program) {
    case 'export':
    case 'declare':
    case 'typeset':
    case 'local':
    case 'readonly':
      return words.flatMap((word) => {
        const [, variable, plus, value] = /^(\w+)(\+?)=([^]*)$/.exec(word) ?? [];
        return variable === undefined || value === undefined
          ? []
          : [given(variable, value, { append: plus === '+' })];
      });
    case 'printf':
      return byPrintf(words);
    case 'set':
      return numbered(withoutOptions(words));
    case 'read':
    case 'mapfile':
    case 'readarray':
      return words
        .filter((word) => !word.startsWith('-'))
        .flatMap((word) => inputs.map((value) => given(word, value, { certain: false })));
    default:
      return [];
  }
};

/** `command -p read`, `builtin -- export`. */
const withoutPrefix = (words: readonly string[]): readonly string[] => {
  const first = words.findIndex((word) => !/^(?:command|builtin|-p|--)$/.test(word));
  return first > 0 && /^-/.test(words[0] ?? '') ? words : words.slice(Math.max(first, 0));
};

const withoutOptions = (words: readonly string[]): readonly string[] => {
  const first = words.findIndex((word, at) => !/^[-+]/.test(word) && !/^[-+]\w*o$/.test(words[at - 1] ?? ''));
  const end = words.indexOf('--');
  if (end >= 0 && (first < 0 || end < first)) return words.slice(end + 1);
  return first < 0 ? [] : words.slice(first);
};

/** What a script or a function is given: `$1`, `$2` …, `$@`, `$*`. Nothing leaves what there was. */
export const numbered = (words: readonly string[]): readonly Assigned[] =>
  words.length === 0
    ? []
    : [
        ...words.map((word, at) => given(String(at + 1), word)),
        given('@', words.join(' ')),
        given('*', words.join(' ')),
      ];

/** What the format makes of the words isn't worked out: with it, and without. */
const byPrintf = ([option, name, ...words]: readonly string[]): readonly Assigned[] =>
  option === '-v' && name !== undefined
    ? [given(name, words.join(' ')), given(name, words.slice(1).join(' '))]
    : [];
