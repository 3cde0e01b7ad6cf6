// git and the tools of code hosts.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { writesTo } from '../paths.ts';

const judgePush = ({ args }: Call): readonly Verdict[] => {
  const forced = ['--force', '--force-with-lease', '--mirror', '--delete', '--prune'].find((name) =>
    args.options.has(name),
  );
  if (forced !== undefined || args.positionals.some(({ value }) => /^[+:]/.test(value)))
    return [verdict('X1', 'commits of others may be gone')];
  return [verdict('W2', 'others get it')];
};

const judgeReset = ({ args }: Call): readonly Verdict[] | null =>
  args.options.has('--hard') || args.options.has('--merge')
    ? [verdict('X1', 'changes that aren’t committed are gone')]
    : null;

const judgeCheckout = ({ args, invocation }: Call): readonly Verdict[] =>
  args.options.has('--force') ||
  args.options.has('-B') ||
  invocation.args.some(({ value }) => value === '--' || value === '.' || /^[^-].*\.\w{1,5}$/.test(value)) ||
  (args.positionals.length > 1 && !args.options.has('-b'))
    ? [verdict('X1', 'changes that aren’t committed are gone')]
    : [verdict('W1', 'it can be switched back')];

const lost = (why: string) => [verdict('X1', why)];

/** Only `--staged` keeps the files as they are. */
const judgeRestore = ({ args }: Call): readonly Verdict[] | null =>
  args.options.has('--staged') && !args.options.has('--worktree')
    ? null
    : lost('changes that aren’t committed are gone');

const judgeSwitch = ({ args }: Call): readonly Verdict[] | null =>
  ['--discard-changes', '--force-create'].some((name) => args.options.has(name))
    ? lost('changes or commits may be gone')
    : null;

/** `+a:b` and `--force` move what is there, whatever it held. */
const judgeFetch = ({ args }: Call): readonly Verdict[] | null =>
  args.options.has('--force') || args.positionals.some(({ value }) => value.startsWith('+'))
    ? lost('commits may be gone')
    : null;

const judgeArchive = ({ args }: Call): readonly Verdict[] => {
  const file = args.options.get('--output')?.at(-1)?.value;
  return [file ? writesTo(file) : verdict('R0', 'it packs to its output')];
};

const judgeClone = ({ args }: Call): readonly Verdict[] | null =>
  args.options.has('--config') || args.options.has('--template')
    ? unknown('settings and hooks may name programs to run')
    : null;

const judgeBranch = ({ args }: Call): readonly Verdict[] => {
  if (['-D', '-M', '-C', '--force'].some((name) => args.options.has(name)))
    return [verdict('X1', 'commits may be gone')];
  const changes = ['--delete', '--move', '--copy', '--set-upstream-to'].some((name) =>
    args.options.has(name),
  );
  return [
    changes || (args.positionals.length > 0 && !args.options.has('--list') && !args.options.has('--contains'))
      ? verdict('W1', 'it changes branches')
      : verdict('R0', 'it lists branches'),
  ];
};

const judgeTag = ({ args }: Call): readonly Verdict[] =>
  args.positionals.length === 0 || args.options.has('--list')
    ? [verdict('R0', 'it lists tags')]
    : args.options.has('--force') || args.options.has('--delete')
      ? lost('what the tag named may be gone')
      : [verdict('W1', 'it changes tags')];

const judgeConfig = ({ args }: Call): readonly Verdict[] =>
  ['--get', '--get-all', '--get-regexp', '--list', '-l'].some((name) => args.options.has(name)) ||
  ['list', 'get'].includes(args.positionals[0]?.value ?? '') ||
  args.positionals.length === 1
    ? [verdict('R0', 'it shows settings')]
    : unknown('a setting of git may name programs to run');

const judgeVerb = (call: Call): readonly Verdict[] | null => {
  // `ext::sh -c …` is an address.
  if (call.args.positionals.some(({ value }) => /^\w+::/.test(value)))
    return unknown('the address names a program to run');
  const judge = byVerb[call.args.subcommand];
  return judge === undefined ? null : judge(call);
};

const judgeClean = ({ args }: Call): readonly Verdict[] => [
  args.options.has('--dry-run') && !args.options.has('--no-dry-run')
    ? verdict('R0', 'it only says what it would do')
    : verdict('X1', 'files that git doesn’t know are gone'),
];

