// Tools that change files, and those that pack or send them.
import { plainTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

export const fileTools: readonly Tool[] = [
  plainTool(
    'cp mv install ln',
    '-t,--target-directory= -S,--suffix= -m,--mode= -o,--owner= -g,--group= -T,--no-target-directory -f,--force -i,--interactive -n,--no-clobber -r,-R,--recursive -a,--archive -p -v,--verbose -u,--update[=] -b,--backup[=] -d -D -s,--symbolic -l,--link -L -P -x --preserve[=] --sparse= --reflink[=]',
  ),
  plainTool(
    'rm rmdir unlink shred',
    '-f,--force -r,-R,--recursive -i -I --interactive[=] -d,--dir -v,--verbose -p,--parents -n,--iterations= -s,--size= -u,--remove[=] -z,--zero --preserve-root[=] --no-preserve-root --one-file-system --random-source=',
  ),
  plainTool(
    'mkdir touch mktemp mkfifo',
    '-m,--mode= -d,--date= -r,--reference= -t= -p,--parents --tmpdir[=] --suffix= -v,--verbose -a -c,--no-create',
  ),
  plainTool(
    'chmod chown chgrp chattr setfacl',
    '-R,--recursive -v,--verbose -f,--quiet --reference= --from= -m,--modify= -x,--remove= -b -c -h -d',
  ),
  plainTool(
    'truncate fallocate',
    '-s,--size= -r,--reference= -l,--length= -o,--offset= -c,--no-create -p -d -z -n',
  ),
  plainTool(
    'tar bsdtar',
    '-f,--file= -C,--directory= -X,--exclude-from= -T,--files-from= -I,--use-compress-program= -b= -L= -g,--listed-incremental= -N= -V= -K= -F,--new-volume-script,--info-script= --exclude= --transform,--xform= --strip-components= --to-command= --checkpoint= --checkpoint-action= --rsh-command= --rmt-command= --owner= --group= --mode= --one-top-level[=] --index-file= --volno-file= -c,--create -x,--get,--extract -t,--list -r,--append -u,--update -d,--diff,--compare -z,--gzip -j,--bzip2 -J,--xz -v,--verbose -p -h -k -O,--to-stdout -a -m -W -P,--absolute-names --delete --remove-files --overwrite --zstd',
  ),
  plainTool(
    'gzip gunzip zcat bzip2 bunzip2 bzcat xz unxz xzcat zstd unzstd zstdcat lz4',
    '-c,--stdout -d,--decompress -k,--keep -f,--force -l,--list -t,--test -r,--recursive -n -v -q -S,--suffix= -o= -T,--threads= -1 -2 -3 -4 -5 -6 -7 -8 -9 -p=',
  ),
  plainTool('zip unzip', '-d= -x= -P= -b= -O= -r -l -t -o -q -p -v -j -n -u -m -T -TT='),
  plainTool(
    'rsync',
    '-e,--rsh= --rsync-path= --exclude= --include= --exclude-from= --include-from= --files-from= -f,--filter= --backup-dir= --suffix= --bwlimit= --port= --password-file= --log-file= --write-batch= --only-write-batch= --out-format= --chmod= --chown= -T,--temp-dir= --partial-dir= --timeout= --max-size= --min-size= --compare-dest= --link-dest= -B,--block-size= -M,--remote-option= -a,--archive -v,--verbose -z,--compress -r,--recursive -n,--dry-run --delete --delete-after --delete-before --delete-during --delete-excluded --remove-source-files --progress -P -h -u -l -p -t -g -o -D -H -A -X -x -c -i,--itemize-changes --stats -q --inplace',
  ),
  plainTool('scp sftp', '-P= -i= -F= -o= -c= -l= -S= -J= -b= -D= -B -r -p -q -C -v -3 -4 -6 -A -T -O -R -s'),
  plainTool('dd', ''),
  plainTool(
    'patch',
    '-p,--strip= -d,--directory= -i,--input= -o,--output= -r= -F= -R,--reverse --dry-run -N -b -s -f',
  ),
  plainTool(
    'restic borg',
    '-r,--repo= -p,--password-file= --tag= --host= --path= --target= --include= --exclude= -q --json',
  ),
];
