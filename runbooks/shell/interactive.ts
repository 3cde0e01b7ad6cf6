// Programs that, called like this, wait for somebody to type: shells, database consoles, REPLs.
import type { Invocation, ShellWord } from './shell-model.ts';
import { optionTable, readOptions, type OptionTable } from '../tools/options.ts';

/** True where it reads what to do from its stdin. */
export const isInteractive = (run: Invocation): boolean => {
  const reads = consoles.get(run.program);
  return reads !== undefined && reads(run.args);
};

/** By itself in its line, so that what it reads is typed. */
export const readsTerminal = ({ nesting, stages, redirections }: Invocation): boolean =>
  nesting === 'plain' && stages <= 1 && !redirections.some(({ operator }) => operator.startsWith('<'));

type Reads = (args: readonly ShellWord[]) => boolean;

/** Reads stdin unless one of these options is there, or more positionals than the console itself takes. */
const unless =
  (table: OptionTable, batch: RegExp, most: number): Reads =>
  (args) => {
    const { options, positionals } = readOptions(args, table);
    return positionals.length <= most && !options.some(({ name }) => batch.test(name));
  };

const help = /^(-V|--version|--help|-\?)$/;
const any = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => source).join('|'));

const shell = unless(optionTable('-c -l,--login -i -s -x -e -u -o='), any(/^-c$/, help), 0);
const psql = unless(
  optionTable(
    '-c,--command= -f,--file= -l,--list -h,--host= -p,--port= -U,--username= -d,--dbname= -v,--set= -P,--pset= -o,--output= -F= -R= -L= -W,--password -w,--no-password -t -A -q -x -X -1 -e -a',
  ),
  any(/^--(command|file|list)$/, help),
  2,
);
const redis = unless(
  optionTable(
    '-h= -p= -a= -u= -n= -s= -i= -r= -x -X= --user= --pass= --cacert= --cert= --key= --sni= --tls --cluster= --eval= --pattern= --scan --bigkeys --memkeys --hotkeys --latency --latency-history --stat --rdb= --pipe --no-auth-warning --askpass -c --raw --no-raw --csv --json',
  ),
  any(
    /^--(scan|bigkeys|memkeys|hotkeys|latency|latency-history|latency-dist|stat|rdb|pipe|cluster|eval|intrinsic-latency)$/,
    help,
  ),
  0,
);
const mysql = unless(
  optionTable(
    '-e,--execute= -h,--host= -P,--port= -u,--user= -D,--database= -S,--socket= --defaults-file= --defaults-extra-file= --protocol= --ssl-ca= --ssl-mode= --default-character-set=',
  ),
  any(/^--execute$/, help),
  1,
);
const mongo = unless(
  optionTable(
    '--eval= -u,--username= -p,--password= --host= --port= --authenticationDatabase= --quiet --tls --tlsCAFile= -f,--file=',
  ),
  any(/^--(eval|file)$/, help),
  1,
);
/** Their options mostly come with a script. */
const repl: Reads = (args) => args.length === 0;

const consoles: ReadonlyMap<string, Reads> = new Map<string, Reads>([
  ...['bash', 'sh', 'zsh', 'ash', 'dash', 'ksh', 'fish'].map((name): [string, Reads] => [name, shell]),
  ['psql', psql],
  ['redis-cli', redis],
  ['valkey-cli', redis],
  ['mysql', mysql],
  ['mariadb', mysql],
  ['mongosh', mongo],
  ['mongo', mongo],
  ...['python', 'python3', 'node', 'irb', 'iex', 'php'].map((name): [string, Reads] => [name, repl]),
]);
