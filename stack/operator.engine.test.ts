// A terminal of many commands, and commands on a pty: what a person at the keyboard would see, without the keyboard.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startMiniStack, unhurried, within, type MiniStack } from '../test/mini-stack.ts';
import type { OperatorRunOptions } from './operator-host.ts';

let mini: MiniStack;
beforeAll(async () => {
  mini = await startMiniStack('mini-operator');
});
afterAll(() => mini.stop());

const run = (commandLine: string, options: OperatorRunOptions = {}, limitMs = 15_000) =>
  mini.stack.operator.run(commandLine, within(limitMs), options);

const running = async (service: string, command: string): Promise<number> => {
  const { id } = await mini.stack.powers.inspect(service, unhurried);
  const processes = (await mini.stack.kernel.processes(id)) ?? [];
  return processes.filter((process) => process.command.startsWith(command)).length;
};

describe.each([{ tty: false }, { tty: true }])('a terminal, tty: $tty', ({ tty }) => {
  const options = { tty, session: `terminal-${tty}` };

  it('carries on what a command leaves behind', async () => {
    const first =
      'cd /tmp; export TOKEN="a b"; list=(x "y z"); say() { echo "say $1 in $PWD"; }; alias l="echo alias"; exit 3';
    expect(await run(first, options)).toMatchObject({ exitCode: 3, timedOut: false });
    const second = 'say "$TOKEN"; echo "${list[1]}"; l; printenv TOKEN';
    expect((await run(second, options)).output).toBe('say a b in /tmp\ny z\nalias\na b\n');
  });

  it('is left as it was by a command that ran over its time', async () => {
    const { timedOut } = await run('cd /var; TOKEN=lost; sleep 77; cd /usr', options, 800);
    expect(timedOut).toBe(true);
    expect((await run('echo "$PWD $TOKEN"', options)).output).toBe('/tmp a b\n');
  });

  it('keeps its background at work until it is closed', async () => {
    expect((await run('sleep 555 & echo $!', options)).exitCode).toBe(0);
    expect((await run('trap "echo closed > /tmp/closed" EXIT', options)).exitCode).toBe(0);
    expect(await running('operator', 'sleep 555')).toBe(1);
    await mini.stack.operator.endSession(options.session, unhurried);
    await eventually('the background ends', async () => (await running('operator', 'sleep 555')) === 0);
    expect((await run('cat /tmp/closed; rm /tmp/closed; ls -A /var/lib/gameday/terminals')).output).toBe(
      'closed\n',
    );
    expect((await run('echo "$PWD ${TOKEN-none}"', options)).output).toBe('/opt/mini none\n');
    await mini.stack.operator.endSession(options.session, unhurried);
  });
});

it('keeps its state from others than root', async () => {
  await run('SECRET=1', { session: 'secret' });
  const look = 'setpriv --reuid=daemon --clear-groups ls /var/lib/gameday/terminals';
  expect(await run(look)).toMatchObject({ exitCode: 2 });
  await mini.stack.operator.endSession('secret', unhurried);
});

