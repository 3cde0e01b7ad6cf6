// kubectl on Compose services: what runbooks ask it, and the errors that they run into.
import { describe, expect, it } from 'vitest';
import { deploymentsOf } from './k8s-objects.ts';
import { kubectl } from './kubectl.ts';
import { container, createWorld } from './testing/world.ts';

const containers = [
  container('gateway'),
  container('gateway', { id: 'gateway2', name: 'shop-gateway-2', number: 2 }),
  container('redis', { state: 'exited', exitCode: 137, oomKilled: true }),
];
const shop = (options = {}) => createWorld({ containers, ...options });

const podNames = async (played = shop()): Promise<readonly string[]> =>
  (await deploymentsOf(played.world)).flatMap(({ pods }) => pods.map(({ name }) => name));

it('shows pods', async () => {
  const [one, two, three] = await podNames();
  expect(one).toMatch(/^gateway-[a-z0-9]{10}-[a-z0-9]{5}$/);
  expect((await shop().play(kubectl, 'get pods -n production')).shown).toBe(
    `NAME                       READY   STATUS      RESTARTS   AGE
${one}   1/1     Running     0          3m11s
${two}   1/1     Running     0          3m11s
${`${three}  `.padEnd(26)} 0/1     OOMKilled   0          3m11s
`,
  );
});

it.each([
  [
    'get deploy',
    'NAME      READY   UP-TO-DATE   AVAILABLE   AGE\ngateway   2/2     2            2           3m11s\nredis     0/1     1            0           3m11s\n',
  ],
  ['get sts/redis --no-headers', 'redis   0/1   3m11s\n'],
  ['get deployments gateway -o name', 'deployment.apps/gateway\n'],
  ['get deployment gateway -o jsonpath={.status.readyReplicas}/{.spec.replicas}', '2/2'],
  [
    'get deploy -o jsonpath={range .items[*]}{.metadata.name}={.status.readyReplicas}{"\\n"}{end}',
    'gateway=2\nredis=0\n',
  ],
  [
    'get pods -l app=redis -o jsonpath={.items[0].status.containerStatuses[0].state.terminated.reason}',
    'OOMKilled',
  ],
  [
    'get svc gateway -o wide',
    'NAME      TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)    AGE     SELECTOR\ngateway   ClusterIP   10.0.0.5     <none>        8080/TCP   3m11s   app=gateway\n',
  ],
  ['-n kafka get events', 'No resources found in kafka namespace.\n'],
  ['get pods -l app=nosuch', 'No resources found in default namespace.\n'],
  [
    'rollout history deployment/gateway',
    'deployment.apps/gateway \nREVISION  CHANGE-CAUSE\n1         <none>\n\n',
  ],
  ['rollout status deployment gateway', 'deployment "gateway" successfully rolled out\n'],
  ['config current-context', 'gameday\n'],
  ['top pods -l app=gateway --no-headers', /^gateway-\S+ {3}13m {3}34Mi\ngateway-/],
  [
    'describe deploy gate',
    /^Name: {19} ?gateway\n[^]*2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable/,
  ],
  ['describe pods -l app=redis', /State: {10}Terminated\n {6}Reason: {7}OOMKilled\n {6}Exit Code: {4}137/],
  [
    'get all',
    /^NAME {24}[^]*pod\/gateway[^]*\n\nNAME [^]*service\/redis[^]*\n\nNAME [^]*deployment\.apps\/redis/,
  ],
  ['get pods -A', /^NAMESPACE {3}NAME/],
  [
    'get deploy gateway -o yaml',
    /^apiVersion: apps\/v1\nkind: Deployment\nmetadata:\n {2}name: gateway\n[^]*\n {2}conditions:\n {2}- type: Available\n {4}status: True/,
  ],
  ['--help', /a stand-in of gameday, not the real kubectl/],
])('%s', async (line, shown) => {
  const played = await shop().play(kubectl, line.includes('range') ? split(line) : line);
  expect(played).toMatchObject({ exitCode: 0, effect: 'none' });
  if (typeof shown === 'string') expect(played.shown).toBe(shown);
  else expect(played.shown).toMatch(shown);
});

/** The template holds a blank. */
const split = (line: string): readonly string[] => [
  ...line.slice(0, line.indexOf(' -o ')).split(' '),
  '-o',
  line.slice(line.indexOf(' -o ') + 4),
];

it('gives JSON that machines read', async () => {
  const { shown } = await shop().play(kubectl, 'get pods -o json');
  expect(JSON.parse(shown)).toMatchObject({
    kind: 'List',
    items: [{ kind: 'Pod' }, {}, { status: { phase: 'Failed' } }],
  });
});

