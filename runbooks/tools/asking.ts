// Commands that ask before they do their work: for a yes, a password, a choice. What is pasted behind them is the answer.
import type { Invocation } from '../shell/shell-model.ts';

export type Asks = 'for a yes' | 'for a password' | 'for a choice' | 'for a login';

export interface Question {
  readonly asks: Asks;
  /** An option with which it does not ask; null where there is none, or none that one should use. */
  readonly quiet: string | null;
}

/** Null for what asks nothing, or is told the answer beforehand. */
export const questionOf = ({ program, args }: Invocation): Question | null => {
  const words = args.map(({ value }) => value);
  const call = [program, ...words.filter((word) => !word.startsWith('-'))].join(' ');
  const row = anyRow.test(call)
    ? rows.find((one) => one.call.test(call) && !words.some((word) => one.unless.test(word)))
    : undefined;
  if (row !== undefined) return row;
  const option = options.find(
    (one) =>
      one.program.test(program) &&
      words.some((word) => one.option.test(word)) &&
      (one.verb === undefined || words.some((word) => one.verb?.test(word))),
  );
  return option === undefined || words.some((word) => option.unless.test(word)) ? null : option;
};

interface Row extends Question {
  /** The program and its words that are no options, from the beginning. */
  readonly call: RegExp;
  readonly unless: RegExp;
}

const row = (asks: Asks, call: string, unless: string, quiet: string | null = null): Row => ({
  asks,
  call: new RegExp(`^(?:${call})(?: |$)`),
  unless: new RegExp(`^(?:${unless}|--help|--version)(?:=|$)`),
  quiet,
});

const short = (letters: string): string => `-[a-zA-Z]*[${letters}][a-zA-Z]*`;

const rows: readonly Row[] = [
  row('for a yes', '(?:docker|podman) \\w+ prune', `${short('f')}|--force`, '-f'),
  row('for a yes', '(?:docker|podman)(?:-compose| compose) rm', `${short('fs')}|--force`, '-f'),
  // A saved plan is carried out unasked.
  row('for a yes', '(?:terraform|tofu|terragrunt) (?:apply|destroy)$', '--?auto-approve|-input'),
  row('for a yes', '(?:terraform|tofu) force-unlock', '-force', '-force'),
  row('for a yes', 'terragrunt run-all (?:apply|destroy)', '--terragrunt-non-interactive'),
  row('for a yes', 'pulumi (?:up|destroy|refresh)', '--yes|-y', '--yes'),
  row(
    'for a yes',
    'patronictl (?:\\S+ )?(?:failover|switchover|restart|reinit|reload)',
    '--force',
    '--force',
  ),
  row(
    'for a yes',
    '(?:apt|apt-get) (?:install|remove|purge|upgrade|dist-upgrade|full-upgrade|autoremove)',
    `${short('ysq')}|--yes|--assume-yes|--dry-run|--simulate`,
    '-y',
  ),
  row(
    'for a yes',
    '(?:yum|dnf) (?:install|remove|update|upgrade|erase|autoremove|downgrade)',
    '-y|--assumeyes|--assumeno',
    '-y',
  ),
  row('for a yes', 'velero (?:backup|restore|schedule) delete', '--confirm', '--confirm'),
  row('for a yes', 'gcloud (?:.* )?delete', '-q|--quiet|--async', '--quiet'),
  row(
    'for a yes',
    'gcloud sql (?:instances (?:failover|restart|patch|promote-replica)|backups restore)',
    '-q|--quiet',
    '--quiet',
  ),
  row('for a yes', 'gcloud app deploy', '-q|--quiet', '--quiet'),
  row('for a yes', 'az (?:.* )?(?:delete|purge)', '-y|--yes', '--yes'),
  row('for a yes', 'gh (?:repo|release|run|cache) delete', '-y|--yes', '--yes'),
  row(
    'for a yes',
    'heroku (?:pg:(?:reset|copy|upgrade|backups:restore)|apps:destroy|addons:destroy)',
    '-c|--confirm',
    '--confirm',
  ),
  row('for a yes', '(?:fly|flyctl) (?:apps|volumes|machines?) destroy', '-y|--yes|-f|--force', '--yes'),
  row('for a yes', 'argocd app delete', '-y|--yes', '-y'),
  row('for a yes', '(?:npx |yarn |pnpm )?prisma migrate reset', '-f|--force', '--force'),
  row('for a yes', 'kubeadm reset', '-f|--force', '-f'),
  row('for a yes', 'rke remove', '--force', '--force'),
  row('for a yes', 'flux uninstall', '-s|--silent|--dry-run', '--silent'),
  row('for a yes', 'istioctl (?:install|upgrade|uninstall)', '-y|--skip-confirmation|--dry-run', '-y'),
  row('for a yes', 'ufw (?:enable|reset|delete \\d+)', '--force', '--force'),
  row('for a yes', '(?:lvremove|vgremove)', `${short('fy')}|--force|--yes`, '-y'),
  row('for a yes', 'mysqladmin drop', '-f|--force', '-f'),
  row('for a choice', 'mysql_secure_installation', '--use-default'),
  row('for a choice', 'dpkg-reconfigure', '-f.*|--frontend', '-f noninteractive'),
  row('for a choice', '(?:fdisk|gdisk|cfdisk) /dev/', '-l|--list'),
  row('for a choice', 'ssh-keygen$|ssh-keygen [\\w.@-]+$', '-[yYlRFABHDeipLkQM].*|-N'),
  row('for a choice', '(?:aws configure|gcloud init|doctl auth init)$', '--profile-only'),
  row('for a choice', 'adduser \\S+$', '--disabled-password|--system|-D|-S|--gecos'),
  row('for a password', 'passwd', '-[dluSe]|--status|--stdin|--lock|--unlock|--delete|--expire'),
  row(
    'for a password',
    '(?:docker|podman|buildah|skopeo|helm registry) login',
    '-p.*|--password.*',
    '--password-stdin',
  ),
  row('for a password', 'vault login$', '-method.*|-path.*|-token-only'),
  row('for a password', '(?:argocd|oc) login', '-p.*|--password.*|--token.*|--sso|--core|--web'),
  row('for a password', 'kinit', '-k.*|-R|-V'),
  row('for a password', 'htpasswd', '-[a-zA-Z]*[biD][a-zA-Z]*'),
  row(
    'for a login',
    '(?:az|aws sso|tsh|heroku|fly auth|gh auth|gcloud auth|npm|cloudflared tunnel) login',
    '--service-principal|--identity|--with-token|--cred-file.*|-i|-t|--use-device-code',
  ),
];

