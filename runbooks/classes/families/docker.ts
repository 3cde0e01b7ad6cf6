// docker, podman and Compose.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { writesTo } from '../paths.ts';

const follow = { '--follow': ['R1', 'it never ends'] } as const;

/** Without a limit the whole log comes. */
const judgeLogs = ({ args }: Call): readonly Verdict[] | null => {
  const limited = args.options.has('--tail') || args.options.has('--since') || args.options.has('--until');
  return limited && args.options.get('--tail')?.at(-1)?.value?.value !== 'all'
    ? null
    : [verdict('R1', 'it prints the whole log')];
};

/** What is typed into a process is not known. */
const judgeAttach = ({ args, stdin }: Call): readonly Verdict[] | null =>
  args.subcommand.endsWith('attach') && stdin.kind !== 'none'
    ? unknown('what it types there is not known')
    : null;

const judgeStats = ({ args }: Call): readonly Verdict[] | null =>
  args.options.has('--no-stream') ? [verdict('R0', 'it shows use of resources once')] : null;

/** `docker cp c:/x .` takes a file out, `docker cp x c:/` changes the container. */
const judgeCopy = ({ args }: Call): readonly Verdict[] => {
  const target = args.positionals.at(-1) ?? null;
  if (target === null || /^[^/.][^/]*:/.test(target.value))
    return [verdict('W2', 'it changes files in a container')];
  return target.value === '-'
    ? [verdict('R1', 'it prints files of a container')]
    : [writesTo(target, 'copies to')];
};

/** `docker inspect` shows the environment; a format that names something else doesn't. */
const judgeInspect = ({ args }: Call): readonly Verdict[] | null => {
  const format = args.options.get('--format')?.at(-1)?.value?.value;
  if (format === undefined) return [verdict('R1', 'it prints all of it, its environment included')];
  return [
    /\.Config\s*}|\.Env|^\{\{\s*json\s+\.\s*\}\}$|^json$/.test(format)
      ? verdict('X4', 'it prints the environment of the container')
      : verdict('R0', 'it shows one property'),
  ];
};

const judgeScale = ({ args }: Call): readonly Verdict[] | null =>
  args.positionals.some(({ value }) => value.endsWith('=0'))
    ? [verdict('W1', 'it stops all containers of a service')]
    : null;

const judgeConfig = ({ args }: Call): readonly Verdict[] | null => {
  const output = args.options.get('--output')?.at(-1)?.value ?? null;
  if (output !== null) return [writesTo(output)];
  const named = ['--services', '--volumes', '--images', '--profiles', '--quiet', '--hash', '--networks'].some(
    (name) => args.options.has(name),
  );
  return named ? [verdict('R0', 'it shows names of the file')] : null;
};

export const dockerFamily: Family = {
  title: 'Containers',
  programs: 'docker podman nerdctl docker-compose podman-compose',
  rows: [
    row(
      'R0',
      ',help,ps,images,inspect,version,info,port,top,diff,history,search,system df,network ls,network inspect,volume ls,volume inspect,context ls,context show,context inspect,image inspect,manifest inspect,buildx ls,plugin ls,node ls,service ls,service ps,service inspect,stack ls,stack services,stack ps,swarm ca,pod ps,pod ls,secret ls,config ls,network list,volume list',
      'it shows state',
      { judge: (call) => (call.args.subcommand === 'inspect' ? judgeInspect(call) : null) },
    ),
    row(
      'R0',
      'compose,compose ps,compose ls,compose images,compose port,compose top,compose version,compose volumes',
      'it shows state',
    ),
    row('R1', 'compose config,compose convert', 'it prints the whole file with the values of its variables', {
      judge: judgeConfig,
    }),
    row('R0', 'logs,compose logs,service logs', 'it shows a part of the log', {
      judge: judgeLogs,
      options: follow,
    }),
    row('R1', 'stats,compose stats', 'it never ends', { judge: judgeStats }),
    row(
      'R1',
      'wait,compose wait,events,compose events,system events,attach,compose attach,compose watch',
      'it never ends',
      { judge: judgeAttach },
    ),
    row('W1', 'start,compose start', 'it starts what was stopped', { inverse: 'stop' }),
    row('W1', 'stop,compose stop', 'it can be started again', { inverse: 'start' }),
    row('W1', 'pause,compose pause', 'it can go on again', { inverse: 'unpause' }),
    row('W1', 'unpause,compose unpause', 'it can be paused again', { inverse: 'pause' }),
    row('W1', 'restart,compose restart', 'it stops and starts; what is stored stays'),
    row('W1', 'kill,compose kill', 'it can be started again', { inverse: 'start' }),
    row('W1', 'compose up,compose create,compose scale', 'it makes the containers that the file describes', {
      judge: judgeScale,
      options: { '--renew-anon-volumes': ['X1', 'what is in anonymous volumes is lost'] },
      dry: ['--dry-run'],
    }),
    row('W1', 'compose down', 'containers are removed; volumes stay', {
      inverse: 'up -d',
      options: {
        '--volumes': ['X1', 'the data in its volumes is lost'],
        '--rmi': ['W2', 'its images are removed'],
      },
      dry: ['--dry-run'],
    }),
    row('W1', 'compose rm', 'stopped containers are removed; volumes stay', {
      options: { '--volumes': ['X1', 'the data in anonymous volumes is lost'] },
      dry: ['--dry-run'],
    }),
    row(
      'W1',
      'pull,compose pull,tag,commit,network create,volume create,rename,update,save,export,image save',
      'it adds something beside what is there',
      { options: { '--output': ['W1', 'it writes a file'] } },
    ),
    row('W1', 'network connect', 'the container joins a network', { inverse: 'disconnect' }),
    row('W1', 'network disconnect', 'the container leaves a network', { inverse: 'connect' }),
    row('W2', 'cp,compose cp', 'it changes files', { judge: judgeCopy }),
    row(
      'W2',
      'service scale,service update,service rollback,stack deploy,service create,node update,load,import,image load,rmi,builder prune,buildx prune,image prune,network rm,network prune',
      'it changes what others use, or removes what can be made again',
    ),
    row('X1', 'rm', 'the container and what was written in it are lost'),
    row(
      'X1',
      'volume rm,volume prune,system prune,container prune,system reset,service rm,stack rm,pod rm,secret rm,config rm,volume remove,swarm leave',
      'what it removes is lost',
    ),
    row(
      'U',
      'run,create,compose run,exec,compose exec,build,compose build,buildx bake,compose alpha,plugin install,swarm init,swarm join,service exec',
      'what it runs is in an image or a file',
    ),
    row(
      'U',
      'context use,context create,context update,context rm',
      'it changes which engine is meant from then on',
    ),
    row('X3', 'push,compose push,image push,compose publish', 'others get it from the registry'),
    row(
      'X4',
      'login,logout,secret create,config create,swarm join-token,swarm unlock-key',
      'it handles credentials',
    ),
  ],
  note: '`exec` and `run` with a command are judged by that command. Escapes are listed above. `-f`, `-p` and profiles do not change the class: the target is checked on its own.',
};
