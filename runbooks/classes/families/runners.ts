// Package managers, build tools, interpreters: they run or install what is not in the line.
import { row, verdict, type Call, type Family, type Verdict } from '../class-table.ts';

const judgeInterpreter = ({ invocation }: Call): readonly Verdict[] | null =>
  invocation.args.length === 1 && /^(-V|-v|--version|-version)$/.test(invocation.args[0]?.value ?? '')
    ? [verdict('R0', 'it prints its version')]
    : null;

const judgeFilter = (call: Call): readonly Verdict[] | null =>
  // `… | python -m json.tool` only sets out what it reads.
  call.invocation.args.map(({ value }) => value).join(' ') === '-m json.tool'
    ? [verdict('R0', 'it sets out JSON')]
    : judgeInterpreter(call);

const judgeDpkg = ({ args }: Call): readonly Verdict[] => {
  const has = (...names: readonly string[]): boolean => names.some((name) => args.options.has(name));
  if (has('--remove', '--purge', '--erase')) return [verdict('X1', 'programs are gone')];
  if (has('--install', '--configure', '--unpack', '--upgrade', '--freshen', '--import'))
    return [verdict('W2', 'it changes what is installed')];
  return [verdict('R0', 'it lists packages')];
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
      ),
      row('U', '*,', 'packages run programs'),
      row('X3', 'publish,push,upload', 'others get it'),
      row('X4', 'login,signin', 'it handles credentials'),
    ],
  },
];