describe('on a pty', () => {
  const tty = { tty: true };

  it.each([
    { line: 'echo out; echo err >&2; exit 3', exitCode: 3, output: 'out\nerr\n' },
    {
      line: '[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && stty size && echo $TERM',
      exitCode: 0,
      output: '50 160\nxterm\n',
    },
    {
      line: String.raw`printf '10%%\r100%%\r\n\033[1mk\303\244se\033[0m\n'`,
      exitCode: 0,
      output: '100%\nkäse\n',
    },
    { line: 'kill -TERM $$', exitCode: 143, output: '' },
    { line: 'false | true', exitCode: 0, output: '' },
    { line: 'docker exec -it mini-operator-redis-1 redis-cli ping', exitCode: 0, output: 'PONG\n' },
  ])('$line', async ({ line, exitCode, output }) => {
    expect(await run(line, tty)).toEqual({
      exitCode,
      output,
      stdout: output,
      stderr: '',
      truncated: false,
      timedOut: false,
    });
  });

  it.each([
    { line: 'echo begun; read -r answer' },
    { line: 'echo begun; cat' },
    { line: 'echo begun; seq 200 | more' },
    { line: 'echo begun; redis-cli -h redis' },
    { line: 'echo begun; bash' },
    { line: 'echo begun; stty -icanon -echo; dd bs=1 count=1' },
  ])('$line waits for input until it is ended', async ({ line }) => {
    const result = await run(line, tty, 1500);
    expect(result).toMatchObject({ timedOut: true, exitCode: null });
    expect(result.output).toMatch(/^begun\n/);
    const { id } = await mini.stack.powers.inspect('operator', unhurried);
    const left = (await mini.stack.kernel.processes(id))?.map(({ command }) => command) ?? [];
    expect(left.filter((command) => !/docker-init|forwarder/.test(command))).toEqual([]);
  });

  it('takes a flood without harm', async () => {
    const flood = 'head -c 10000000 /dev/zero | tr "\\0" x; yes | head -c 30000000; echo end';
    const result = await run(flood, { ...tty, maxOutputBytes: 20_000 }, 60_000);
    expect(result).toMatchObject({ exitCode: 0, truncated: true, output: 'x'.repeat(20_000) });
  });

  it('does not wait for what a command leaves in the background', async () => {
    const startedMs = unhurried.clock.monotonicMs();
    expect(await run('sleep 30 & echo started', tty)).toMatchObject({ exitCode: 0, output: 'started\n' });
    expect(unhurried.clock.monotonicMs() - startedMs).toBeLessThan(5000);
    await mini.stack.powers.endCommands('operator', unhurried);
  });
});

it.each([
  { line: 'docker exec -it mini-operator-redis-1 sleep 771', tty: true },
  { line: 'docker exec mini-operator-redis-1 sh -c "sleep 771 & setsid sleep 771 & sleep 771"', tty: false },
  { line: 'docker compose exec redis sleep 771', tty: true },
  { line: 'docker-compose exec -T redis sh -c "sleep 771"', tty: false },
])('ends what $line started in another container', async ({ line, tty }) => {
  // Somebody else's, started by another client.
  const others = mini.stack.powers.exec('redis', ['sleep', '772'], within(60_000));
  const stop = new AbortController();
  const result = mini.stack.operator.run(line, { ...unhurried, signal: stop.signal }, { tty });
  await eventually('it runs', async () => (await running('redis', 'sleep 771')) > 0);
  stop.abort();
  expect(await result).toMatchObject({ timedOut: true });
  expect(await running('redis', 'sleep 771')).toBe(0);
  expect(await running('redis', 'sleep 772')).toBe(1);
  await mini.stack.powers.endCommands('redis', unhurried);
  expect((await others).exitCode).toBe(137);
});

it.each([
  { line: 'docker compose ps --services redis', exitCode: 0, output: 'redis\n' },
  {
    line: 'docker compose ps nosuch',
    exitCode: 1,
    output: expect.stringContaining('no such service: nosuch'),
  },
  {
    line: 'cd / && docker compose ps redis',
    exitCode: 1,
    output: expect.stringContaining('no configuration file provided'),
  },
])('answers $line as in a folder of a person', async ({ line, exitCode, output }) => {
  expect(await run(line)).toMatchObject({ exitCode, output });
});

