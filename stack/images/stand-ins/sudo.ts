// sudo: runs the command, with sudo's environment and exit codes. The operator is root already.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { told, ToolError, type Outcome, type Tool, type World } from './tool.ts';
import { asksForHelp, helpText } from './help.ts';
import { machineEnv } from './machine-env.ts';

const usage = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user] [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] [VAR=value] [-i | -s] [command [arg ...]]`;

const knows = [
  '[-E] [-n] [-H] [-i|-s] [-u USER] [-D FOLDER] [VAR=value…] [--] COMMAND…',
  '-l, -v, -k, -K, -V',
];

export const sudo: Tool = async (argv, world) => {
  if (asksForHelp(argv)) {
    world.print(helpText('sudo', 'It runs the command as it is told.', knows));
    return told;
  }
  const call = read(argv);
  if (call.flags.has('l'))
    world.print(`User root may run the following commands on this host:\n    (ALL : ALL) ALL\n`);
  if (call.flags.has('V')) world.print('Sudo version 1.9.13p3\n');
  if (['l', 'V', 'v', 'k', 'K'].some((flag) => call.flags.has(flag))) return told;
  const shell = call.flags.has('i') || call.flags.has('s');
  if (call.command.length === 0 && !shell) throw new ToolError(usage);
  return runAs(call, world);
};

interface Call {
  readonly flags: ReadonlySet<string>;
  readonly user: string;
  readonly folder: string | null;
  readonly variables: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

const withValue = 'uUgpCDhRTr';
const known = 'ABbEHKklNnPSsivV';

const read = (argv: readonly string[]): Call => {
  const rest = [...argv];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  while (rest[0]?.startsWith('-') === true && rest[0] !== '-') {
    const word = rest.shift() ?? '';
    if (word === '--') break;
    if (word.startsWith('--')) readLong(word, rest, flags, values);
    else readShort(word, rest, flags, values);
  }
  const variables: Record<string, string> = {};
  for (let match = assignment(rest[0]); match !== null; match = assignment(rest[0])) {
    variables[match[1] ?? ''] = match[2] ?? '';
    rest.shift();
  }
  const folder = values.get('D') ?? null;
  return { flags, user: values.get('u') ?? 'root', folder, variables, command: rest };
};

const assignment = (word: string | undefined): RegExpExecArray | null =>
  /^([A-Za-z_]\w*)=(.*)$/s.exec(word ?? '');

const readShort = (word: string, rest: string[], flags: Set<string>, values: Map<string, string>): void => {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word.charAt(at);
    if (withValue.includes(letter)) {
      const value = word.slice(at + 1) || rest.shift();
      if (value === undefined)
        throw new ToolError(`sudo: option requires an argument -- '${letter}'\n${usage}`);
      values.set(letter, value);
      return;
    }
    if (!known.includes(letter)) throw new ToolError(`sudo: invalid option -- '${letter}'\n${usage}`);
    flags.add(letter);
  }
};

const longNames: Readonly<Record<string, string>> = {
  user: 'u',
  group: 'g',
  chdir: 'D',
  prompt: 'p',
  login: 'i',
  shell: 's',
  'preserve-env': 'E',
  'set-home': 'H',
  'non-interactive': 'n',
  list: 'l',
  validate: 'v',
  version: 'V',
  stdin: 'S',
  background: 'b',
};

const readLong = (word: string, rest: string[], flags: Set<string>, values: Map<string, string>): void => {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const letter = longNames[name];
  if (letter === undefined) throw new ToolError(`sudo: unrecognized option '--${name}'\n${usage}`);
  if (withValue.includes(letter)) values.set(letter, value ?? rest.shift() ?? '');
  else flags.add(letter);
};

const runAs = async (call: Call, world: World): Promise<Outcome> => {
  const account = accountOf(call.user);
  const env: World['env'] = {
    ...(call.flags.has('E') ? world.env : { ...machineEnv(world.env), PATH: securePath }),
    HOME: account.home,
    USER: account.name,
    LOGNAME: account.name,
    SHELL: '/bin/bash',
    SUDO_USER: 'root',
    SUDO_UID: '0',
    SUDO_GID: '0',
    SUDO_COMMAND: call.command.join(' '),
    ...call.variables,
  };
  const argv = argvOf(call);
  const [program = ''] = argv;
  if (!isFound(program, env['PATH'])) throw new ToolError(`sudo: ${program}: command not found`);
  world.handOver(
    `ran ${argv[0] ?? ''}${account.name === 'root' ? '' : ` as ${account.name}${account.known ? '' : ' (no such user here: as root)'}`}`,
  );
  const cwd = call.folder ?? (call.flags.has('i') ? account.home : null);
  const exitCode = await world.run(argv, { env, ...account.ids, ...(cwd === null ? {} : { cwd }) });
  return { exitCode, effect: 'none' };
};

/** Where sudo looks is its own path, unless the environment is kept. */
const isFound = (program: string, path: string | undefined): boolean =>
  program.includes('/')
    ? existsSync(program)
    : (path ?? '').split(':').some((folder) => existsSync(join(folder, program)));

const securePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const argvOf = ({ flags, command }: Call): readonly string[] => {
  if (!flags.has('i') && !flags.has('s')) return command;
  const shell = flags.has('i') ? ['bash', '-l'] : ['bash'];
  // As sudo does it: the words become one line, in which all but plain characters are escaped.
  const line = command.map((word) => word.replace(/[^\w$-]/g, (character) => `\\${character}`)).join(' ');
  return command.length === 0 ? shell : [...shell, '-c', line];
};

interface Account {
  readonly name: string;
  readonly home: string;
  readonly known: boolean;
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

/** A user that the runbook's host has and this one has not: root takes the part. */
const accountOf = (asked: string): Account => {
  const number = /^#(\d+)$/.exec(asked)?.[1];
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row = rows.find(([name, , uid]) => (number === undefined ? name === asked : uid === number));
  if (row === undefined) return { name: asked, home: '/root', known: false, ids: {} };
  const [name = asked, , uid = '0', gid = '0', , home = '/'] = row;
  const ids = uid === '0' ? {} : { uid: Number(uid), gid: Number(gid) };
  return { name, home, known: true, ids };
};
