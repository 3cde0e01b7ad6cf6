// Options with which a program, whatever else it does, runs another program or writes a file.
import type { OptionUse } from '../tools/options.ts';
import type { ReadArgs } from '../tools/read-args.ts';
import { verdict, type Verdict } from './class-table.ts';
import { writesTo } from './paths.ts';

/** Programs; options by the longest of their names. The value is a program, a setting that may name one, or code to load. */
export const runningOptions: readonly (readonly [programs: string, options: string])[] = [
  ['sdiff diff', '--diff-program'],
  ['ag ack', '--pager'],
  ['rg', '--pre --hostname-bin'],
  ['rpm', '--pipe --load --macros --rcfile'],
  ['hg', '--config'],
  ['svn', '--diff-cmd --diff3-cmd --editor-cmd --config-option --config-dir'],
  [
    'certbot',
    '--pre-hook --post-hook --deploy-hook --renew-hook --manual-auth-hook --manual-cleanup-hook --config',
  ],
  ['pidstat', '-e'],
  ['jobs', '-x'],
  ['iptables ip6tables iptables-save ip6tables-save', '--modprobe'],
  ['mysql mariadb', '--pager --plugin-dir'],
  ['sort', '--compress-program'],
  ['split', '--filter'],
];

/** The value is a file that it writes. */
export const writingOptions: readonly (readonly [programs: string, options: string])[] = [
  ['shuf iconv sdiff sort sar tree', '--output'],
  ['xmllint', '-output'],
  ['tar bsdtar', '--index-file --volno-file'],
  ['wget', '--save-cookies --warc-file --rejected-log --hsts-file --output-file --append-output'],
  ['awk gawk', '--pretty-print --profile --dump-variables'],
  ['nmap', '-oN -oX -oG -oA -oS'],
  ['rsync', '--log-file --write-batch --only-write-batch'],
  ['py-spy rbspy perf bpftrace strace ltrace time', '--output'],
  ['ssh', '-E'],
  ['parallel', '--joblog --results'],
  ['kubectl oc', '--output-directory'],
  ['helm', '--output-dir --destination'],
  ['journalctl', '--cursor-file'],
];

const byProgram = (table: typeof runningOptions): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [programs, options] of table)
    for (const program of programs.split(' '))
      found.set(program, [...(found.get(program) ?? []), ...options.split(' ')]);
  return found;
};

const running = byProgram(runningOptions);
const writing = byProgram(writingOptions);

type Given = Pick<ReadArgs, 'program' | 'options'>;

export const runsByOption = ({ program, options }: Given): readonly Verdict[] =>
  (running.get(program) ?? [])
    .filter((name) => options.has(name))
    .map((name) => verdict('U', `${name}: it may run another program`));

export const writesByOption = ({ program, options }: Given): readonly Verdict[] =>
  (writing.get(program) ?? [])
    .flatMap((name) => (options.get(name) ?? []).map((use) => written(use)))
    .filter(({ commandClass }) => commandClass !== 'R0');

const written = ({ name, value }: OptionUse): Verdict =>
  value === null ? verdict('W1', `${name}: it writes a file in the current folder`) : writesTo(value);