const byVerb: Readonly<Record<string, (call: Call) => readonly Verdict[] | null>> = {
  push: judgePush,
  reset: judgeReset,
  checkout: judgeCheckout,
  branch: judgeBranch,
  tag: judgeTag,
  config: judgeConfig,
  clean: judgeClean,
  restore: judgeRestore,
  switch: judgeSwitch,
  fetch: judgeFetch,
  pull: judgeFetch,
  archive: judgeArchive,
  clone: judgeClone,
};

export const gitFamilies: readonly Family[] = [
  {
    title: 'Code',
    programs: 'git',
    rows: [
      row(
        'R0',
        ',status,log,diff,show,grep,blame,rev-parse,describe,ls-files,ls-tree,ls-remote,shortlog,reflog,stash list,stash show,remote,remote show,remote get-url,worktree list,cat-file,rev-list,merge-base,name-rev,for-each-ref,show-ref,count-objects,fsck,version,help,whatchanged,range-diff,cherry,var,check-ignore,submodule status',
        'it shows history or state',
        {
          judge: judgeVerb,
          options: {
            '--output': ['W2', 'it writes a file'],
            '--open-files-in-pager': ['U', 'it runs another program'],
            '-O': ['U', 'it runs another program'],
            '--ext-diff': ['U', 'it runs another program'],
            '--textconv': ['U', 'it runs another program'],
          },
        },
      ),
      row('R0', 'branch,tag', 'it lists; with names it changes', { judge: judgeVerb }),
      row('U', 'config', 'settings of git may name programs to run', { judge: judgeVerb }),
      row(
        'W1',
        'add,commit,fetch,switch,checkout,stash,stash push,stash save,stash pop,stash apply,revert,cherry-pick,merge,pull,clone,init,mv,worktree add,restore,notes,archive,bundle',
        'it changes this copy; git keeps what was',
        { judge: judgeVerb },
      ),
      row('W1', 'reset', 'it moves the branch; files stay', { judge: judgeVerb }),
      row(
        'X1',
        'clean,rebase,rm,filter-branch,filter-repo,gc,prune,stash drop,stash clear,reflog expire,worktree remove,update-ref',
        'what it removes is gone',
        { judge: judgeVerb },
      ),
      row('W2', 'push', 'others get it', { judge: judgeVerb, dry: ['--dry-run'] }),
      row(
        'U',
        'submodule,submodule update,bisect run,am,apply,difftool,mergetool,send-email,daemon,hook,lfs,maintenance,svn,p4,gui,instaweb,remote add,remote set-url,credential',
        'what it runs or fetches is not in the line',
      ),
    ],
    options: {
      '-c': ['U', 'a setting may name a program to run'],
      '--config-env': ['U', 'a setting may name a program to run'],
      '--exec-path': ['U', 'it names where git’s programs are'],
      '--upload-pack': ['U', 'it names a program to run'],
      '--receive-pack': ['U', 'it names a program to run'],
      '--exec': ['U', 'it names a program to run'],
    },
  },
  {
    title: 'Code',
    programs: 'gh glab',
    rows: [
      row(
        'R0',
        'pr list,pr view,pr status,pr diff,pr checks,issue list,issue view,issue status,run list,run view,release list,release view,repo view,repo list,workflow list,workflow view,gist list,gist view,label list,search,status,cache list,variable list,secret list',
        'it shows what is there',
      ),
      row('R0', 'auth status', 'it shows who is logged in', {
        options: { '--show-token': ['X4', 'it shows the token'] },
      }),
      row('R1', 'run watch', 'it waits for the end'),
      row('W1', 'repo clone,run download,release download,pr checkout', 'it writes files'),
      row(
        'X3',
        'issue create,issue close,issue comment,issue edit,pr create,pr merge,pr comment,pr close,pr review,pr edit,release create,release edit,release upload,gist create,workflow run,run rerun,run cancel,repo create,repo fork,label create,workflow enable,workflow disable',
        'others see it',
      ),
      row('X1', 'repo delete,release delete,issue delete,gist delete,run delete,cache delete', 'it is gone'),
      row(
        'X4',
        'secret set,secret delete,auth login,auth token,auth logout,auth refresh,variable set,ssh-key add',
        'it handles credentials',
      ),
      row(
        'U',
        'api,alias,alias set,extension,extension install,codespace,project',
        'what it does is not in the line',
      ),
    ],
  },
  {
    title: 'Code',
    programs: 'svn hg',
    rows: [
      row('R0', 'status,log,diff,info,st,cat,list,ls,blame', 'it shows history or state'),
      row('W1', 'update,up,checkout,co,add,pull', 'it changes this copy'),
      row('W2', 'commit,ci,push', 'others get it'),
      row('X1', 'revert,delete,rm,purge', 'what it removes is gone'),
    ],
  },
];
