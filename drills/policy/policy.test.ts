// Which commands may run, and whom they may hit.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import { commandHash } from '../bindings/command-key.ts';
import { noBindings, type Bindings } from '../bindings/schema.ts';
import { expectedValues } from '../bindings/values.ts';
import { approverOf, decide, type Permit } from './decide.ts';
import { examine } from './examine.ts';
import { answerKey } from './gates.ts';
import { checkTargets } from './targets.ts';
import { createTerminal } from './terminal.ts';

const nobody: Permit = { approved: new Set(), commands: new Set() };

const examinedOf = (command: string, bindings: Bindings) => {
  const runbook = parseRunbook(`## Broker down\n\n\`\`\`bash\n${command}\n\`\`\`\n`);
  const [action] = runbook.commands;
  const [section] = runbook.sections;
  if (action === undefined || section === undefined) throw new Error(`no command: ${command}`);
  return examine(action, section, {
    runbook,
    bindings,
    values: expectedValues(bindings),
    terminal: createTerminal('/srv/shop'),
  });
};

const judge = (command: string, bindings: Bindings = noBindings, permit: Permit = nobody): string =>
  decide(examinedOf(command, bindings), permit)?.held ?? 'runs';

const bound = (command: string, more: object): Bindings => ({
  placeholders: {},
  commands: [{ command, ...more }],
});

const wipe = 'redis-cli FLUSHALL';
const setting = 'redis-cli CONFIG SET maxmemory 1mb';
const approved = (command: string, ...approve: readonly string[]): Bindings =>
  bound(command, { approve, hash: commandHash(command) });
const migrate = './migrate.sh && rm -rf /data';
const migrated = (given: string, ...approve: readonly string[]): Bindings =>
  bound(migrate, { class: given, approve, hash: commandHash(migrate) });
const secretWipe = 'redis-cli -a hunter22 FLUSHALL';

