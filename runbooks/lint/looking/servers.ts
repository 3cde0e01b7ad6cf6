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
  nc: (words) => words.some((word) => /^-[a-z]*l/.test(word) && word !== '-lnp'),
};
