// What stands on a program's standard input, where the line itself says so.
import type { Invocation } from '../shell/shell-model.ts';
import type { Stdin } from './class-table.ts';

export const stdinOf = (invocation: Invocation, all: readonly Invocation[]): Stdin => {
  const own = invocation.redirections.findLast(
    ({ operator, fd }) => operator.startsWith('<') && (fd ?? 0) === 0,
  );
  if (own !== undefined) {
    if (own.operator === '<<' || own.operator === '<<-' || own.operator === '<<<')
      return text(own.target?.value ?? '');
    return own.target?.value === '/dev/null' ? { kind: 'none' } : { kind: 'unread' };
  }
  if (invocation.stage === 0) return { kind: 'none' };
  const before = all.find(
    ({ pipeline, stage }) => pipeline === invocation.pipeline && stage === invocation.stage - 1,
  );
  return before === undefined ? { kind: 'unread' } : printed(before, all);
};

/** What a program prints, where that is sure. */
const printed = (invocation: Invocation, all: readonly Invocation[]): Stdin => {
  const { program, args } = invocation;
  if (program === 'echo')
    return text(
      args
        .filter(({ value }) => !/^-[neE]+$/.test(value))
        .map(({ value }) => value)
        .join(' '),
    );
  if (program === 'printf' && args[0]?.literal === true)
    return text(
      args
        .map(({ value }) => value)
        .join(' ')
        .replaceAll('\\n', '\n'),
    );
  if (program === 'cat' && args.length === 0) return stdinOf(invocation, all);
  return { kind: 'unread' };
};

const text = (value: string): Stdin => ({ kind: 'text', text: value });
