// Package managers, build tools, language runners.
import { plainTool, verbTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

export const packageTools: readonly Tool[] = [
  verbTool(
    'apt apt-get aptitude',
    '-o,--option= -c,--config-file= -t,--target-release= -y,--yes,--assume-yes -q,--quiet -s,--dry-run,--just-print,--recon,--no-act,--simulate -f,--fix-broken --no-install-recommends --purge --reinstall -d,--download-only --only-upgrade --installed --upgradable -V,--verbose-versions',
  ),
  verbTool('apt-cache', '-o= -c='),
  plainTool(
    'dpkg',
    '-i,--install -r,--remove -P,--purge -x,--extract -X,--vextract -l,--list -L,--listfiles -s,--status -S,--search --configure -a,--pending --get-selections -p,--print-avail --unpack -V,--verify --force-all --audit --print-architecture --root= --admindir=',
    { abbreviates: true },
  ),
  verbTool(
    'yum dnf microdnf zypper',
    '-c,--config= --enablerepo= --disablerepo= --releasever= --installroot= -y,--assumeyes -q,--quiet -v,--verbose',
    'module, config-manager, history, groups',
  ),
  verbTool('apk', '-p,--root= -X,--repository= --no-cache -q,--quiet -U,--update-cache -t,--virtual='),
  verbTool('brew snap flatpak', '-q,--quiet -v,--verbose --classic --channel=', 'services'),
  plainTool(
    'rpm',
    '-q,--query -E,--eval= -D,--define= --pipe= --load= --macros= --rcfile= -K,--checksig -i,--install -U,--upgrade -F,--freshen -e,--erase -V,--verify -a,--all -l,--list -f,--file --root= --import -v -h',
  ),
  verbTool(
    'npm pnpm yarn bun',
    '-C,--prefix= --dir= --cwd= -w,--workspace= --filter= --registry= -g,--global --omit= --production -D,--save-dev -S,--save -E,--save-exact -s,--silent --depth= --json -f,--force --ignore-scripts --if-present --yes -y --frozen-lockfile --legacy-peer-deps --audit-level= --tag= --access=',
    'config, cache, workspace, dist-tag, token, access, owner',
  ),
  verbTool(
    'pip pip3 uv poetry pipenv',
    '-r,--requirement= -c,--constraint= -i,--index-url= --extra-index-url= -t,--target= --python= -e= -U,--upgrade -q,--quiet -y,--yes --user --no-cache-dir',
    'cache, config, pip, env, self, tool, index',
  ),
  verbTool('gem bundle', '-v,--version= -n= --force', 'config'),
  verbTool(
    'cargo',
    '--manifest-path= --target-dir= -p,--package= --features= -Z= --color= --release -q,--quiet -v,--verbose',
  ),
  verbTool('go', '-C= -o= -run= -count= -tags= -ldflags= -timeout= -v', 'mod, work, tool', {
    singleDash: true,
  }),
  plainTool(
    'make gmake just task',
    '-C,--directory= -f,--file= -j,--jobs[=] -o= -W= -I= -n,--just-print,--dry-run,--recon -q,--question -s,--silent -B,--always-make -k,--keep-going -e',
  ),
  verbTool('conda mamba', '-n,--name= -p,--prefix= -f,--file= -c,--channel= -y,--yes', 'env, config'),
];
