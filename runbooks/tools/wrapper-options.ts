// Programs that run another program: which of their own options take a value, so that the other one is found behind them.
import { optionTable, type OptionTable } from './options.ts';

const own = (text: string): OptionTable => optionTable(text, { stops: true, abbreviates: true });

interface PlainWrapper {
  readonly table: OptionTable;
  /** So many of the first positionals are its own; what follows is the program. */
  readonly skip: number;
  /** The option with which it is about a process that runs already. */
  readonly onProcess?: string;
}

export const plainWrappers: Readonly<Record<string, PlainWrapper>> = {
  sudo: {
    table: own(
      '-u,--user= -g,--group= -C,--close-from= -D,--chdir= -h,--host= -p,--prompt= -R,--chroot= -r,--role= -t,--type= -T,--command-timeout= -U,--other-user= -i,--login -s,--shell -E,--preserve-env[=] -n,--non-interactive -e,--edit -l,--list -v,--validate -k,--reset-timestamp -K,--remove-timestamp -b,--background -H,--set-home -S,--stdin -A,--askpass -P,--preserve-groups -V,--version',
    ),
    skip: 0,
  },
  doas: { table: own('-u= -C= -n -s -L'), skip: 0 },
  timeout: {
    table: own('-k,--kill-after= -s,--signal= --preserve-status --foreground -v,--verbose'),
    skip: 1,
  },
  time: {
    table: own('-f,--format= -o,--output= -a,--append -p,--portability -v,--verbose -q,--quiet'),
    skip: 0,
  },
  nohup: { table: own(''), skip: 0 },
  setsid: { table: own('-c,--ctty -f,--fork -w,--wait'), skip: 0 },
  nice: { table: own('-n,--adjustment='), skip: 0 },
  ionice: { table: own('-c,--class= -n,--classdata= -p,--pid= -P,--pgid= -u,--uid= -t,--ignore'), skip: 0 },
  stdbuf: { table: own('-i,--input= -o,--output= -e,--error='), skip: 0 },
  unbuffer: { table: own('-p'), skip: 0 },
  exec: { table: own('-a= -c -l'), skip: 0 },
  command: { table: own('-p -v -V'), skip: 0 },
  builtin: { table: own(''), skip: 0 },
  busybox: { table: own('--list --install'), skip: 0 },
  toybox: { table: own(''), skip: 0 },
  chroot: { table: own('--groups= --userspec= --skip-chdir'), skip: 1 },
  nsenter: {
    table: own(
      '-t,--target= -S,--setuid= -G,--setgid= -m,--mount[=] -u,--uts[=] -i,--ipc[=] -n,--net[=] -p,--pid[=] -U,--user[=] -C,--cgroup[=] -T,--time[=] -r,--root[=] -w,--wd[=] -W,--wdns= -F,--no-fork -a,--all -Z,--follow-context -e,--env',
    ),
    skip: 0,
  },
  unshare: {
    table: own(
      '-S,--setuid= -G,--setgid= -m,--mount[=] -u,--uts[=] -i,--ipc[=] -n,--net[=] -p,--pid[=] -U,--user[=] -C,--cgroup[=] -r,--map-root-user -f,--fork --mount-proc[=] --propagation= -R,--root= -w,--wd=',
    ),
    skip: 0,
  },
  flock: {
    table: own(
      '-w,--timeout= -E,--conflict-exit-code= -s,--shared -x,--exclusive -n,--nonblock -o,--close -F,--no-fork -u,--unlock',
    ),
    skip: 1,
  },
  xargs: {
    table: own(
      '-a,--arg-file= -d,--delimiter= -E= -I= -i,--replace[=] -L= -l,--max-lines[=] -n,--max-args= -P,--max-procs= -s,--max-chars= -0,--null -p,--interactive -r,--no-run-if-empty -t,--verbose -x,--exit -o,--open-tty --process-slot-var=',
    ),
    skip: 0,
  },
  strace: { table: own('-e= -o,--output= -p,--attach= -s,--string-limit= -f -c -t -T -y'), skip: 0 },
  'systemd-run': {
    table: own(
      '-p,--property= -u,--unit= --uid= --gid= -t,--pty --scope --user --wait -q,--quiet -G,--collect',
    ),
    skip: 0,
  },
  taskset: { table: own('-p,--pid -a,--all-tasks -c,--cpu-list'), skip: 1, onProcess: '--pid' },
  chrt: {
    table: own(
      '-p,--pid -T,--sched-runtime= -P,--sched-period= -D,--sched-deadline= -a,--all-tasks -b,--batch -d,--deadline -f,--fifo -i,--idle -o,--other -r,--rr -R,--reset-on-fork -v,--verbose -m,--max',
    ),
    skip: 1,
    onProcess: '--pid',
  },
  prlimit: {
    table: own(
      '-p,--pid= -o,--output= -c,--core[=] -d,--data[=] -e,--nice[=] -f,--fsize[=] -i,--sigpending[=] -l,--memlock[=] -m,--rss[=] -n,--nofile[=] -q,--msgqueue[=] -r,--rtprio[=] -s,--stack[=] -t,--cpu[=] -u,--nproc[=] -v,--as[=] -x,--locks[=] -y,--rttime[=] --noheadings --raw --verbose',
    ),
    skip: 0,
  },
  ltrace: {
    table: own(
      '-a,--align= -A= -D,--debug= -e= -F,--config= -l,--library= -n,--indent= -o,--output= -p= -s= -u= -w,--where= -x= -b -c -C,--demangle -f -i -L -r -S -t -tt -ttt -T',
    ),
    skip: 0,
  },
  caffeinate: { table: own('-t= -w= -d -i -m -s -u'), skip: 0 },
};

