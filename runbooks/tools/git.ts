// git, and other tools of version control.
import { optionTable, type OptionTable } from './options.ts';
import { verbTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

const own =
  '-C= -c= --git-dir= --work-tree= --namespace= --exec-path= --config-env= --super-prefix= -p,--paginate -P,--no-pager --bare --no-replace-objects --literal-pathspecs --no-optional-locks --version --help --html-path --man-path --info-path';

const fetching =
  '--upload-pack= --depth= --deepen= --refmap= -j,--jobs= --filter= -f,--force -p,--prune -P,--prune-tags -t,--tags -n,--no-tags -a,--append --all --multiple -u,--update-head-ok --dry-run --unshallow -q,--quiet -v,--verbose';

/** `--har` is `--hard` to git. */
const table = (options: string): OptionTable => optionTable(options, { abbreviates: true });

/** Of whatever shows differences or files. `--text` is none of them, and not short for `--textconv`. */
const showing =
  '-n,--max-count= --since,--after= --until,--before= --author= --grep= --format= --pretty[=] -S= -G= -L= --oneline --graph --all --stat -p,--patch --decorate[=] --follow --no-merges --merges --reverse --name-only --name-status --output= --ext-diff --textconv --text';

const { groups } = verbTool(
  'git',
  '',
  'stash, remote, submodule, worktree, bisect, notes, lfs, reflog, flow, bundle, sparse-checkout',
);

export const gitTools: readonly Tool[] = [
  {
    ...verbTool('git', own),
    // Options that may stand between the two.
    groups: {
      ...groups,
      remote: optionTable('-v,--verbose', { stops: true }),
      stash: optionTable(
        '-p,--patch -u,--include-untracked -a,--all -k,--keep-index -q,--quiet -S,--staged -m,--message=',
        { stops: true },
      ),
    },
    verbs: {
      restore: table(
        '-s,--source= -S,--staged -W,--worktree -p,--patch -q,--quiet --ours --theirs --conflict= --pathspec-from-file= --progress',
      ),
      switch: table(
        '-c,--create= -C,--force-create= --orphan= -f,--force,--discard-changes -d,--detach -t,--track[=] -m,--merge --conflict= -q,--quiet --guess',
      ),
      fetch: table(fetching),
      pull: table(
        `${fetching} -r,--rebase[=] --ff --ff-only --no-ff --no-rebase --autostash -s,--strategy= -X,--strategy-option= --no-edit --squash`,
      ),
      archive: table('-o,--output= --format= --prefix= --remote= --exec= --add-file= -v,--verbose -l,--list'),
      clone: table(
        '-u,--upload-pack= -c,--config= --template= -b,--branch= -o,--origin= --depth= --reference= --separate-git-dir= --filter= -j,--jobs= --shallow-since= --recurse-submodules[=] --single-branch --bare --mirror -n,--no-checkout -q,--quiet -v,--verbose -l,--local -s,--shared',
      ),
      push: table(
        '--repo= -o,--push-option= --receive-pack= --exec= --force-with-lease[=] --recurse-submodules= -f,--force --force-if-includes --all --mirror --tags --follow-tags -d,--delete -u,--set-upstream -n,--dry-run --no-dry-run -q,--quiet -v,--verbose --prune --no-verify --atomic --porcelain --progress',
      ),
      reset: table('--hard --soft --mixed --merge --keep -p,--patch -q,--quiet --pathspec-from-file= -N'),
      clean: table('-e,--exclude= -d -f,--force -i,--interactive -n,--dry-run --no-dry-run -q,--quiet -x -X'),
      ...Object.fromEntries(
        'log diff show whatchanged shortlog reflog range-diff blame rev-list cherry'
          .split(' ')
          .concat('stash list', 'stash show')
          .map((verb) => [verb, table(showing)]),
      ),
      rebase: table('-x,--exec= --onto= -i,--interactive --abort --continue --skip -q,--quiet --autostash'),
      grep: table(
        '-e= -f= -A= -B= -C= -m= --open-files-in-pager[=] -O[=] --max-depth= --threads= -n -i -l -c -w -E -F -P -q -v --cached --untracked --no-index -a,--text --textconv',
      ),
      commit: table(
        '-m,--message= -F,--file= -C= -c= --author= --date= -a,--all --amend --no-edit --allow-empty -n,--no-verify -s,--signoff -S[=] -q,--quiet -v,--verbose --fixup=',
      ),
      checkout: table(
        '-b= -B= --orphan= -f,--force -t,--track[=] --detach -q,--quiet --ours --theirs -m,--merge -p,--patch --conflict=',
      ),
      branch: table(
        '-d,--delete -D -m,--move -M -c,--copy -C -f,--force -a,--all -r,--remotes -v,--verbose -vv --list --contains= --merged --no-merged --sort= --format= -u,--set-upstream-to= --show-current -q',
      ),
      tag: table(
        '-a,--annotate -s,--sign -d,--delete -l,--list -f,--force -m,--message= -n --sort= --format= --contains= --points-at= -F= -u= -v,--verify',
      ),
      config: table(
        '--global --system --local --worktree -f,--file= --blob= --get --get-all --get-regexp --list -l --unset --unset-all --add --replace-all --edit -e --show-origin --show-scope --type= -z,--null --name-only --default= --rename-section --remove-section --bool --int --path',
      ),
    },
  },
  verbTool(
    'svn hg',
    '-R,--repository= --cwd= --config= --config-option= --config-dir= --diff-cmd= --diff3-cmd= --editor-cmd= --username= --password= -q,--quiet',
  ),
];