it.each([
  ['get deploy nosuch', 1, 'Error from server (NotFound): deployments.apps "nosuch" not found\n'],
  ['get pods nosuch', 1, 'Error from server (NotFound): pods "nosuch" not found\n'],
  ['get cm settings', 1, 'Error from server (NotFound): configmaps "settings" not found\n'],
  ['get frobnicators', 1, 'error: the server doesn\'t have a resource type "frobnicators"\n'],
  ['get', 1, /Required resource not specified/],
  ['get pods --frobnicate', 1, "error: unknown flag: --frobnicate\nSee 'kubectl get --help' for usage.\n"],
  ['frobnicate', 1, 'error: unknown command "frobnicate" for "kubectl"\n'],
  [
    'scale deploy/nosuch --replicas=2',
    1,
    'Error from server (NotFound): deployments.apps "nosuch" not found\n',
  ],
  ['scale deploy/gateway', 1, 'error: required flag(s) "replicas" not set\n'],
  ['scale deploy/gateway --replicas=N', 1, /^error: invalid argument "N"/],
  ['rollout restart nosuch', 1, /doesn't have a resource type "nosuch"/],
  ['rollout undo deploy/gateway', 1, 'error: no rollout history found for deployment "gateway"\n'],
  [
    'rollout status deploy/redis --timeout=3s',
    1,
    'Waiting for deployment "redis" rollout to finish: 0 of 1 updated replicas are available...\nerror: timed out waiting for the condition\n',
  ],
  ['exec gateway-x -- ls', 1, 'Error from server (NotFound): pods "gateway-x" not found\n'],
  ['exec deploy/gateway ls', 1, /^error: exec \[POD\] \[COMMAND\] is not supported anymore/],
  ['exec deploy/redis -- ls', 1, 'error: unable to upgrade connection: container not found ("redis")\n'],
  ['logs deploy/gateway -c sidecar', 1, /^error: container sidecar is not valid for pod gateway-/],
  [
    'logs deploy/gateway --previous',
    1,
    /^Error from server \(BadRequest\): previous terminated container "gateway" in pod/,
  ],
  ['delete pod nosuch', 1, 'Error from server (NotFound): pods "nosuch" not found\n'],
  ['delete deploy gateway', 1, /^error: this kubectl is a stand-in/],
  ['apply -f x.yaml', 1, /^error: this kubectl is a stand-in of gameday and has no "apply"/],
])('%s fails', async (line, exitCode, shown) => {
  const { play, acts } = shop();
  const played = await play(kubectl, line);
  expect(played.exitCode).toBe(exitCode);
  if (typeof shown === 'string') expect(played.shown).toBe(shown);
  else expect(played.shown).toMatch(shown);
  expect(acts).toEqual([]);
});

describe('changes', () => {
  it('restarts a rollout, and knows of it afterwards', async () => {
    const { play, acts } = shop();
    expect(await play(kubectl, '-n prod rollout restart deployment/gateway')).toEqual({
      exitCode: 0,
      shown: 'deployment.apps/gateway restarted\n',
      effect: 'restarted the service gateway',
    });
    expect(acts).toEqual(['restart gateway', 'restart gateway']);
    expect((await play(kubectl, 'rollout history deploy gateway')).shown).toMatch(/1 +<none>\n2 +<none>/);
    expect((await play(kubectl, 'rollout undo deploy/gateway')).shown).toBe(
      'deployment.apps/gateway rolled back\n',
    );
  });

  it('scales by Compose, and to nothing by stopping', async () => {
    const { play, acts, runs } = shop();
    expect(await play(kubectl, 'scale deployment gateway --replicas=3')).toMatchObject({
      shown: 'deployment.apps/gateway scaled\n',
      effect: 'scaled the service gateway from 2 to 3',
    });
    expect(runs).toEqual([
      'docker-compose --progress quiet up -d --no-deps --no-recreate --scale gateway=3 gateway (in /proc/1/cwd)',
    ]);
    acts.slice();
    await play(kubectl, 'scale deployment gateway --replicas=0');
    expect(acts.slice(-2)).toEqual(['stop gateway', 'stop gateway']);
    expect((await play(kubectl, 'get deploy gateway --no-headers')).shown).toMatch(/^gateway {3}0\/0/);
    expect((await play(kubectl, 'get pods -l app=gateway')).shown).toMatch(/^No resources found/);
    await play(kubectl, 'scale deployment gateway --replicas=2');
    expect(acts.slice(-2)).toEqual(['start gateway', 'start gateway']);
  });

  it('deletes pods, whose deployment makes others', async () => {
    const played = shop();
    const [one = ''] = await podNames(played);
    expect(await played.play(kubectl, `delete pod ${one}`)).toMatchObject({
      exitCode: 0,
      shown: `pod "${one}" deleted\n`,
    });
    expect(played.acts).toEqual(['restart gateway']);
    await played.play(kubectl, `delete pod/${one} --force --grace-period=0`);
    expect(played.acts.slice(1)).toEqual(['kill gateway', 'start gateway']);
  });
});

it.each([
  [
    'logs deploy/gateway --tail=50 --since=5m',
    false,
    'sh -c exec docker logs "$@" 2>&1 sh --tail 50 --since 5m shop-gateway-1',
  ],
  ['exec -it deploy/gateway -- sh -c ls', false, 'docker exec -i shop-gateway-1 sh -c ls'],
  ['exec -it deploy/gateway -- sh', true, 'docker exec -i -t shop-gateway-1 sh'],
])('%s is handed to docker', async (line, terminal, run) => {
  const { play, runs } = shop({ terminal, runExitCode: 3 });
  await play(kubectl, line);
  expect(runs).toEqual([run]);
});

it('ends exec as the command did', async () => {
  expect(await shop({ runExitCode: 3 }).play(kubectl, 'exec deploy/gateway -- false')).toMatchObject({
    exitCode: 3,
    shown: 'command terminated with exit code 3\n',
    effect: 'ran false in shop-gateway-1',
  });
});