describe('a command', () => {
  it.each<[string, Bindings, Permit, string]>([
    ['docker ps', noBindings, nobody, 'runs'],
    ['docker compose logs -f api', noBindings, nobody, 'runs'],
    ['docker compose restart api', noBindings, nobody, 'runs'],
    ['redis-cli FLUSHALL', noBindings, nobody, 'blocked'],
    ['redis-cli FLUSHALL', noBindings, { ...nobody, approved: new Set(['X1']) }, 'runs'],
    ['redis-cli FLUSHALL', noBindings, { ...nobody, approved: new Set(['W2']) }, 'blocked'],
    [
      'redis-cli FLUSHALL',
      noBindings,
      { ...nobody, commands: new Set([answerKey({ command: 'redis-cli FLUSHALL', classes: ['X1'] })]) },
      'runs',
    ],
    ['redis-cli FLUSHALL', bound('redis-cli FLUSHALL', { waive: true }), nobody, 'waived'],
    [wipe, approved(wipe, 'X1'), nobody, 'runs'],
    [wipe, approved(wipe, 'W2'), nobody, 'blocked'],
    [wipe, bound(wipe, { approve: ['X1'], hash: commandHash('redis-cli DBSIZE') }), nobody, 'blocked'],
    [wipe, bound(wipe, { approve: ['X1'] }), nobody, 'blocked'],
    // What was read is approved, and not what a value or a line break makes of it.
    [
      'redis-cli <VERB>',
      { ...approved('redis-cli <VERB>', 'X1'), placeholders: { VERB: 'FLUSHALL' } },
      nobody,
      'blocked',
    ],
    [
      'redis-cli DEL $KEY',
      { ...approved('redis-cli DEL $KEY', 'X1'), placeholders: { KEY: 'x' } },
      nobody,
      'blocked',
    ],
    [`${setting} #\n${wipe}`, { ...approved(`${setting} # ${wipe}`, 'W2') }, nobody, 'blocked'],
    ['rm -rf /data/\\\nold', approved('rm -rf /data/ old', 'X1'), nobody, 'blocked'],
    // Each class of a line has its own approval, whoever gives it.
    [`${wipe} && ${setting}`, approved(`${wipe} && ${setting}`, 'X1'), nobody, 'blocked'],
    [`${wipe} && ${setting}`, approved(`${wipe} && ${setting}`, 'X1', 'W2'), nobody, 'runs'],
    [
      `${wipe} && ${setting}`,
      approved(`${wipe} && ${setting}`, 'X1'),
      { ...nobody, approved: new Set(['W2']) },
      'runs',
    ],
    [secretWipe, approved(secretWipe, 'X4'), nobody, 'blocked'],
    [secretWipe, approved(secretWipe, 'X4', 'X1'), nobody, 'runs'],
    // A reviewed class stands for what gameday can't tell, beside what it can.
    [migrate, migrated('W2', 'W2'), nobody, 'blocked'],
    [migrate, migrated('W2', 'W2', 'X1'), nobody, 'runs'],
    [migrate, migrated('R0', 'X1'), nobody, 'runs'],
    [migrate, migrated('R0'), nobody, 'blocked'],
    [
      './fix.sh',
      bound('./fix.sh', { class: 'W2', approve: ['W2'], hash: commandHash('./fix.sh') }),
      nobody,
      'runs',
    ],
    ['./fix.sh', bound('./fix.sh', { class: 'W2', hash: commandHash('./fix.sh') }), nobody, 'blocked'],
    ['./fix.sh', noBindings, { ...nobody, approved: new Set(['W2', 'X1', 'X2', 'X4']) }, 'blocked'],
    ['./fix.sh', bound('./fix.sh', { class: 'W1', hash: commandHash('./fix.sh') }), nobody, 'runs'],
    ['./fix.sh', bound('./fix.sh', { class: 'W1', hash: commandHash('./fix.sh --hard') }), nobody, 'blocked'],
    ['./fix.sh', bound('./fix.sh', { class: 'X3', hash: commandHash('./fix.sh') }), nobody, 'blocked'],
    // Two classes, two gates.
    [
      'cast send 0x1 "f()" --private-key $K',
      { placeholders: { K: '0xabc' }, commands: [] },
      { ...nobody, approved: new Set(['W2', 'X1', 'X2', 'X4']) },
      'blocked',
    ],
    // A review does not make harmless what gameday can tell.
    ['rm -rf /', bound('rm -rf /', { class: 'R0', hash: commandHash('rm -rf /') }), nobody, 'blocked'],
    ['docker exec api cat <FILE>', noBindings, nobody, 'unbound'],
    ['docker exec api cat <FILE>', { placeholders: { FILE: '/etc/hostname' }, commands: [] }, nobody, 'runs'],
    // What a value makes of a command counts, not what the runbook wrote.
    ['docker <VERB> api', { placeholders: { VERB: 'rm -f' }, commands: [] }, nobody, 'blocked'],
    [
      'docker run --privileged alpine ls',
      noBindings,
      { ...nobody, approved: new Set(['W2', 'X1']) },
      'blocked',
    ],
  ])('%s with %j: %s', (command, bindings, permit, expected) => {
    expect(judge(command, bindings, permit)).toBe(expected);
  });
});

const unhurried = { clock: systemClock, signal: new AbortController().signal };
const owner = (kind: string) => ({
  identity: { system: 'shop', project: 'shop' } as never,
  engine: { kind, version: '', apiVersion: '' },
  services: ['api', 'db'],
  ownContainers: () => Promise.resolve([{ id: 'f00dcafe00112233', name: 'shop-api-1', service: 'api' }]),
});

// It decides whether targets are asked, stores watched, and a failure tried again.
it.each([
  [migrate, migrated('R0'), 'X1', ['X1', 'R0']],
  [migrate, migrated('X4'), 'X4', ['X4', 'X1']],
  ['./fix.sh', bound('./fix.sh', { class: 'R0', hash: commandHash('./fix.sh') }), 'R0', ['R0']],
])('%s with %j is %s', (command, bindings, commandClass, classes) => {
  expect(examinedOf(command, bindings)).toMatchObject({ commandClass, classes });
});

