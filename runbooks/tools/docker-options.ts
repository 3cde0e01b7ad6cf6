// Options of docker, podman and Compose, as their own --help lists them.
import { optionTable, type OptionTable } from './options.ts';

const globals =
  '-c,--context= -H,--host= -l,--log-level= --config= --tlscacert= --tlscert= --tlskey= -D,--debug --tls --tlsverify -v,--version --help';

/** In front of the sub-command. */
export const dockerGlobal = optionTable(globals, { stops: true });

const container =
  '--add-host= -a,--attach= --blkio-weight= --blkio-weight-device= --cap-add= --cap-drop= --cgroup-parent= --cgroupns= --cidfile= --cpu-period= --cpu-quota= --cpu-rt-period= --cpu-rt-runtime= --cpu-shares= --cpus= --cpuset-cpus= --cpuset-mems= --detach-keys= --device= --device-cgroup-rule= --device-read-bps= --device-read-iops= --device-write-bps= --device-write-iops= --dns= --dns-opt= --dns-option= --dns-search= --domainname= --entrypoint= -e,--env= --env-file= --expose= --gpus= --group-add= --health-cmd= --health-interval= --health-retries= --health-start-interval= --health-start-period= --health-timeout= -h,--hostname= --ip= --ip6= --ipc= --isolation= --kernel-memory= -l,--label= --label-file= --link= --link-local-ip= --log-driver= --log-opt= --mac-address= -m,--memory= --memory-reservation= --memory-swap= --memory-swappiness= --mount= --name= --net,--network= --net-alias,--network-alias= --oom-score-adj= --pid= --pids-limit= --platform= -p,--publish= --pull= --restart= --runtime= --security-opt= --shm-size= --stop-signal= --stop-timeout= --storage-opt= --sysctl= --tmpfs= --ulimit= -u,--user= --userns= --uts= -v,--volume= --volume-driver= --volumes-from= --annotation= -w,--workdir= ' +
  '-d,--detach --disable-content-trust --help --init -i,--interactive --no-healthcheck --oom-kill-disable --privileged -P,--publish-all -q,--quiet --read-only --rm --sig-proxy[=] -t,--tty --use-api-socket';

export const dockerRun = optionTable(container, { stops: true });
export const dockerExec = optionTable(
  '--detach-keys= -e,--env= --env-file= -u,--user= -w,--workdir= -d,--detach -i,--interactive --privileged -t,--tty',
  { stops: true },
);

export const composeGlobal = optionTable(
  '-f,--file= -p,--project-name= --profile= --env-file= --project-directory= --parallel= --progress= --ansi= -H,--host= -c,--context= --log-level= --tlscacert= --tlscert= --tlskey= --all-resources --compatibility --dry-run --verbose --no-ansi --tls --tlsverify --skip-hostname-check -v,--version -h,--help',
  { stops: true },
);
export const composeExec = optionTable(
  '-e,--env= --index= -u,--user= -w,--workdir= -d,--detach -i,--interactive --privileged -T,--no-TTY,--no-tty -t,--tty --dry-run',
  { stops: true },
);
export const composeRun = optionTable(
  '-e,--env= --env-from-file= -u,--user= -w,--workdir= -v,--volume= -p,--publish= -l,--label= --name= --entrypoint= --cap-add= --cap-drop= --pull= -d,--detach -i,--interactive -T,--no-TTY,--no-tty -t,--tty --rm --no-deps --service-ports -P --use-aliases --build --remove-orphans --quiet-pull --quiet-build -q,--quiet --dry-run',
  { stops: true },
);

/** Behind any other sub-command: those of `docker` and `docker compose` that take a value. */
export const dockerRest = optionTable(
  '-n,--tail= --since= --until= --filter= --format= --signal= --time,--timeout= -f,--follow --no-trunc --no-stream -a,--all -q,--quiet -l,--latest -s,--size --type= -v,--volumes --force --details -t,--timestamps',
);

export type { OptionTable };
