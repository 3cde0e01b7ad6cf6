// Commands that destroy what can't be had back.
import type { Command } from '../../model.ts';
import { dataLossOf } from '../../tools/data-losses.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, hasOption, type Call } from './calls.ts';
import { restoreOf } from './dumps.ts';
import { composeOf, lifecycleOf } from './lifecycle.ts';
import { redisOf } from './redis.ts';
import { statementsIn } from './sql-statements.ts';

export const destroys = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some(
    (call) =>
      restoreOf(document, call) !== null ||
      callDestroys(call) ||
      statementsIn(document, call).some(({ sql }) =>
        /^(?:drop|truncate|delete from\b(?!.*\bwhere\b))/i.test(sql),
      ),
  );

const callDestroys = (call: Call): boolean => {
  const { program, words } = call;
  const line = words.join(' ');
  if (/^FLUSH/.test(redisOf(call)?.name ?? '')) return true;
  const compose = composeOf(call);
  if (compose !== null) return compose.subcommand === 'down' && hasOption(compose.words, '-v', '--volumes');
  if (/^(?:docker|podman)$/.test(program))
    return /\bvolume (?:rm|prune)\b|\bsystem prune\b.*(?:-a|--all|--volumes)/.test(line);
  if (/^(?:dropdb|mkfs|shred|pg_resetwal)$/.test(program)) return true;
  if (program === 'rm') return hasOption(words, '-r', '-R', '--recursive');
  if (/^(?:terraform|tofu)$/.test(program)) return words[0] === 'destroy';
  if (/^kafka-topics/.test(program)) return hasOption(words, '--delete');
  if (lifecycleOf(call)?.verb === 'remove' && program === 'kubectl')
    return /\b(?:pvc?|ns|namespaces?|persistentvolume\w*)\b/.test(line);
  if (dataLossOf(program, words) !== null) return true;
  return /^mongo/.test(program) && /dropDatabase\(|\.drop\(\)/.test(line);
};