/** Most commands are in no row. */
const anyRow = new RegExp(rows.map(({ call }) => call.source).join('|'));

interface OptionRow extends Question {
  readonly program: RegExp;
  readonly option: RegExp;
  readonly unless: RegExp;
  readonly verb?: RegExp;
}

const none = /^$/;

/** Those that ask because an option tells them to. */
const options: readonly OptionRow[] = [
  {
    program: /^(psql|pg_dump|pg_restore|createdb|dropdb|vacuumdb)$/,
    option: /^(-W|--password)$/,
    unless: none,
    asks: 'for a password',
    quiet: null,
  },
  {
    program: /^(mysql|mariadb|mysqldump|mariadb-dump|mysqladmin|mysqlcheck)$/,
    option: /^(-p|--password)$/,
    unless: none,
    asks: 'for a password',
    quiet: null,
  },
  {
    program: /^ansible(-playbook)?$/,
    option: /^(-K|-k|--ask-(become-)?pass|--ask-vault-pass(word)?)$/,
    unless: none,
    asks: 'for a password',
    quiet: null,
  },
  {
    program: /^(redis|valkey)-cli$/,
    option: /^--askpass$/,
    unless: none,
    asks: 'for a password',
    quiet: null,
  },
  {
    program: /^(redis|valkey)-cli$/,
    option: /^--cluster$/,
    // Of its sub-commands these two show a plan first.
    verb: /^(create|reshard)$/,
    unless: /^--cluster-yes$/,
    asks: 'for a yes',
    quiet: '--cluster-yes',
  },
  {
    program: /^(dropdb|dropuser)$/,
    option: /^(-i|--interactive)$/,
    unless: none,
    asks: 'for a yes',
    quiet: null,
  },
  {
    program: /^createuser$/,
    option: /^(-P|--pwprompt|--interactive)$/,
    unless: none,
    asks: 'for a password',
    quiet: null,
  },
  {
    program: /^(rm|cp|mv)$/,
    option: /^-[a-zA-Z]*i[a-zA-Z]*$|^--interactive$/,
    unless: none,
    asks: 'for a yes',
    quiet: null,
  },
];
