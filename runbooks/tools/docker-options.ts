// Options of docker and podman, as their own --help lists them. Compose has its own file.
import { optionTable, type OptionTable } from './options.ts';

/** In front of the sub-command. */
export const dockerGlobal = optionTable(
  '-c,--context= -H,--host= -l,--log-level= --config= --tlscacert= --tlscert= --tlskey= -D,--debug --tls --tlsverify -v,--version -h,--help',
  { stops: true },
);

export const dockerRun = optionTable(
  '--add-host= -a,--attach= --blkio-weight= --blkio-weight-device= --cap-add= --cap-drop= --cgroup-parent= --cgroupns= --cidfile= --cpu-count= --cpu-percent= --cpu-period= --cpu-quota= --cpu-rt-period= --cpu-rt-runtime= -c,--cpu-shares= --cpus= --cpuset-cpus= --cpuset-mems= --detach-keys= --device= --device-cgroup-rule= --device-read-bps= --device-read-iops= --device-write-bps= --device-write-iops= --dns= --dns-opt= --dns-option= --dns-search= --domainname= --entrypoint= -e,--env= --env-file= --expose= --gpus= --group-add= --health-cmd= --health-interval= --health-retries= --health-start-interval= --health-start-period= --health-timeout= -h,--hostname= --ip= --ip6= --ipc= --isolation= --kernel-memory= -l,--label= --label-file= --link= --link-local-ip= --log-driver= --log-opt= --mac-address= -m,--memory= --memory-reservation= --memory-swap= --memory-swappiness= --mount= --name= --net,--network= --net-alias,--network-alias= --oom-score-adj= --pid= --pids-limit= --platform= -p,--publish= --pull= --restart= --runtime= --security-opt= --shm-size= --stop-signal= --stop-timeout= --storage-opt= --sysctl= --tmpfs= --ulimit= -u,--user= --userns= --uts= -v,--volume= --volume-driver= --volumes-from= --annotation= -w,--workdir= ' +
    '-d,--detach --disable-content-trust --help --init -i,--interactive --no-healthcheck --oom-kill-disable --privileged -P,--publish-all -q,--quiet --read-only --rm --sig-proxy[=] -t,--tty --use-api-socket',
  { stops: true },
);

export const dockerExec = optionTable(
  '--detach-keys= -e,--env= --env-file= -u,--user= -w,--workdir= -d,--detach -i,--interactive --privileged -t,--tty --help',
  { stops: true },
);

const volume = '-d,--driver= --label= --name= -o,--opt= --scope= --type= --sharing= --availability= --group=';

export const dockerVerbs: Readonly<Record<string, OptionTable>> = {
  run: dockerRun,
  create: dockerRun,
  exec: dockerExec,
  logs: optionTable('-n,--tail= --since= --until= -f,--follow -t,--timestamps --details --help'),
  ps: optionTable(
    '-f,--filter= --format= -n,--last= -a,--all -l,--latest --no-trunc -q,--quiet -s,--size --help',
  ),
  images: optionTable('-f,--filter= --format= -a,--all --digests --no-trunc -q,--quiet --tree --help'),
  inspect: optionTable('-f,--format= --type= -s,--size --help'),
  stats: optionTable('--format= -a,--all --no-stream --no-trunc --help'),
  stop: optionTable('-t,--time,--timeout= -s,--signal= --help'),
  restart: optionTable('-t,--time,--timeout= -s,--signal= --help'),
  start: optionTable('--detach-keys= --checkpoint= --checkpoint-dir= -a,--attach -i,--interactive --help'),
  kill: optionTable('-s,--signal= --help'),
  rm: optionTable('-f,--force -l,--link -v,--volumes --help'),
  rmi: optionTable('-f,--force --no-prune --platform= --help'),
  cp: optionTable('-a,--archive -L,--follow-link -q,--quiet --help'),
  update: optionTable(
    '--blkio-weight= --cpu-period= --cpu-quota= --cpu-rt-period= --cpu-rt-runtime= -c,--cpu-shares= --cpus= --cpuset-cpus= --cpuset-mems= -m,--memory= --memory-reservation= --memory-swap= --pids-limit= --restart= --kernel-memory= --help',
  ),
  events: optionTable('-f,--filter= --format= --since= --until= --help'),
  'system prune': optionTable('-a,--all -f,--force --filter= --volumes --help'),
  'system df': optionTable('--format= -v,--verbose --help'),
  'volume create': optionTable(volume),
  'volume rm': optionTable('-f,--force --help'),
  'volume prune': optionTable('-a,--all -f,--force --filter= --help'),
  '': optionTable('-f,--filter= --format= --help'),
};
