// Options of Compose, v1 (`docker-compose`) and v2 (`docker compose`) together: what only one of them has is named in `onlyV1`, `onlyV2`.
import { optionTable, type OptionTable } from './options.ts';

/** In front of the sub-command. */
export const composeGlobal = optionTable(
  '-f,--file= -p,--project-name= --profile= --env-file= --project-directory= --workdir= --parallel= --progress= --ansi= -H,--host= -c,--context= --log-level= --tlscacert= --tlscert= --tlskey= --all-resources --compatibility --dry-run --verbose --no-ansi --tls --tlsverify --skip-hostname-check -v,--version -h,--help',
  { stops: true },
);

export const composeExec = optionTable(
  '-e,--env= --index= -u,--user= -w,--workdir= -d,--detach -i,--interactive --privileged -T,--no-TTY,--no-tty -t,--tty --dry-run --help',
  { stops: true },
);

export const composeRun = optionTable(
  '-e,--env= --env-from-file= -u,--user= -w,--workdir= -v,--volume= -p,--publish= -l,--label= --name= --entrypoint= --cap-add= --cap-drop= --pull= -d,--detach -i,--interactive -T,--no-TTY,--no-tty -t,--tty --rm --no-deps --service-ports -P --use-aliases --build --remove-orphans --quiet-pull --quiet-build -q,--quiet --dry-run --help',
  { stops: true },
);

const stopping = optionTable('-t,--timeout= --no-deps --dry-run --help');
const none = optionTable('--dry-run --help');

export const composeVerbs: Readonly<Record<string, OptionTable>> = {
  exec: composeExec,
  run: composeRun,
  up: optionTable(
    '--scale= -t,--timeout= --exit-code-from= --attach= --no-attach= --pull= --wait-timeout= -d,--detach --build --force-recreate --no-recreate --no-deps --remove-orphans -V,--renew-anon-volumes --no-start --wait --abort-on-container-exit --abort-on-container-failure --always-recreate-deps --attach-dependencies --no-build --no-color --no-log-prefix --quiet-pull --quiet-build --timestamps -w,--watch --menu[=] -y,--yes --dry-run --help',
  ),
  down: optionTable('--rmi= -t,--timeout= -v,--volumes --remove-orphans --dry-run --help'),
  stop: stopping,
  restart: stopping,
  start: optionTable('--wait --wait-timeout= --dry-run --help'),
  kill: optionTable('-s,--signal= --remove-orphans --dry-run --help'),
  rm: optionTable('-f,--force -s,--stop -v,--volumes -a,--all --dry-run --help'),
  logs: optionTable(
    '-n,--tail= --since= --until= --index= -f,--follow --no-color --no-log-prefix -t,--timestamps --dry-run --help',
  ),
  ps: optionTable(
    '--filter= --format= --status= -a,--all -q,--quiet --services --no-trunc --orphans[=] --dry-run --help',
  ),
  scale: optionTable('--no-deps -t,--timeout= --dry-run --help'),
  build: optionTable(
    '--build-arg= --builder= -m,--memory= --progress= --ssh= --no-cache --pull --push -q,--quiet --with-dependencies --parallel --force-rm --compress --no-rm --dry-run --help',
  ),
  pull: optionTable(
    '--policy= --ignore-buildable --ignore-pull-failures --include-deps -q,--quiet --parallel --no-parallel --dry-run --help',
  ),
  push: optionTable('--ignore-push-failures --include-deps -q,--quiet --dry-run --help'),
  create: optionTable(
    '--pull= --scale= --build --force-recreate --no-build --no-recreate --quiet-pull --remove-orphans -y,--yes --dry-run --help',
  ),
  config: optionTable(
    '--format= --hash= -o,--output= --environment --images --networks --models --no-consistency --no-interpolate --no-normalize --no-path-resolution --profiles -q,--quiet --resolve-image-digests --services --variables --volumes --lock-image-digests --dry-run --help',
  ),
  cp: optionTable('--index= -a,--archive -L,--follow-link --all --dry-run --help'),
  port: optionTable('--index= --protocol= --dry-run --help'),
  images: optionTable('--format= -q,--quiet --dry-run --help'),
  events: optionTable('--json --since= --until= --dry-run --help'),
  top: none,
  pause: none,
  unpause: none,
  ls: optionTable('-a,--all --filter= --format= -q,--quiet --dry-run --help'),
  stats: optionTable('-a,--all --format= --no-stream --no-trunc --dry-run --help'),
  version: optionTable('-f,--format= --short --dry-run --help'),
  wait: optionTable('--down-project --dry-run --help'),
  watch: optionTable('--no-up --prune --quiet --dry-run --help'),
};

/** Sub-commands that Compose v1 never had. */
export const onlyV2: ReadonlySet<string> = new Set([
  'ls',
  'cp',
  'wait',
  'watch',
  'stats',
  'attach',
  'publish',
  'export',
  'commit',
  'alpha',
]);
