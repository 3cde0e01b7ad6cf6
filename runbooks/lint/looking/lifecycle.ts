// What a command does to a running service: start, stop, restart, remove …, whatever platform it says it to.
import { optionTable, readOptions } from '../../tools/options.ts';
import { hasOption, type Call } from './calls.ts';
import { kubernetesLifecycle } from './lifecycle-kubernetes.ts';
import { oncePer } from './once.ts';

export type Verb =
  | 'start'
  | 'stop'
  | 'restart'
  | 'reload'
  | 'kill'
  | 'remove'
  /** `docker compose down`: stops and removes. */
  | 'down'
  /** `docker compose up`: creates, or makes anew what has changed. */
  | 'up'
  | 'scale'
  /** A new version or configuration. */
  | 'apply'
  /** Back to an earlier version. */
  | 'undo';

export interface Lifecycle {
  readonly verb: Verb;
  readonly platform: 'compose' | 'docker' | 'systemd' | 'kubernetes' | 'helm' | 'process';
  /** Services, containers, units; empty for all of them. */
  readonly targets: readonly string[];
  /** The command returns only when what it did is ready. */
  readonly waits: boolean;
}

export const lifecycleOf = oncePer(
  (call: Call): Lifecycle | null =>
    composeLifecycle(call) ?? dockerLifecycle(call) ?? kubernetesLifecycle(call) ?? serviceLifecycle(call),
);

export interface ComposeCall {
  /** `up`, `down`, `restart` …; '' when there is none. */
  readonly subcommand: string;
  readonly targets: readonly string[];
  readonly words: readonly string[];
}

const composeGlobal = optionTable(
  '-f,--file= -p,--project-name= --profile= --env-file= --project-directory= --parallel= --progress= --ansi= --verbose --compatibility --dry-run',
  { stops: true },
);
const composeRest = optionTable(
  '-t,--timeout= --scale= --wait-timeout= -s,--signal= --rmi= --pull= --attach= --no-attach= --exit-code-from= -d,--detach --build --force-recreate --no-recreate --no-deps --remove-orphans -v,--volumes --wait -f,--force --stop -q,--quiet -V,--renew-anon-volumes --always-recreate-deps --no-build --no-start --quiet-pull',
);

/** `docker compose …`, `docker-compose …`; null for anything else. */
export const composeOf = oncePer(({ program, invocation }: Call): ComposeCall | null => {
  const args = invocation.args;
  const own = /^(?:docker|podman)-compose$/.test(program);
  if (!own && !(/^(?:docker|podman|nerdctl)$/.test(program) && args[0]?.value === 'compose')) return null;
  const { positionals } = readOptions(own ? args : args.slice(1), composeGlobal);
  const [subcommand, ...rest] = positionals;
  return {
    subcommand: subcommand?.value ?? '',
    targets: readOptions(rest, composeRest).positionals.map(({ value }) => value),
    words: rest.map(({ value }) => value),
  };
});

const composeVerbs: Readonly<Record<string, Verb>> = {
  up: 'up',
  down: 'down',
  start: 'start',
  stop: 'stop',
  restart: 'restart',
  kill: 'kill',
  rm: 'remove',
  scale: 'scale',
};

const composeLifecycle = (call: Call): Lifecycle | null => {
  const compose = composeOf(call);
  const verb = compose === null ? undefined : composeVerbs[compose.subcommand];
  if (compose === null || verb === undefined) return null;
  return { verb, platform: 'compose', targets: compose.targets, waits: hasOption(compose.words, '--wait') };
};

const dockerVerbs: Readonly<Record<string, Verb>> = {
  start: 'start',
  stop: 'stop',
  restart: 'restart',
  kill: 'kill',
  rm: 'remove',
};

const dockerLifecycle = ({ program, words }: Call): Lifecycle | null => {
  if (!/^(?:docker|podman|nerdctl)$/.test(program)) return null;
  const own = words[0] === 'container' ? words.slice(1) : words;
  const [first = '', second = ''] = own;
  const targets = plain(own.slice(1));
  if (first === 'service' && /^(?:update|rollback|scale)$/.test(second)) {
    const verb = second === 'rollback' ? 'undo' : second === 'scale' ? 'scale' : 'apply';
    return {
      verb,
      platform: 'docker',
      targets: targets.slice(-1),
      waits: !words.includes('--detach') && !words.includes('-d'),
    };
  }
  if (first === 'stack' && second === 'deploy')
    return { verb: 'apply', platform: 'docker', targets: [], waits: false };
  const verb = dockerVerbs[first];
  return verb === undefined ? null : { verb, platform: 'docker', targets, waits: false };
};

const serviceVerbs: Readonly<Record<string, Verb>> = {
  start: 'start',
  stop: 'stop',
  restart: 'restart',
  'try-restart': 'restart',
  'reload-or-restart': 'restart',
  reload: 'reload',
  kill: 'kill',
};

/** systemctl, service, supervisorctl, pm2, brew services, /etc/init.d/x. */
const serviceLifecycle = ({ program, words }: Call): Lifecycle | null => {
  const init = /^\/etc\/init\.d\/(.+)$/.exec(program)?.[1];
  const own = plain(words);
  const [verbWord = '', targets] =
    program === 'service' || program === 'rc-service'
      ? [own[1], own.slice(0, 1)]
      : program === 'brew' && own[0] === 'services'
        ? [own[1], own.slice(2)]
        : init !== undefined
          ? [own[0], [init]]
          : /^(?:systemctl|supervisorctl|pm2|initctl|monit|rcctl|sv)$/.test(program)
            ? [own[0], own.slice(1)]
            : ['', []];
  const verb = serviceVerbs[verbWord];
  if (verb === undefined) return null;
  return { verb, platform: 'systemd', targets: targets.filter((name) => name !== 'all'), waits: false };
};

const plain = (words: readonly string[]): readonly string[] => words.filter((word) => !word.startsWith('-'));

/** Something runs anew after it: whoever looks at once may be too early. */
export const comesUp = ({ verb }: Lifecycle): boolean =>
  verb === 'start' || verb === 'restart' || verb === 'up' || verb === 'apply' || verb === 'undo';
