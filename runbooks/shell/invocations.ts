// From a parsed script to the programs that it runs, scripts inside of it (`bash -c '…'`) included.
import { parse, type ParsedScript } from 'unbash';
import type { DefinedFunction, Invocation, ShellWord, Wrapper } from './shell-model.ts';
import { collect, type Found, type SimpleCommand } from './simple-commands.ts';
import { nameOf, unwrap, type Unwrapped } from './unwrap.ts';

export interface ReadScript {
  readonly scripts: readonly ParsedScript[];
  readonly invocations: readonly Invocation[];
  readonly functions: readonly DefinedFunction[];
  readonly problem: string | null;
}

export const invocationsOf = (script: ParsedScript): ReadScript => {
  const found: Found = { scripts: [], commands: [], functions: [], problems: [], pipelines: 0 };
  collect(script, found, null, 'plain');
  const invocations = found.commands.flatMap((command) => expand(command, [], [], found, 0));
  const [problem = null] = found.problems;
  return { scripts: found.scripts, invocations, functions: found.functions, problem };
};

// `bash -c "bash -c …"`: deeper than this is no runbook.
const deepestScript = 8;

const expand = (
  command: SimpleCommand,
  around: readonly Wrapper[],
  before: Invocation['assignments'],
  found: Found,
  depth: number,
): readonly Invocation[] =>
  unwrap(command.words).flatMap((one) => {
    const wrappers = [...around, ...one.wrappers];
    const assignments = [...before, ...command.assignments, ...one.assignments];
    if (one.kind === 'program') return [toInvocation(command, one.words, wrappers, assignments)];
    if (depth >= deepestScript) {
      found.problems.push('scripts inside scripts are nested too deeply to be read');
      return [];
    }
    return expandScript(command, one, wrappers, assignments, found, depth);
  });

const expandScript = (
  command: SimpleCommand,
  { script, at }: Extract<Unwrapped, { kind: 'script' }>,
  wrappers: readonly Wrapper[],
  assignments: Invocation['assignments'],
  found: Found,
  depth: number,
): readonly Invocation[] => {
  const inside: Found = { ...found, commands: [], functions: [], problems: [] };
  collect(parse(script), inside, at, command.nesting);
  found.pipelines = inside.pipelines;
  found.functions.push(...inside.functions);
  found.problems.push(
    ...inside.problems.map((problem) => `in ${JSON.stringify(script.slice(0, 60))}: ${problem}`),
  );
  const lone = inside.commands.filter(({ nesting }) => nesting !== 'substitution').length === 1;
  return inside.commands.flatMap((one) => {
    const { stage, stages, pipeline } = lone && one.nesting !== 'substitution' ? command : one;
    const redirections =
      one.nesting === 'substitution' ? one.redirections : [...command.redirections, ...one.redirections];
    return expand({ ...one, stage, stages, pipeline, redirections }, wrappers, assignments, found, depth + 1);
  });
};

const toInvocation = (
  { from, to, redirections, stage, stages, pipeline, nesting }: SimpleCommand,
  [name, ...args]: readonly ShellWord[],
  wrappers: readonly Wrapper[],
  assignments: Invocation['assignments'],
): Invocation => ({
  from,
  to,
  program: name?.literal === true ? nameOf(name.value) : '',
  name: name ?? null,
  args,
  assignments,
  redirections,
  wrappers,
  stage,
  stages,
  pipeline,
  nesting,
});
