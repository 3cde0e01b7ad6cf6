// What it means to write to, or to print, the file at a path.
import type { CommandClass } from '../model.ts';
import type { ShellWord } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';

interface PathRow {
  /** For the page. */
  readonly about: string;
  readonly path: RegExp;
  readonly commandClass: CommandClass;
  readonly why: string;
}

/** First match counts. */
export const writtenPaths: readonly PathRow[] = [
  {
    about: '`/dev/null`, `/dev/stderr`, `-`',
    path: /^\/dev\/(null|stdout|stderr|tty|fd\/\d+)$|^-$/,
    commandClass: 'R0',
    why: 'nothing is kept',
  },
  {
    about: '`/dev/tcp/…`, `/dev/udp/…`',
    path: /^\/dev\/(tcp|udp)\//,
    commandClass: 'U',
    why: 'it opens a connection from the shell itself',
  },
  { about: '`/dev/…`', path: /^\/dev\//, commandClass: 'X1', why: 'it writes to a device' },
  {
    about: '`/proc/sysrq-trigger`',
    path: /^\/proc\/sysrq-trigger$/,
    commandClass: 'X2',
    why: 'it can stop the machine',
  },
  {
    about: '`/proc/…`, `/sys/…`',
    path: /^\/(proc|sys)\//,
    commandClass: 'X2',
    why: 'it changes the running kernel',
  },
  {
    about: '`~/.…`, `.git/…`, `.bashrc`, `.curlrc` and the like',
    path: /^(~|\$HOME|\$\{HOME\}|\/root|\/home\/[^/]+)\/\.|(^|\/)\.(git|ssh|bashrc|profile|bash_profile|zshrc|curlrc|psqlrc|netrc|npmrc|mongorc)/,
    commandClass: 'U',
    why: 'programs read this file and do as it says',
  },
  {
    about:
      'Compose files, Dockerfiles, Makefiles, `package.json`, `/etc/cron…`, `/etc/pam.d` and the like, folders of programs',
    path: /(^|\/)((docker-)?compose[\w.-]*\.ya?ml|Dockerfile[\w.-]*|Makefile|package\.json)$|^\/etc\/(cron|sudoers|profile|ld\.so|systemd|init|docker|rc|pam|udev|modprobe|environment|bash|zsh)|^\/var\/spool\/(cron|at)|^\/(usr\/)?(local\/)?(s?bin|lib(64|exec)?)\/|^\/(opt|usr\/share|usr\/local)\/(.*\/)?bin\/|^(~|\$HOME|\$\{HOME\}|\/root|\/home\/[^/]+)\/bin\//,
    commandClass: 'U',
    why: 'other commands do as this file says',
  },
  {
    about: 'any other path with `..`, `/`, `~` or a variable in front',
    path: /(^|\/)\.\.(\/|$)|^[/~]|^\$/,
    commandClass: 'W2',
    why: 'it writes a file outside the current folder',
  },
  { about: 'all others', path: /^/, commandClass: 'W1', why: 'it writes a file in the current folder' },
];

const temporary = /^(\/tmp|\/var\/tmp|\/dev\/shm)\/(?!.*\.\.)/;

/** A path that a script of another language names. */
export const pathWord = (value: string): ShellWord => ({
  from: 0,
  to: 0,
  raw: value,
  value,
  literal: true,
  unquotedGlob: false,
});

/** A file in a folder that an option names; the folder that it runs in where none does. */
export const writesIn = (folder: ShellWord | null | undefined, file: string): Verdict =>
  writesTo(
    folder === null || folder === undefined
      ? pathWord(file)
      : { ...folder, value: `${folder.value}/${file}` },
  );

export const writesTo = (word: ShellWord | null, how = 'writes'): Verdict => {
  if (word === null) return verdict('U', `it ${how} a file that isn't named`);
  const written = normal(word.value);
  if (temporary.test(written)) return verdict('W1', `it ${how} ${word.value}`);
  const found = writtenPaths.find(({ path }) => path.test(written));
  const judged = verdict(found?.commandClass ?? 'U', `${word.value}: ${found?.why ?? 'unknown'}`);
  return /^[/~$]|^-$/.test(written) ? judged : { ...judged, file: written };
};

/** `/etc//x/../y` is `/etc/y`. */
const normal = (path: string): string => {
  if (!/\/\/|(^|\/)\.\.?(\/|$)/.test(path)) return path;
  const root = path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    const last = parts.at(-1);
    if (part === '' || part === '.' || (part === '..' && last === undefined && root === '/')) continue;
    // What a variable, and `~`, stand for has a folder above it that isn't in the line.
    if (part === '..' && last !== undefined && !/^(\.\.|~.*|.*\$.*)$/.test(last)) parts.pop();
    else parts.push(part);
  }
  return root + parts.join('/');
};

/** Files that hold secrets: to print one is to handle what is in it. */
const secretPaths =
  /(^|\/)(shadow|gshadow|\.env(\.[\w-]+)?|\.pgpass|\.my\.cnf|\.netrc|\.npmrc|\.htpasswd|\.git-credentials|id_(rsa|dsa|ecdsa|ed25519)|credentials(\.json)?|kubeconfig|[\w.-]+\.(pem|key|p12|pfx|jks|keystore)|environ|secrets?(\.(ya?ml|json|env|txt))?)$|(^|\/)(run\/secrets|\.ssh|\.aws|\.kube|\.gnupg|\.docker)(\/|$)|^\/etc\/ssl\/private/i;
const publicPaths = /\.(example|sample|template|pub|crt|cert)$|(^|\/)(known_hosts|config\.d)$/i;

export const isSecretPath = (path: string): boolean => secretPaths.test(path) && !publicPaths.test(path);
