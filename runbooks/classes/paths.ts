// What it means to write to, or to print, the file at a path.
import type { CommandClass } from '../model.ts';
import type { ShellWord } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';

interface PathRow {
  readonly path: RegExp;
  readonly commandClass: CommandClass;
  readonly why: string;
}

/** First match counts. */
export const writtenPaths: readonly PathRow[] = [
  { path: /^\/dev\/(null|stdout|stderr|tty|fd\/\d+)$|^-$/, commandClass: 'R0', why: 'nothing is kept' },
  { path: /^\/dev\/(tcp|udp)\//, commandClass: 'U', why: 'it opens a connection from the shell itself' },
  { path: /^\/dev\//, commandClass: 'X1', why: 'it writes to a device' },
  { path: /^\/proc\/sysrq-trigger$/, commandClass: 'X2', why: 'it can stop the machine' },
  { path: /^\/(proc|sys)\//, commandClass: 'X2', why: 'it changes the running kernel' },
  {
    path: /^(~|\$HOME|\$\{HOME\}|\/root|\/home\/[^/]+)\/\.|(^|\/)\.(git|ssh|bashrc|profile|bash_profile|zshrc|curlrc|psqlrc|netrc|npmrc|mongorc)/,
    commandClass: 'U',
    why: 'programs read this file and do as it says',
  },
  {
    path: /(^|\/)((docker-)?compose[\w.-]*\.ya?ml|Dockerfile[\w.-]*|Makefile|package\.json)$|^\/etc\/(cron|sudoers|profile|ld\.so|systemd|init|docker)|^\/(usr\/)?(local\/)?s?bin\//,
    commandClass: 'U',
    why: 'other commands do as this file says',
  },
  {
    path: /(^|\/)\.\.(\/|$)|^[/~]|^\$/,
    commandClass: 'W2',
    why: 'it writes a file outside the current folder',
  },
  { path: /^/, commandClass: 'W1', why: 'it writes a file in the current folder' },
];

const temporary = /^(\/tmp|\/var\/tmp|\/dev\/shm)\/(?!.*\.\.)/;

export const writesTo = (word: ShellWord | null, how = 'writes'): Verdict => {
  if (word === null) return verdict('U', `it ${how} a file that isn't named`);
  if (temporary.test(word.value)) return verdict('W1', `it ${how} ${word.value}`);
  const found = writtenPaths.find(({ path }) => path.test(word.value));
  return verdict(found?.commandClass ?? 'U', `${word.value}: ${found?.why ?? 'unknown'}`);
};

/** Files that hold secrets: to print one is to handle what is in it. */
const secretPaths =
  /(^|\/)(shadow|gshadow|\.env(\.[\w-]+)?|\.pgpass|\.my\.cnf|\.netrc|\.npmrc|\.htpasswd|\.git-credentials|id_(rsa|dsa|ecdsa|ed25519)|credentials(\.json)?|kubeconfig|[\w.-]+\.(pem|key|p12|pfx|jks|keystore)|environ|secrets?(\.(ya?ml|json|env|txt))?)$|(^|\/)(run\/secrets|\.ssh|\.aws|\.kube|\.gnupg|\.docker)\/|^\/etc\/ssl\/private/i;
const publicPaths = /\.(example|sample|template|pub|crt|cert)$|(^|\/)(known_hosts|config\.d)$/i;

export const isSecretPath = (path: string): boolean => secretPaths.test(path) && !publicPaths.test(path);
