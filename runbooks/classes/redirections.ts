// What the redirections of a command write.
import type { Invocation } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';
import { isSecretPath, writesTo } from './paths.ts';

const writing = new Set(['>', '>>', '>|', '&>', '&>>', '<>', '>&']);

export const judgeRedirections = ({ redirections }: Invocation): readonly Verdict[] =>
  redirections.flatMap(({ operator, target }) => {
    if (operator === '<' && target !== null) return readsFrom(target.value);
    if (!writing.has(operator) || (operator === '>&' && /^(\d+-?|-)$/.test(target?.value ?? ''))) return [];
    const found = writesTo(target, operator.includes('>>') ? 'appends to' : 'writes');
    return found.commandClass === 'R0' ? [] : [found];
  });

const readsFrom = (path: string): readonly Verdict[] => {
  if (path.startsWith('/dev/tcp/') || path.startsWith('/dev/udp/'))
    return [verdict('U', 'the shell itself opens a connection')];
  return isSecretPath(path) ? [verdict('X4', `${path} holds secrets`)] : [];
};
