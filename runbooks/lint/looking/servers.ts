// Programs that serve in the foreground until somebody stops them.
import type { Invocation } from '../../shell/shell-model.ts';
import { dockerCallOf, hasOption } from './docker-calls.ts';
import { lookUp } from './look-up.ts';

export const serves = (run: Invocation): boolean => {
  const { program, args } = run;
  const words = args.map(({ value }) => value);
  const call = dockerCallOf(run);
  if (call !== null) {
    return (
      call.compose && call.verb === 'up' && !hasOption(call, '--detach', '--wait', '--no-start', '--help')
    );
  }
  if (holdsOn(run)) return true;
  const rule = lookUp(servers, program);
  return rule !== undefined && rule(words) && !words.some((word) => /^(--help|--version|-h|-V)$/.test(word));
};

const always = (): boolean => true;
const first =
  (pattern: RegExp) =>
  ([word]: readonly string[]): boolean =>
    pattern.test(word ?? '');
const without =
  (pattern: RegExp) =>
  (words: readonly string[]): boolean =>
    !words.some((word) => pattern.test(word));

/** Over ssh or in a container the server holds on to the terminal that it writes its log to. */
const holdsOn = ({ program, args, wrappers, redirections }: Invocation): boolean => {
  if (program !== 'pg_ctl') return false;
  const words = args.map(({ value }) => value);
  return (
    /^(start|restart)$/.test(words.find((word) => !word.startsWith('-')) ?? '') &&
    wrappers.some(({ kind }) => /^ssh$|exec$/.test(kind)) &&
    !words.some((word) => /^-[a-z]*l|^--log/.test(word)) &&
    !redirections.some(({ operator }) => operator.startsWith('>') || operator.startsWith('&>'))
  );
};

const scripts = /^(dev|start|serve|start:\w+|dev:\w+)$/;
/** `npm start`, `npm run dev`; other scripts may end. */
const packageScript = (words: readonly string[]): boolean => {
  const [one, two] = words.filter((word) => !word.startsWith('-'));
  return scripts.test(one === 'run' ? (two ?? '') : (one ?? ''));
};

const forwards = (words: readonly string[]): boolean =>
  words.includes('port-forward') || words.includes('proxy');

const servers: Readonly<Record<string, (words: readonly string[]) => boolean>> = {
  kubectl: forwards,
  oc: forwards,
  anvil: always,
  ganache: always,
  'redis-server': (words) => !/daemonize yes/.test(words.join(' ')),
  mongod: without(/^--(fork|shutdown|repair)$/),
  npm: packageScript,
  pnpm: packageScript,
  yarn: packageScript,
  python: (words) => words[0] === '-m' && words[1] === 'http.server',
  python3: (words) => words[0] === '-m' && words[1] === 'http.server',
  uvicorn: always,
  gunicorn: without(/^(-D|--daemon)$/),
  flask: (words) => words.includes('run'),
  rails: first(/^(server|s)$/),
  celery: (words) => words.includes('worker') && !words.includes('-D') && !words.includes('--detach'),
  minikube: first(/^(tunnel|dashboard)$/),
  ngrok: always,
  cloud_sql_proxy: always,
  'cloud-sql-proxy': always,
  istioctl: first(/^(dashboard|d)$/),
  ssh: (words) =>
    words.some((word) => /^-[a-zA-Z46]*N/.test(word)) && !words.some((word) => /^-[a-zA-Z46]*f/.test(word)),
  php: (words) => words.includes('artisan') && words.includes('serve'),
  bundle: (words) => words[0] === 'exec' && /^(sidekiq|puma|unicorn)$/.test(words[1] ?? ''),
  sidekiq: always,
  hypercorn: always,
  daphne: always,
  caddy: first(/^run$/),
  vault: first(/^server$/),
  consul: first(/^agent$/),
  nomad: first(/^agent$/),
  minio: first(/^server$/),
  'kafka-server-start': without(/^-daemon$/),
  'kafka-server-start.sh': without(/^-daemon$/),
  'zookeeper-server-start': without(/^-daemon$/),
  'zookeeper-server-start.sh': without(/^-daemon$/),
  'connect-distributed': without(/^-daemon$/),
  'connect-distributed.sh': without(/^-daemon$/),
  elasticsearch: without(/^(-d|--daemonize)$/),
  postgres: (words) => words.includes('-D') && !words.includes('--single') && !words.includes('-C'),
  mysqld: without(/^(--daemonize|-D|--initialize.*|--validate-config)$/),
  mysqld_safe: always,
  prometheus: (words) => words.some((word) => word.startsWith('--')),
  alertmanager: (words) => words.some((word) => word.startsWith('--')),
  pg_receivewal: without(/^--(create|drop)-slot$/),
  pg_recvlogical: (words) => words.includes('--start'),
  socat: (words) => words.some((word) => /^(tcp|udp|unix)\w*-listen:/i.test(word)),
  gcloud: (words) => words.includes('start-iap-tunnel'),
  fly: first(/^proxy$/),
  flyctl: first(/^proxy$/),
  nc: (words) => words.some((word) => /^-[a-z]*l/.test(word) && word !== '-lnp'),
};
