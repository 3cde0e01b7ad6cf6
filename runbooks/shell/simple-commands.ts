// Every simple command of a parsed script in order, wherever it stands: lists, loops, functions, $(…), <(…).
import { forEachChild, type Command, type ParsedScript, type Pipeline, type SyntaxNode } from 'unbash';
import type { DefinedFunction, Invocation, Redirection, ShellWord } from './shell-model.ts';
import { expandBraces } from './braces.ts';
import { assignmentWord, toRedirection, toWord, type Place } from './words.ts';

export type SimpleCommand = Pick<
  Invocation,
  'from' | 'to' | 'assignments' | 'redirections' | 'stage' | 'stages' | 'pipeline' | 'nesting'
> & { readonly words: readonly ShellWord[] };

export interface Found {
  /** Those that were parsed. */
  readonly scripts: ParsedScript[];
  readonly commands: SimpleCommand[];
  readonly functions: DefinedFunction[];
  /** What the parser says of it, and of the scripts nested in it. */
  readonly problems: string[];
  pipelines: number;
}

interface Context {
  readonly place: Place;
  readonly nesting: Invocation['nesting'];
  /** Those of the groups and loops around it, which it inherits. */
  readonly redirections: readonly Redirection[];
  readonly stage?: { readonly stage: number; readonly stages: number; readonly pipeline: number };
}

export const collect = (
  script: ParsedScript,
  found: Found,
  place: Place,
  nesting: Invocation['nesting'],
): void => {
  found.scripts.push(script);
  visit(script, found, { place, nesting, redirections: [] });
};

const blocks = new Set(['If', 'For', 'ArithmeticFor', 'Select', 'While', 'Case', 'Function', 'Coproc']);

const visit = (node: SyntaxNode, found: Found, context: Context): void => {
  if (node.type === 'Word' && node.parts === undefined) return;
  if (node.type === 'Command') return visitCommand(node, found, context);
  if (node.type === 'Pipeline') return visitPipeline(node, found, context);
  const { stage, ...around } = context;
  let inner: Context = around;
  if (node.type === 'Script') {
    found.problems.push(...(node.errors?.map(({ message }) => message) ?? []));
  } else if (node.type === 'Statement' && node.background === true) {
    inner = { ...inner, nesting: 'background' };
  } else if (node.type === 'Redirected') {
    const own = node.redirects.map((redirection) => toRedirection(redirection, inner.place));
    inner = { ...inner, redirections: [...inner.redirections, ...own] };
  } else if (
    node.type === 'CommandExpansion' ||
    node.type === 'ArithmeticCommandExpansion' ||
    node.type === 'ProcessSubstitution'
  ) {
    inner = substitution(node, inner);
  } else if (blocks.has(node.type)) {
    if (node.type === 'Function')
      found.functions.push({
        name: node.name.value,
        from: inner.place?.from ?? node.pos,
        to: inner.place?.to ?? node.end,
      });
    inner = { ...inner, nesting: 'block' };
  }
  forEachChild(node, (child) => visit(child, found, inner));
};

/** In escaped backticks offsets are those of another text: then the place is that of the whole substitution. */
const substitution = (
  node: Extract<
    SyntaxNode,
    { type: 'CommandExpansion' | 'ArithmeticCommandExpansion' | 'ProcessSubstitution' }
  >,
  { place }: Context,
): Context => ({
  place: place ?? (node.script?.source === undefined ? null : { from: node.pos, to: node.end }),
  nesting: 'substitution',
  redirections: [],
});

const visitPipeline = ({ commands }: Pipeline, found: Found, context: Context): void => {
  const pipeline = found.pipelines++;
  commands.forEach((command, stage) =>
    visit(command, found, { ...context, stage: { stage, stages: commands.length, pipeline } }),
  );
};

const visitCommand = (command: Command, found: Found, context: Context): void => {
  const { place, nesting, redirections } = context;
  const { stage, stages, pipeline } = context.stage ?? { stage: 0, stages: 1, pipeline: found.pipelines++ };
  const words = command.name === undefined ? [] : [toWord(command.name, place)];
  for (const word of command.args) {
    words.push(
      ...(word.type === 'Assignment' ? [assignmentWord(word, place)] : expandBraces(toWord(word, place))),
    );
  }
  const assignments = command.prefix.flatMap((part) =>
    part.type === 'Assignment'
      ? [
          {
            name: part.name,
            value: part.value.type === 'Word' ? part.value.value : part.text.slice(part.name.length + 1),
          },
        ]
      : [],
  );
  found.commands.push({
    from: place?.from ?? command.pos,
    to: place?.to ?? command.end,
    words,
    assignments,
    redirections: [
      ...redirections,
      ...command.redirects.map((redirection) => toRedirection(redirection, place)),
    ],
    stage,
    stages,
    pipeline,
    nesting,
  });
  const { stage: _, ...inner } = { ...context, redirections: [] };
  forEachChild(command, (child) => visit(child, found, inner));
};
