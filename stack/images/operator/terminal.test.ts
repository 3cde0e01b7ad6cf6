// One terminal of many bash processes, as a person at a keyboard would have it. Needs bash alone.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
let from: string;
let count: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-terminal-'));
  mkdirSync(join(folder, 'start'));
  from = '';
  count = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface TypeOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What it kept doesn't count, as for a command that ran over its time. */
  readonly dropped?: boolean;
}

const type = (line: string, { env = {}, dropped = false }: TypeOptions = {}) => {
  count += 1;
  const to = `state-${count}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd: join(folder, 'start'),
    encoding: 'utf8',
    // Not the socket that Node gives: bash then believes that it was started by a remote shell, and reads other files.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      INHERITED: 'yes',
      GAMEDAY_EXEC: `mark-${count}`,
      BASH_ENV: join(import.meta.dirname, 'terminal.bash'),
      GAMEDAY_TERMINAL: join(folder, 'terminal'),
      GAMEDAY_TERMINAL_FROM: from,
      GAMEDAY_TERMINAL_TO: to,
      ...env,
    },
  });
  if (!dropped) from = to;
  return { status, stdout: stdout.replaceAll(folder, '~'), stderr: stderr.replaceAll(folder, '~') };
};

it.each([
  ['the folder', 'cd ..', 'pwd', '~\n'],
  ['the folder before', 'cd ..', 'cd - >/dev/null; pwd', '~/start\n'],
  ['the stack of folders', 'pushd .. >/dev/null', 'popd >/dev/null; pwd', '~/start\n'],
  ['a variable', 'x="a  b"', 'echo "$x"', 'a  b\n'],
  [
    'a variable that looks like code',
    `x='$(echo no) \`echo no\` "'`,
    'echo "$x"',
    '$(echo no) `echo no` "\n',
  ],
  [
    'lines and control characters',
    "x=$'a\\nb\\tc\\001'",
    'printf %s "$x" | od -An -c',
    '   a  \\n   b  \\t   c 001\n',
  ],
  ['that a variable is not exported', 'x=1', 'printenv x; echo "$x"', '1\n'],
  ['that it is', 'export x=1', 'printenv x', '1\n'],
  ['lists', 'x=(1 "2 3" [7]=seven)', 'echo "${x[1]} ${x[7]} ${#x[@]}"', '2 3 seven 3\n'],
  ['tables', 'declare -A x=([a b]=c)', 'echo "${x[a b]}"', 'c\n'],
  ['numbers', 'declare -i x=4', 'x=x+1; echo $x', '5\n'],
  ['references', 'a=1; declare -n x=a', 'x=2; echo $a', '2\n'],
  ['constants', 'readonly x=1', 'echo $x; x=2; echo no', '1\n'],
  ['what was unset', 'unset INHERITED', 'echo "${INHERITED-none}"', 'none\n'],
  ['what was changed', 'INHERITED=no', 'printenv INHERITED', 'no\n'],
  ['functions', 'f() { cat <<X\n$1 "q"\nX\n}', 'f a', 'a "q"\n'],
  ['exported functions', 'f() { echo f; }; export -f f', 'bash -c f', 'f\n'],
  [
    'functions that hide builtins',
    'cd() { builtin cd "$@" && echo in $PWD; }; printf() { :; }',
    'cd ..; pwd',
    'in ~\n~\n',
  ],
  ['aliases', "alias l='echo listed'", 'l x', 'listed x\n'],
  ['aliases of builtins', "alias set='echo set' umask='echo umask'", 'umask', 'umask\n'],
  ['patterns in functions', 'shopt -s extglob\nf() { [[ $1 == +(a) ]] && echo as; }', 'f aaa', 'as\n'],
  ['parameters', 'set -- a "b c"', 'echo "$# $2"', '2 b c\n'],
  ['the field separator', 'IFS=:', 'x=a:b; set -- $x; echo "$#$1"', '2a\n'],
  ['the exit status', '(exit 7)', 'echo $?', '7\n'],
  ['that of a success', 'false; true', 'echo $?', '0\n'],
  ['that of exit', 'exit 3', '(exit $?) || echo $?', '3\n'],
  ['the mask', 'umask 027', 'umask', '0027\n'],
  ['set -u', 'set -u', 'echo $nosuch; echo no', ''],
  ['set -e', 'set -e', 'false; echo no', ''],
  ['set -o pipefail', 'set -o pipefail', 'false | true; echo $?', '1\n'],
  ['set -f', 'set -f', 'echo *', '*\n'],
  ['what was switched off again', 'set -eu; set +eu', 'false; echo $nosuch.', '.\n'],
  ['all of it after exit', 'x=1; exit 3', 'echo $x', '1\n'],
  ['all of it after set -e', 'x=1; set -e; false; x=2', 'echo $x', '1\n'],
  ['all of it after an error of syntax', 'x=1\nif', 'echo $x', '1\n'],
  ['all of it after a signal', 'x=1; kill -TERM $$', 'echo $x', '1\n'],
  ['all of it when PATH is broken', 'x=1; PATH=/nowhere', 'echo $x', '1\n'],
  ['nothing of a subshell', 'x=1; (x=2; cd /)', 'echo $x; pwd', '1\n~/start\n'],
  ['nothing where another program took over', 'x=1; exec true', 'echo ${x-none}', 'none\n'],
])('carries on %s', (_, first, second, stdout) => {
  type(first);
  expect(type(second).stdout).toBe(stdout);
});

it.each([
  ['x=1; echo "a" # a comment', 0, 'a\n'],
  ['echo a \\', 0, 'a \\\n'],
  ['cat <<\'X\'\n$x `y` "z"\nX', 0, '$x `y` "z"\n'],
  ["echo 'it'\\''s'", 0, "it's\n"],
  ['(exit 7)', 7, ''],
  ['false | true', 0, ''],
  ['true | false', 1, ''],
  ['nosuchcommand', 127, ''],
  ['if', 2, ''],
  ['! true', 1, ''],
  ['trap "exit 9" EXIT; exit 4', 4, ''],
  ['echo "$0 $# ${BASH_EXECUTION_STRING:0:4}"', 0, 'bash 0 echo\n'],
  ['env | grep -c "^GAMEDAY\\|^BASH_ENV"', 0, '1\n'],
])('runs as written: %s', (line, status, stdout) => {
  for (const _ of ['fresh', 'again']) expect(type(line)).toMatchObject({ status, stdout });
});

it('shows a trace of the command and nothing of its own', () => {
  type('set -x; false');
  expect(type('echo $?')).toMatchObject({ stdout: '1\n', stderr: '+ echo 1\n' });
  expect(type('set +x; exit 2')).toMatchObject({ stdout: '', stderr: '+ set +x\n', status: 2 });
  expect(type('echo b').stderr).toBe('');
});

it('is left as it was by a command whose state does not count', () => {
  type('x=1; cd ..');
  type('x=2; cd /', { dropped: true });
  expect(type('echo $x; pwd').stdout).toBe('1\n~\n');
});

it('keeps the mark of each command', () => {
  type('export x=1');
  expect(type('printenv GAMEDAY_EXEC').stdout).toBe('mark-2\n');
});

it('stands in a folder that was removed, and nowhere else', () => {
  type('mkdir gone; cd gone; rmdir ../gone');
  expect(type('pwd; ls').stdout).toBe('~/start/gone\n');
  expect(readdirSync(join(folder, 'start'))).toEqual([]);
  type('cd ..; mkdir -p a/b; cd a/b; rm -r ~/start/a');
  expect(type('rm -rf *; pwd').stdout).toBe('~/start/a/b\n');
  expect(readdirSync(join(folder, 'start'))).toEqual([]);
  type('cd ~/start; mkdir c; cd c; rmdir ~/start/c; touch ~/start/c');
  expect(type('rm -rf *; echo no')).toEqual({
    status: 1,
    stdout: '',
    stderr: 'bash: cd: ~/start/c: No such file or directory\n',
  });
});

it('runs the EXIT handler at the end of the terminal, and leaves nothing', () => {
  expect(type('x=1; trap \'echo "bye $x"\' EXIT').stdout).toBe('');
  expect(type('x=2; trap "" INT').stdout).toBe('');
  expect(statSync(join(folder, 'terminal')).mode & 0o777).toBe(0o700);
  expect(type('exit', { env: { GAMEDAY_TERMINAL_END: '1' } }).stdout).toBe('bye 2\n');
  expect(readdirSync(folder)).toEqual(['start']);
});
