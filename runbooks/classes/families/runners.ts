// Package managers, build tools, interpreters: they run or install what is not in the line.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { pathWord, writesTo } from '../paths.ts';
import { worseOf } from './archives.ts';

const judgeInterpreter = ({ invocation }: Call): readonly Verdict[] | null =>
  invocation.args.length === 1 && /^(-V|-v|--version|-version)$/.test(invocation.args[0]?.value ?? '')
    ? [verdict('R0', 'it prints its version')]
    : null;

const judgeFilter = (call: Call): readonly Verdict[] | null =>
  // `… | python -m json.tool` only sets out what it reads.
  call.invocation.args.map(({ value }) => value).join(' ') === '-m json.tool'
    ? [verdict('R0', 'it sets out JSON')]
    : judgeInterpreter(call);

const packageReads: Readonly<Record<string, RegExp>> = {
  dpkg: /^(--(list|listfiles|status|search|print-\w+|get-selections|verify|audit|info|contents|field|compare-versions|show|validate-\w+|assert-\S+|version)|-[ICcfW])$/,
  rpm: /^--(query|verify|checksig|eval|showrc|querytags|version)$/,
};

/** What reads is named above: all other options change something, and some of them anything. */
const judgeDpkg = ({ args, invocation: { program } }: Call): readonly Verdict[] => {
  // `%(cmd)` runs one, and so may what Lua stands in.
  if (
    program === 'rpm' &&
    ['--eval', '--define'].some((name) =>
      args.options.get(name)?.some(({ value }) => value?.literal !== true || /%\(|%\{\w+:/.test(value.value)),
    )
  )
    return unknown('it runs what its macros say');
  const has = (...names: readonly string[]): boolean => names.some((name) => args.options.has(name));
  if (has('--remove', '--purge', '--erase')) return [verdict('X1', 'programs are gone')];
  if (has('--install', '--configure', '--unpack', '--upgrade', '--freshen', '--import'))
    return [verdict('W2', 'it changes what is installed')];
  if (has('--extract', '--vextract'))
    return [worseOf(writesTo(args.positionals[1] ?? pathWord('what the package names')))];
  const reads = [...args.options.keys()].some((name) => packageReads[program]?.test(name));
  return [reads ? verdict('R0', 'it shows packages') : verdict('W2', 'it changes what is known of packages')];
};

/** `npm version` shows it, `npm version major` makes another; `audit fix` and `pkg set` change what is installed or run. */
const judgeNpm = ({ args }: Call): readonly Verdict[] | null => {
  const [first] = args.positionals;
  const changes =
    (args.subcommand === 'version' && first !== undefined) ||
    (args.subcommand === 'audit' && (args.options.has('--fix') || first?.value === 'fix')) ||
    (args.subcommand === 'pkg' && first?.value !== 'get');
  return changes ? unknown('packages and scripts run programs') : null;
};

/** `poetry version patch` writes it, `go env -w` what the compiler runs, and `cargo check` builds. */
const judgeBuilder = ({ args, invocation: { program } }: Call): readonly Verdict[] | null => {
  if (program === 'poetry' && args.subcommand === 'version' && args.positionals.length > 0)
    return [verdict('W1', 'it writes the version into a file of the project')];
  const runs =
    (program === 'cargo' && /^(check|doc)$/.test(args.subcommand)) ||
    (program === 'go' && args.subcommand === 'env' && (args.options.has('-w') || args.options.has('-u')));
  return runs ? unknown('packages run programs') : null;
};

export const runnerFamilies: readonly Family[] = [
  {
    title: 'Runners',
    programs:
      'python python2 python3 node deno perl ruby php lua java Rscript osascript tclsh irb ts-node tsx groovy scala jshell julia elixir erl swift dotnet mono',
    rows: [row('U', '*,', 'what it runs is another program', { judge: judgeFilter })],
    note: '`--version` and `python -m json.tool` are R0.',
  },
  {
    title: 'Runners',
    programs:
      'make gmake just task rake gradle mvn ant bazel cmake ninja npx pnpx bunx uvx pipx tox nox gunicorn uvicorn celery rails flask django-admin artisan bundle prisma alembic flyway liquibase knex sequelize goose migrate dbmate serverless sls cdk sam skaffold tilt ctr crictl buildah skopeo lxc virsh qm pct',
    rows: [row('U', '*,', 'what it runs is in another file')],
  },
  {
    title: 'Packages',
    programs: 'npm pnpm yarn bun',
    rows: [
      row(
        'R0',
        'ls,list,view,info,outdated,audit,version,root,bin,why,whoami,ping,search,config get,config list,pkg,prefix',
        'it shows packages',
        { judge: judgeNpm },
      ),
      row(
        'U',
        ',run,run-script,start,test,exec,dlx,create,x,install,i,ci,add,update,upgrade,remove,uninstall,rebuild,build,dev,stop,restart,link,config set,config,cache clean,dedupe,*',
        'packages and scripts run programs',
      ),
      row('X3', 'publish,unpublish,deprecate,dist-tag add,dist-tag rm,owner add', 'others get it'),
      row('X4', 'login,adduser,token,token create,logout', 'it handles credentials'),
    ],
  },
  {
    title: 'Packages',
    programs: 'apt apt-get aptitude yum dnf microdnf zypper apk brew snap flatpak apt-cache pacman',
    rows: [
      row(
        'R0',
        'list,show,search,info,policy,depends,rdepends,madison,check,check-update,repolist,history,changelog,stats,version,services,services list,services info,outdated,leaves,provides,repoquery',
        'it shows packages',
        { dry: ['--simulate'] },
      ),
      row(
        'W1',
        'update,makecache,clean,autoclean,fetch,refresh-packagecache',
        'lists of packages are fetched',
      ),
      row(
        'W2',
        'install,add,upgrade,dist-upgrade,full-upgrade,reinstall,downgrade,refresh,safe-upgrade,localinstall,update-to,hold,unhold,link',
        'it changes what is installed',
        { dry: ['--simulate'] },
      ),
      row('W1', 'services restart,services start,services stop,services run', 'what is stored stays'),
      row('X1', 'remove,purge,autoremove,erase,del,uninstall,autopurge', 'programs are gone', {
        dry: ['--simulate'],
      }),
    ],
    options: {
      '--option': ['U', 'a setting may name a program to run'],
      '--config-file': ['U', 'settings may name programs to run'],
    },
  },
  {
    title: 'Packages',
    programs: 'dpkg rpm',
    rows: [row('R0', '', 'it lists packages', { judge: judgeDpkg })],
    note: 'Installing W2, removing X1.',
  },
  {
    title: 'Packages',
    programs: 'pip pip3 gem cargo go uv poetry pipenv conda mamba composer mix',
    rows: [
      row(
        'R0',
        'list,show,freeze,check,search,tree,version,env,info,outdated,doc,mod graph,cache list,config list,config get',
        'it shows packages',
        { judge: judgeBuilder },
      ),
      row('U', '*,', 'packages run programs'),
      row('X3', 'publish,push,upload', 'others get it'),
      row('X4', 'login,signin', 'it handles credentials'),
    ],
  },
];
