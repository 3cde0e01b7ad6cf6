// How the words behind a tool are read: sub-commands, options with and without values, positionals.
import { describe, expect, it } from 'vitest';
import { readCommand } from '../shell/read-command.ts';
import { composeCall, dockerCall, kubectlCall } from './calls.ts';
import { optionValue, readArgs } from './read-args.ts';

const first = (command: string) => {
  const [invocation] = readCommand(command).invocations;
  if (invocation === undefined) throw new Error(`nothing runs in ${command}`);
  return invocation;
};

const read = (command: string) => {
  const { program, args } = first(command);
  const found = readArgs(program, args);
  const options = [...(found?.options ?? [])].map(
    ([name, uses]) => `${name}=${uses.map(({ value }) => value?.value ?? '').join(',')}`,
  );
  return [found?.subcommand, options.join(' '), found?.positionals.map(({ value }) => value).join(' ')];
};

it.each([
  ['docker ps -a --filter name=x', 'ps', '--all= --filter=name=x', ''],
  ['docker logs -f --tail 5 api', 'logs', '--follow= --tail=5', 'api'],
  ['docker logs -fn5 api', 'logs', '--follow= --tail=5', 'api'],
  ['docker container ls', 'ps', '', ''],
  ['docker -H x ps', 'ps', '--host=x', ''],
  ['docker compose -f a.yml -f b.yml up -d api', 'compose up', '--file=a.yml,b.yml --detach=', 'api'],
  ['docker compose logs -f api', 'compose logs', '--follow=', 'api'],
  ['docker-compose -p x restart -t 5 api', 'restart', '--project-name=x --timeout=5', 'api'],
  ['docker run -itv a:b --name=x alpine', 'run', '--interactive= --tty= --volume=a:b --name=x', 'alpine'],
  ['docker system prune -af', 'system prune', '--all= --force=', ''],
  ['kubectl -n x get pods -l a=b -o wide', 'get', '--namespace=x --selector=a=b --output=wide', 'pods'],
  ['kubectl get pods -nx', 'get', '--namespace=x', 'pods'],
  ['kubectl logs -f p -c c --tail=5', 'logs', '--follow= --container=c --tail=5', 'p'],
  ['kubectl rollout undo deploy/x --to-revision=2', 'rollout undo', '--to-revision=2', 'deploy/x'],
  [
    'helm -n x upgrade --install api ./chart -f v.yaml',
    'upgrade',
    '--namespace=x --install= --values=v.yaml',
    'api ./chart',
  ],
  ['systemctl --user restart api', 'restart', '--user=', 'api'],
  ['git -C /x log --oneline -n 5', 'log', '-C=/x --oneline= --max-count=5', ''],
  ['rpk cluster config set a b', 'cluster config set', '', 'a b'],
  ['curl -sS -XPOST -d a=1 http://x', '', '--silent= --show-error= --request=POST --data=a=1', 'http://x'],
  ['curl -so /dev/null http://x', '', '--silent= --output=/dev/null', 'http://x'],
  ['redis-cli -h db -n 2 GET -x', '', '--host=db --db=2', 'GET -x'],
  ['psql -U app -d db -c "SELECT 1"', '', '--username=app --dbname=db --command=SELECT 1', ''],
  ['tail -n 5 -- -x', '', '--lines=5', '-x'],
  ['sort --outp=x y', '', '--output=x', 'y'],
  ['terraform -chdir=x apply -auto-approve', 'apply', '-chdir=x -auto-approve=', ''],
  ['mysql -psecret -uroot', '', '--password=secret --user=root', ''],
])('%s', (command, subcommand, options, positionals) => {
  expect(read(command)).toEqual([subcommand, options, positionals]);
});

it('knows nothing of tools that are not in its table', () => {
  expect(readArgs('frobnicate', [])).toBeNull();
});

it('names options that a sub-command does not have, where it knows them all', () => {
  const { program, args } = first('docker compose up --detached --build api');
  expect(readArgs(program, args)?.unknown.map(({ name }) => name)).toEqual(['--detached']);
});

it('says when the sub-command may be the value of an unknown option', () => {
  const { program, args } = first('docker --weird ps rm x');
  expect(readArgs(program, args)?.doubtful).toBe(true);
});

it('gives the last value of an option', () => {
  const { program, args } = first('docker logs --tail 5 --tail=10 api');
  const found = readArgs(program, args);
  expect(found && optionValue(found, '--tail')).toBe('10');
});

describe('calls', () => {
  it.each([
    ['docker compose restart api worker', 'v2', 'restart', 'api worker'],
    ['docker-compose restart api', 'v1', 'restart', 'api'],
    ['docker compose -f x.yml exec -T db psql', 'v2', 'exec', 'db'],
    ['docker compose up -d --scale api=3 api', 'v2', 'up', 'api'],
    ['docker-compose scale api=3 worker=2', 'v1', 'scale', 'api worker'],
    ['docker compose logs', 'v2', 'logs', ''],
    ['sudo docker compose stop api', 'v2', 'stop', 'api'],
    ['docker compose cp api:/x .', 'v2', 'cp', ''],
  ])('%s', (command, version, subcommand, services) => {
    const call = composeCall(first(command));
    expect([call?.version, call?.subcommand, call?.services.map(({ value }) => value).join(' ')]).toEqual([
      version,
      subcommand,
      services,
    ]);
  });

  it.each(['docker ps', 'docker exec c docker-compose-x', 'ls'])('%s is no call of Compose', (command) => {
    expect(composeCall(first(command))).toBeNull();
  });

  it.each([
    ['docker restart a b', 'restart', 'a b'],
    ['docker exec -it c bash', 'exec', 'c'],
    ['docker exec c redis-cli ping', 'exec', 'c'],
    ['docker run --rm alpine ls', 'run', 'alpine'],
  ])('%s', (command, subcommand, targets) => {
    const call = dockerCall(first(command));
    expect([call?.subcommand, call?.targets.map(({ value }) => value).join(' ')]).toEqual([
      subcommand,
      targets,
    ]);
  });

  it.each([
    ['kubectl -n x get pods', 'get', 'x', 'pods'],
    ['kubectl scale deployment/api --replicas=2', 'scale', null, 'deployment'],
    ['kubectl logs api-1', 'logs', null, null],
    ['kubectl exec -n x api-1 -- ls', 'exec', 'x', null],
  ])('%s', (command, subcommand, namespace, resource) => {
    expect(kubectlCall(first(command))).toMatchObject({ subcommand, namespace, resource });
  });

  it('says where an option stands', () => {
    const command = 'docker compose up --detached';
    const [option] = composeCall(first(command))?.args.unknown ?? [];
    expect(command.slice(option?.word.from, option?.word.to)).toBe('--detached');
  });
});
