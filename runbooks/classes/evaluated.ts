// Words that the shell reads once more: a subscript between square brackets, and what `${X@P}` shows.
import type { Invocation } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';

/** Builtins that take a name, or a number, and evaluate the subscript behind it. */
const evaluating =
  /^(test|\[|\[\[|let|unset|read|declare|typeset|local|export|readonly|wait|mapfile|readarray|getopts)$/;

export const judgeEvaluated = ({
  program,
  args,
  assignments,
  redirections,
}: Invocation): readonly Verdict[] => {
  const takesNames = evaluating.test(program) || (program === 'printf' && args[0]?.value === '-v');
  const subscript = args.some(({ literal, value }) => literal && /\[[^\][]*(\$\(|`)/.test(value));
  const raws = [...args, ...redirections.flatMap(({ target }) => target ?? [])]
    .filter(({ literal }) => !literal)
    .map(({ raw }) => raw);
  const prompts = [...raws, ...assignments.map(({ value }) => value)].some((text) =>
    /\$\{([^}$]|\$(?!\{))*@P\}/.test(text),
  );
  return [
    ...(takesNames && subscript ? [verdict('U', `${program} runs what stands in the subscript`)] : []),
    ...(prompts ? [verdict('U', '@P runs what stands in the value')] : []),
  ];
};
