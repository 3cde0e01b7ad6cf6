// Commands that write the file which says what Compose makes: what comes of the next `up` would be nobody's stack any more.
import type { Invocation } from '../../runbooks/shell/shell-model.ts';
import { guessArgs, readArgs } from '../../runbooks/tools/read-args.ts';
import { optionValues, untold, type Target } from './target.ts';

const isComposeFile = (path: string): boolean =>
  /(?:^|\/)(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/.test(path);

const everyFile = new Set('tee sed perl ed patch truncate sponge yq dd'.split(' '));
const lastFile = new Set('cp mv ln install rsync scp'.split(' '));

export const composeWrites = (invocation: Invocation): readonly Target[] =>
  writtenBy(invocation)
    .filter(isComposeFile)
    .map((path) =>
      untold(
        `it writes ${path}, and nobody has reviewed what Compose would make of that; waive it, or drill it by hand`,
      ),
    );

const writtenBy = ({ program, args, redirections }: Invocation): readonly string[] => {
  const read = readArgs(program, args) ?? guessArgs(program, args);
  const words = read.positionals.map(({ value }) => value.replace(/^of=/, ''));
  return [
    ...redirections.flatMap(({ operator, target }) =>
      operator.includes('>') && target !== null ? [target.value] : [],
    ),
    ...(everyFile.has(program) ? words : lastFile.has(program) ? words.slice(-1) : []),
    ...['--output', '--output-document'].flatMap((name) => optionValues(read, name)),
  ];
};
