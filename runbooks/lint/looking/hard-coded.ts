// Names that are given anew each time: process ids, pods with their hash, containers, commits, snapshots.
import type { LintDocument } from '../rule.ts';
import type { ShellWord } from '../../shell/shell-model.ts';
import type { Case } from './group.ts';
import { spanIn, type Run } from './runs.ts';

/** One case for each such name in a command. */
export const hardCodedIn = (document: LintDocument, one: Run): readonly Case[] => {
  const { run, command } = one;
  return [
    ...(takers.test(run.program) ? run.args : []).flatMap((word, at) => {
      const what = whatItIs(one, word, run.args[at - 1]?.value ?? '');
      return what === null ? [] : [{ word, what }];
    }),
    ...run.wrappers.flatMap(({ kind, words }) =>
      /^(?:docker|kubectl|podman|oc)/.test(kind)
        ? words.flatMap((word) => {
            const what =
              kind.startsWith('kubectl') || kind.startsWith('oc') ? podOf(word) : containerOf(word);
            return what === null ? [] : [{ word, what }];
          })
        : [],
    ),
  ].map(({ word, what }) => ({
    key: word.value,
    at: spanIn(document, command, word),
    also: `${word.value} again`,
    found: {
      level: 'low' as const,
      message: `the command names ${word.value} itself, ${what}`,
    },
  }));
};

/** The programs that take such names. */
const takers =
  /^(?:kill|strace|gdb|perf|jstack|jmap|jcmd|jstat|jinfo|lsof|pmap|pstack|gcore|renice|py-spy|rbspy|ltrace|nsenter|ionice|taskset|kubectl|oc|stern|docker|podman|nerdctl|crictl|git|aws)$/;

const signals = new Set([
  '-9',
  '-15',
  '-1',
  '-2',
  '-3',
  '-TERM',
  '-KILL',
  '-HUP',
  '-INT',
  '-QUIT',
  '-USR1',
  '-USR2',
  '-SIGTERM',
  '-SIGKILL',
  '-SIGHUP',
]);
const tracers =
  /^(?:strace|gdb|perf|jstack|jmap|jcmd|jstat|jinfo|lsof|pmap|pstack|gcore|renice|py-spy|rbspy|ltrace|nsenter|ionice|taskset)$/;

const whatItIs = (one: Run, word: ShellWord, before: string): string | null => {
  const { program, args } = one.run;
  const { value, literal } = word;
  if (!literal) return null;
  const pid = 'a process id: the next process has another one';
  if (program === 'kill' && /^\d{3,7}$/.test(value) && !/^-(?:s|n)$/.test(before) && !signals.has(value))
    return pid;
  if (
    tracers.test(program) &&
    /^\d{3,7}$/.test(value) &&
    (/^(?:-p|--pid|-t)$/.test(before) || /^j/.test(program)) &&
    !/^-i/.test(before)
  )
    return pid;
  if (/^(?:kubectl|oc|stern)$/.test(program)) return podOf(word);
  if (
    /^(?:docker|podman|nerdctl|crictl)$/.test(program) &&
    /^(?:logs|stop|start|restart|kill|rm|inspect|exec|cp|stats|top)$/.test(args[0]?.value ?? '')
  )
    return containerOf(word);
  if (
    program === 'git' &&
    /^(?:checkout|revert|reset|cherry-pick)$/.test(args[0]?.value ?? '') &&
    isCommit(value)
  )
    return 'one commit: next time it is another one that is wanted';
  return program === 'aws' &&
    /^(?:snap|i|vol|ami|eni|rtb|subnet|igw)-[0-9a-f]{8,17}$/.test(value) &&
    !isMadeUp(value) &&
    /^(?:snap|i|vol)-/.test(value)
    ? 'one instance or snapshot: whoever runs it later acts on an old one'
    : null;
};

// What a Deployment and a CronJob put behind the name: a hash of the template and five letters.
const pod =
  /(?:^|[/:])[a-z][a-z0-9-]*-(?=[a-z0-9]*\d)[bcdfghjklmnpqrstvwxz2456789]{8,10}-(?=[a-z0-9]*[a-z])[bcdfghjklmnpqrstvwxz2456789]{5}(?:$|:)/;

const podOf = ({ value, literal }: ShellWord): string | null =>
  literal && pod.test(value) && !isMadeUp(value)
    ? 'a pod with its hash: it is called otherwise after each restart'
    : null;

const containerOf = ({ value, literal }: ShellWord): string | null =>
  literal && /^(?=.*\d)(?=.*[a-f])[0-9a-f]{12}(?:[0-9a-f]{52})?$/.test(value) && !isMadeUp(value)
    ? 'the id of a container: the next one has another'
    : null;

const isCommit = (value: string): boolean =>
  /^(?=.*\d)(?=.*[a-f])[0-9a-f]{7,40}(?:[~^]\d*)?$/.test(value) && !isMadeUp(value);

/** Counted up, or of one letter: it stands for one, and is told as such elsewhere if at all. */
const isMadeUp = (value: string): boolean => /abc|123|xyz|xxx|0000|def456|dead|beef|cafe/i.test(value);
