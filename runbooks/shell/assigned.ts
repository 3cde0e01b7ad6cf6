// What a script gives its variables, wherever in it: by assignment, export, read, printf -v, set --, for and ${X:=…}.
import { forEachChild, type Assignment, type Command, type Redirection, type SyntaxNode } from 'unbash';

export interface Assigned {
  readonly name: string;
  /** Without quotes; what expands stays as written, and so does a list in brackets: `(-a b)`. */
  readonly value: string;
  /** `X+=…` */
  readonly append: boolean;
  /** That value and no other is what it has then: no branch, loop or `&&` is around it. */
  readonly certain: boolean;
}

export const assignedIn = (script: SyntaxNode): readonly Assigned[] => {
  const found: Assigned[] = [];
  const visit = (node: SyntaxNode, { certain, inputs }: Around): void => {
    const given = assignedBy(node, inputs);
    // One of several is what a loop or a format that isn't worked out gives.
    found.push(...given.map((one) => ({ ...one, certain: certain && given.length === 1 })));
    const within = node.type === 'Redirected' ? [...inputs, ...inputsOf(node.redirects)] : inputs;
    forEachChild(node, (child) => visit(child, { certain: certain && isSure(node, child), inputs: within }));
  };
  visit(script, { certain: true, inputs: [] });
  return found;
};

interface Around {
  readonly certain: boolean;
  /** What the groups and loops around it are given to read. */
  readonly inputs: readonly string[];
}

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
  if (node.type === 'Command' && node.name !== undefined) return !node.prefix.some((part) => part === child);
  if (node.type === 'Statement' && node.background === true) return false;
  return sure.has(node.type);
};

type Given = Omit<Assigned, 'certain'>;

const assignedBy = (node: SyntaxNode, inputs: readonly string[]): readonly Given[] => {
  if (node.type === 'Assignment') return byAssignment(node);
  if (node.type === 'Command') return byCommand(node, inputs);
  if (node.type === 'For' || node.type === 'Select')
    return (node.wordlist ?? []).map(({ value }) => set(node.name.value, value));
  if (node.type === 'ParameterExpansion' && node.operation?.type === 'Default')
    return /^:?=$/.test(node.operation.operator)
      ? [set(node.parameter, node.operation.operand?.value ?? '')]
      : [];
  return [];
};

const set = (name: string, value: string): Given => ({ name, value, append: false });

const byAssignment = ({ name, value, text, append }: Assignment): readonly Given[] => [
  {
    name,
    value: value.type === 'Word' ? value.value : text.slice(text.indexOf('(')),
    append: append === true,
  },
];

const byCommand = ({ name, args, redirects }: Command, inputs: readonly string[]): readonly Given[] => {
  const [program, ...words] = withoutPrefix([
    name?.value ?? '',
    ...args.flatMap((word) => (word.type === 'Word' ? [word.value] : [])),
  ]);
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
          : [{ name: variable, value, append: plus === '+' }];
      });
    case 'printf':
      return byPrintf(words);
    case 'set':
      return words.includes('--') ? numbered(words.slice(words.indexOf('--') + 1)) : [];
    case 'read':
    case 'mapfile':
    case 'readarray': {
      const given = [...inputs, ...inputsOf(redirects)];
      return words
        .filter((word) => !word.startsWith('-'))
        .flatMap((word) => given.map((value) => set(word, value)));
    }
    default:
      return [];
  }
};

const withoutPrefix = (words: readonly string[]): readonly string[] =>
  words[0] === 'command' || words[0] === 'builtin' ? withoutPrefix(words.slice(1)) : words;

const inputsOf = (redirects: readonly Redirection[]): readonly string[] =>
  redirects.flatMap((one) =>
    one.type === 'HereDoc'
      ? [one.body.text]
      : one.operator === '<<<'
        ? [(one.target?.value ?? '').trim()]
        : [],
  );

/** What a function, or what comes behind `set --`, is given: `$1`, `$2` …, `$@`, `$*`. */
export const numbered = (words: readonly string[]): readonly Given[] => [
  ...words.map((word, at) => set(String(at + 1), word)),
  set('@', words.join(' ')),
  set('*', words.join(' ')),
];

/** What the format makes of the words isn't worked out: with it, and without. */
const byPrintf = ([option, name, ...words]: readonly string[]): readonly Given[] =>
  option === '-v' && name !== undefined
    ? [set(name, words.join(' ')), set(name, words.slice(1).join(' '))]
    : [];