describe('stand-ins', () => {
  const calls = () => mini.stack.operator.standInCalls(unhurried);
  const last = async () => (await calls()).at(-1);

  it.each([
    { line: 'systemctl is-active redis', exitCode: 0, output: 'active\n' },
    { line: 'sudo systemctl restart redis && systemctl is-active redis', exitCode: 0, output: 'active\n' },
    {
      line: 'systemctl start nosuch',
      exitCode: 5,
      output: 'Failed to start nosuch.service: Unit nosuch.service not found.\n',
    },
    { line: 'service redis status | grep -c running', exitCode: 0, output: '1\n' },
    {
      line: "supervisorctl status | awk '{ print $1, $2 }'",
      exitCode: 0,
      output: 'bare RUNNING\nredis RUNNING\n',
    },
    {
      line: 'kubectl get deploy -o name',
      exitCode: 0,
      output: 'deployment.apps/bare\ndeployment.apps/redis\n',
    },
    { line: 'kubectl exec deploy/redis -- redis-cli ping', exitCode: 0, output: 'PONG\n' },
    {
      line: 'kubectl exec deploy/redis -- sh -c "exit 9"',
      exitCode: 9,
      output: 'command terminated with exit code 9\n',
    },
    { line: 'kubectl logs deploy/redis --tail=1 | wc -l', exitCode: 0, output: '1\n' },
    { line: 'kubectl top pods --no-headers | wc -l', exitCode: 0, output: '2\n' },
    { line: 'kubectl get pods | head -1 | cut -c1-4', exitCode: 0, output: 'NAME\n' },
    {
      line: 'ssh nosuch uptime',
      exitCode: 255,
      output: 'ssh: Could not resolve hostname nosuch: Name or service not known\n',
    },
    { line: 'export GAMEDAY_HOSTS=db; ssh db "pwd; exit 3"', exitCode: 3, output: '/srv/hosts/db\n' },
    {
      line: 'export A=1; sudo printenv A; sudo -E printenv A; sudo A=2 printenv A',
      exitCode: 0,
      output: '1\n2\n',
    },
    { line: 'sudo -u daemon id -un', exitCode: 0, output: 'daemon\n' },
    { line: 'sudo sh -c "kill -9 \\$\\$"', exitCode: 137, output: '' },
    { line: 'sudo head -c 300000 /dev/zero | wc -c', exitCode: 0, output: '300000\n' },
    { line: 'echo x | sudo tee /tmp/tee', exitCode: 0, output: 'x\n' },
    { line: 'echo hi | mail -s down a@example.com', exitCode: 0, output: '' },
    { line: 'echo 1 | aws s3 cp - s3://b/k && aws s3 cp s3://b/k -', exitCode: 0, output: '1\n' },
  ])('$line', async ({ line, exitCode, output }) => {
    expect(await run(line)).toMatchObject({ exitCode, output });
    expect(await last()).toMatchObject({ at: expect.stringMatching(/^2/), effect: expect.any(String) });
  });

  it('scales a service by Compose, and back', async () => {
    expect(await run('kubectl scale deploy/redis --replicas=2')).toMatchObject({
      exitCode: 0,
      output: 'deployment.apps/redis scaled\n',
    });
    expect(await last()).toMatchObject({
      tool: 'kubectl',
      argv: ['scale', 'deploy/redis', '--replicas=2'],
      exitCode: 0,
      effect: 'scaled the service redis from 1 to 2',
    });
    expect((await run('docker ps -q --filter name=mini-operator-redis | wc -l')).output).toBe('2\n');
    await run('kubectl scale deploy/redis --replicas=1');
    expect((await run('docker ps -q --filter name=mini-operator-redis | wc -l')).output).toBe('1\n');
  });

  it.each([
    { line: 'ssh db', environment: 'GAMEDAY_HOSTS=db ' },
    { line: 'kubectl exec -it deploy/redis -- sh', environment: '' },
    { line: 'sudo -i', environment: '' },
  ])('$line waits for input on a terminal', async ({ line, environment }) => {
    expect(await run(environment + line, { tty: true }, 3000)).toMatchObject({ timedOut: true });
    expect(await last()).toMatchObject({ exitCode: null });
    expect(await running('redis', 'sh')).toBe(0);
  });

  it('leaves out calls that are known', async () => {
    const known = (await calls()).length;
    await run('helm status redis');
    expect(await mini.stack.operator.standInCalls(unhurried, known)).toMatchObject([{ tool: 'helm' }]);
  });

  it('uses none where the real tool is there', async () => {
    const tools = 'aws helm kubectl mail scp sendmail service ssh sudo supervisorctl systemctl docker curl';
    const { output } = await run(
      `for tool in ${tools}; do readlink -f $(command -v $tool); done | sort | uniq -c`,
    );
    expect(output).toMatch(/^ +11 \/opt\/stand-ins\/stand-in\.sh$/m);
  });
});