describe('who let it through', () => {
  const reviewed = bound(wipe, { approve: ['X1'], hash: commandHash(wipe), reason: 'test data' });

  it.each<[string, Bindings, Permit, string | null]>([
    ['docker compose restart api', noBindings, nobody, null],
    [wipe, reviewed, nobody, 'bindings.yaml: test data'],
    [
      wipe,
      noBindings,
      { ...nobody, commands: new Set([answerKey({ command: wipe, classes: ['X1'] })]) },
      'the person at the terminal',
    ],
    [wipe, noBindings, { ...nobody, approved: new Set(['X1']) }, '--approve X1'],
    [
      secretWipe,
      approved(secretWipe, 'X1'),
      { ...nobody, approved: new Set(['X4']) },
      'bindings.yaml: no reason given; --approve X4',
    ],
  ])('%s with %j', (command, bindings, permit, expected) => {
    expect(approverOf(examinedOf(command, bindings), permit)).toBe(expected);
  });
});

describe('a target', () => {
  it.each([
    ['docker restart shop-api-1', 'private', null],
    ['docker restart f00dcafe0011', 'private', null],
    [
      'docker restart other-api-1',
      'private',
      'container other-api-1 is not of the stack shop that gameday created',
    ],
    ['docker exec other-db-1 psql -c "DELETE FROM a"', 'private', 'container other-db-1'],
    ['docker cp dump.rdb shop-redis-9:/data/', 'private', 'container shop-redis-9'],
    ['docker-compose restart api', 'private', null],
    ['docker compose restart web', 'private', 'service web'],
    ['docker compose -p other down', 'private', 'project other'],
    ['docker compose exec web rm x', 'private', 'service web'],
    ['docker system prune -af', 'private', null],
    ['docker system prune -af', 'docker', 'docker system prune acts on the whole engine'],
    ['docker volume rm shop_data', 'docker', 'docker volume rm acts on the whole engine'],
    ['curl -X POST http://localhost:8080/run', 'private', null],
    ['curl -X POST http://api:8080/run', 'private', null],
    ['curl -X POST https://example.com/run', 'private', 'host example.com'],
    ['curl -X POST "$URL"', 'private', null],
    ['curl -X POST "$URL"', 'docker', 'unknown host $URL'],
    ['true && docker stop other-api-1', 'private', 'container other-api-1'],
    ['for c in $(docker ps -q); do docker stop $c; done', 'private', 'container $c'],
  ])('%s on a %s engine: %s', async (command, kind, expected) => {
    const astray = await checkTargets(readCommand(command), owner(kind), unhurried);
    if (expected === null) expect(astray).toBeNull();
    else expect(astray).toContain(expected);
  });
});

