// `kubectl exec pod -- cmd`, `kubectl run name --image=x -- cmd`, `kubectl debug pod -- cmd`.
import { kubectlOptions } from '../tools/kubectl-options.ts';
import { readOptions } from '../tools/options.ts';
import { inner, type Unwrap } from './inner-command.ts';

const verbs = new Set(['exec', 'run', 'debug', 'rsh']);

export const unwrapKubectl: Unwrap = (program, words) => {
  const dashes = words.findIndex(({ value }) => value === '--');
  const own = dashes < 0 ? words : words.slice(0, dashes);
  const { options, positionals } = readOptions(own, kubectlOptions);
  const [verb, target, ...behind] = positionals;
  if (verb === undefined || target === undefined || !verbs.has(verb.value)) return null;
  // Older kubectl takes the command without `--` too.
  const command =
    dashes < 0 ? (verb.value === 'exec' || verb.value === 'rsh' ? behind : []) : words.slice(dashes + 1);
  return command.length === 0
    ? null
    : [inner(`${program} ${verb.value}`, target.value, options, words, command)];
};
