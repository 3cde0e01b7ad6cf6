// What a script gives its variables, wherever in it: by assignment, export, read, printf -v, set --, for and ${X:=…}.
import { forEachChild, type Assignment, type Command, type SyntaxNode } from 'unbash';

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
  const visit = (node: SyntaxNode, certain: boolean): void => {
    const given = assignedBy(node);
    // One of several is what a loop or a format that isn't worked out gives.
    found.push(...given.map((one) => ({ ...one, certain: certain && given.length === 1 })));
    forEachChild(node, (child) => visit(child, certain && sure.has(node.type)));
  };
  visit(script, true);
  return found;
};

/** What stands right inside of these is not skipped, and done once. */
const sure: ReadonlySet<string> = new Set([
  'Script',
  'Statement',
  'Redirected',
  'BraceGroup',
  'CompoundList',
  'Command',
]);

type Given = Omit<Assigned, 'certain'>;

const assignedBy = (node: SyntaxNode): readonly Given[] => {
  if (node.type === 'Assignment') return byAssignment(node);
  if (node.type === 'Command') return byCommand(node);
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

const byCommand = ({ name, args, redirects }: Command): readonly Given[] => {
  const words = args.flatMap((word) => (word.type === 'Word' ? [word.value] : []));
  switch (name?.value) {
    case 'export':
    case 'declare':
    case 'typeset':
    case 'local':
    case 'readonly':
      return words.flatMap((word) => {
        const [, variable, value] = /^(\w+)=([^]*)$/.exec(word) ?? [];
        return variable === undefined || value === undefined ? [] : [set(variable, value)];
      });
    case 'printf':
      return byPrintf(words);
    case 'set':
      return words[0] === '--' ? words.slice(1).map((word, index) => set(String(index + 1), word)) : [];
    case 'read':
    case 'mapfile':
    case 'readarray': {
      const given = redirects.flatMap((one) =>
        one.type === 'HereDoc' ? [one.body.text] : one.operator === '<<<' ? [one.target?.value ?? ''] : [],
      );
      return words
        .filter((word) => !word.startsWith('-'))
        .flatMap((word) => given.map((value) => set(word, value)));
    }
    default:
      return [];
  }
};

/** What the format makes of the words isn't worked out: with it, and without. */
const byPrintf = ([option, name, ...words]: readonly string[]): readonly Given[] =>
  option === '-v' && name !== undefined
    ? [set(name, words.join(' ')), set(name, words.slice(1).join(' '))]
    : [];