describe('a target on the machine’s own engine', () => {
  it.each([
    // Curl and its like.
    ['curl --url http://prod/x -d 1', 'host prod'],
    ['curl --resolve api:80:93.184.216.34 -d 1 http://api/', 'host 93.184.216.34'],
    ['curl --connect-to api:80:prod:80 -d 1 http://api/', 'host prod'],
    ['curl -x http://prod:3128 -d 1 http://api/', 'host prod'],
    ['HTTP_PROXY=http://prod:3128 curl -d 1 http://api/', 'host prod'],
    ['env https_proxy=prod:3128 curl -d 1 https://api/', 'host prod'],
    ['curl -K how.txt http://api/', 'may name any host'],
    ['curl --unix-socket /var/run/docker.sock -X POST http://localhost/', 'acts on the whole engine'],
    ['http PUT http://prod/x a=b', 'host prod'],
    ['xh prod/x', 'host prod'],
    ['nc prod 80', 'host prod'],
    ['socat - TCP:prod:80', 'host prod'],
    // Stores and queues.
    ['redis-cli -u redis://:pw@prod:6379/0 BGSAVE', 'host prod'],
    ['redis-cli --cluster call prod:6379 BGSAVE', 'host prod'],
    ['redis-cli REPLICAOF prod 6379', 'host prod'],
    ['psql postgres://prod/x -c vacuum', 'host prod'],
    ['psql "postgres://api/x?host=prod" -c vacuum', 'host prod'],
    ['psql "dbname=x host=api,prod" -c vacuum', 'host prod'],
    ['psql service=prod -c vacuum', 'service file'],
    ['PGHOST=prod psql -c vacuum', 'host prod'],
    ['docker exec -e PGHOST=prod shop-api-1 psql -c vacuum', 'host prod'],
    ["echo 'PGHOST=prod' >> .env", 'host prod'],
    ['mysql --login-path=prod -e "analyze table x"', 'may name any host'],
    ['mongosh mongodb://prod/x --eval "rs.stepDown()"', 'host prod'],
    ['mongosh --host rs0/api:27017,prod:27017 --eval "rs.stepDown()"', 'host prod'],
    ['kcat -b api:9092,prod:9092 -P -t x', 'host prod'],
    ['kafka-leader-election --bootstrap-server prod:9092 --election-type preferred', 'host prod'],
    ['rpk topic create x -X brokers=prod:9092', 'host prod'],
    ['rabbitmqctl -n rabbit@prod stop_app', 'host prod'],
    ['echo prod | xargs redis-cli -h', 'gets its host from a pipe'],
    // Containers and projects.
    ['docker ps -q | xargs docker stop', 'from a pipe, which may be anybody’s'],
    ['docker ps -q | xargs docker exec', 'from a pipe, which may be anybody’s'],
    ['nerdctl stop other', 'container other'],
    ['COMPOSE_PROJECT_NAME=other docker compose down', 'project other'],
    ['export COMPOSE_PROJECT_NAME=other', 'project other'],
    ["echo 'COMPOSE_PROJECT_NAME=other' >> .env", 'project other'],
    ['docker compose -f other.yml down', '--file other.yml may be of another project'],
    ['docker compose -f - up -d', '--file - may be of another project'],
    ['docker compose --env-file other.env down', '--env-file other.env may be of another project'],
    ['docker compose -p other exec api rm x', 'project other'],
    ['docker compose cp x web:/x', 'service web'],
    ['cat > docker-compose.override.yml <<E\nprivileged\nE', 'it writes docker-compose.override.yml'],
    ['sed -i s/a/b/ docker-compose.yml', 'it writes docker-compose.yml'],
    ['cp other.yml ./compose.yaml', 'it writes ./compose.yaml'],
    ['curl -o docker-compose.yml http://api/', 'it writes docker-compose.yml'],
    // Machines: the operator's stand-ins act on the stack, those in a container do not exist.
    ['docker exec shop-api-1 ssh prod systemctl restart x', 'host prod'],
    ['docker exec shop-api-1 kubectl scale deploy x --replicas=0', 'machines that are not the stack’s'],
    ['rsync -a . prod:/srv', 'host prod'],
    ['gcloud compute instances stop x', 'machines that are not the stack’s'],
  ])('%s: %s', async (command, expected) => {
    expect(await checkTargets(readCommand(command), owner('docker'), unhurried)).toContain(expected);
  });

  it.each([
    'curl -d 1 http://user:pw@api:8080/x?next=http://prod/',
    'curl -x "" -d 1 --resolve api:80:127.0.0.1 http://api/',
    'http :8080/run a=b',
    'http POST api/run url=http://prod/',
    'psql -h /var/run/postgresql shop -c vacuum',
    'PGHOST=db psql "host=db dbname=shop" -c vacuum',
    'mongosh shop --eval "rs.stepDown()"',
    'redis-cli REPLICAOF NO ONE',
    'nc -l 8080',
    'docker compose -f docker-compose.yml --env-file .env restart api',
    'docker compose -f compose.yaml -f compose.override.yaml restart api',
    'docker compose cp - api:/var/lib < a.tar',
    'docker commit shop-api-1 backup',
    'ssh prod systemctl restart x',
    'kubectl --context prod scale deploy api --replicas=0',
    'cp docker-compose.yml docker-compose.yml.bak',
    "echo 'see http://prod/' >> notes.txt",
  ])('of the stack: %s', async (command) => {
    expect(await checkTargets(readCommand(command), owner('docker'), unhurried)).toBeNull();
  });
});

it.each([
  ['docker inspect other-api-1', null],
  ['docker ps -q | xargs docker inspect', null],
  ['docker compose -f other.yml ps', null],
  ['curl -x http://prod:3128 http://api/', 'host prod'],
  ['curl -s https://example.com/health', 'host example.com'],
  ['wget -qO- http://api:8080/health', null],
])('only reading, %s: %s', async (command, expected) => {
  const astray = await checkTargets(readCommand(command), owner('docker'), unhurried, true);
  if (expected === null) expect(astray).toBeNull();
  else expect(astray).toContain(expected);
});