/** Of `perf stat`, `perf record` and `perf trace`, behind the verb. */
export const perfTable = own(
  '-e,--event= -o,--output= -p,--pid= -t,--tid= -C,--cpu= -F,--freq= -c,--count= -r,--repeat= -I,--interval-print= -D,--delay= -G,--cgroup= -u,--uid= -m,--mmap-pages= -x,--field-separator= --timeout= --call-graph= --filter= --log-fd= --duration= --pre= --post= -a,--all-cpus -g -s,--summary -S -d,--detailed -v,--verbose -q,--quiet -A,--no-aggr -i,--no-inherit -B,--big-num -n -N',
);

export const envTable = own(
  '-u,--unset= -C,--chdir= -S,--split-string= -i,--ignore-environment -0,--null -v,--debug --block-signal[=] --default-signal[=] --ignore-signal[=]',
);

/** The words behind these are joined, and a shell reads them. */
export const watchTable = own(
  '-n,--interval= -q,--equexit= -d,--differences[=] -t,--no-title -b,--beep -e,--errexit -g,--chgexit -c,--color -x,--exec -w,--no-wrap -p,--precise',
);
export const sshTable = optionTable(
  '-B= -b= -c= -D= -E= -e= -F= -I= -i= -J= -L= -l= -m= -O= -o= -P= -p= -Q= -R= -S= -W= -w= -4 -6 -A -a -C -f -G -g -K -k -M -N -n -q -s -T -t -V -v -X -x -Y -y',
  { stops: true },
);
export const parallelTable = own(
  '-j,--jobs= -a,--arg-file= -S,--sshlogin= -d,--delimiter= -I= -n,--max-args= -N,--max-replace-args= -C,--colsep= --delay= --timeout= --retries= --joblog= --results= --tmpdir= -k,--keep-order -v,--verbose --dry-run --bar --halt= -0,--null -X -m --tag --line-buffer --eta',
);

/** `-c` is last in a cluster like `-lc`; what follows it is the script. */
export const shellTable = optionTable(
  '-o= +o= -O= +O= --rcfile= --init-file= -c -e -u -x -l,--login -i -s -r -v -n -p,--posix -f -a -b -h -k -m -t -B -C -E -H -P -T -D --norc --noprofile --verbose --restricted --noediting',
  {
    stops: true,
  },
);
export const shells: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'dash',
  'ash',
  'zsh',
  'ksh',
  'mksh',
  'rbash',
]);

export const suTable = optionTable(
  '-c,--command= -s,--shell= -g,--group= -G,--supp-group= -w,--whitelist-environment= -l,--login -m,--preserve-environment -p -f,--fast -P,--pty',
);
