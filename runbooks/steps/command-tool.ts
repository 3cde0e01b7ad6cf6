// The program that does the work on a command line, with its sub-command: `redis-cli`, `docker compose restart`.
import type { Invocation, ReadCommand } from '../shell/shell-model.ts';
import { readArgs } from '../tools/read-args.ts';

/** What only prepares for the next command of the line. */
const preparing = new Set([
  '',
  'cd',
  'export',
  'unset',
  'set',
  'source',
  '.',
  'echo',
  'printf',
  'sleep',
  'true',
  'for',
  'read',
]);

export const toolOf = ({ problem, invocations }: ReadCommand): string | null => {
  if (problem !== null) return null;
  const plain = invocations.filter(({ nesting }) => nesting !== 'substitution');
  const working = plain.find(({ program }) => !preparing.has(program));
  const first = working ?? plain.find(({ program }) => program !== '') ?? null;
  return first === null ? null : toolText(first);
};

const toolText = ({ program, args }: Invocation): string => {
  const subcommand = readArgs(program, args)?.subcommand ?? '';
  return subcommand === '' ? program : `${program} ${subcommand}`;
};
