// systemctl, service and supervisorctl: the texts and exit codes that scripts and people go by.
import { expect, it } from 'vitest';
import { service } from './service.ts';
import { supervisorctl } from './supervisorctl.ts';
import { systemctl } from './systemctl.ts';
import { container, createWorld } from './testing/world.ts';

const services = [
  container('gateway'),
  container('redis', { state: 'exited', exitCode: 143 }),
  container('worker', { state: 'exited', exitCode: 1 }),
  container('eater', { state: 'exited', exitCode: 137, oomKilled: true }),
];

const tools = { systemctl, service, supervisorctl };

it.each([
  ['systemctl is-active gateway', 0, 'active\n'],
  ['systemctl is-active redis.service', 3, 'inactive\n'],
  ['systemctl is-active worker', 3, 'failed\n'],
  ['systemctl is-active nosuch', 3, 'inactive\n'],
  ['systemctl is-active --quiet gateway', 0, ''],
  ['systemctl is-failed worker', 0, 'failed\n'],
  ['systemctl is-enabled gateway', 0, 'enabled\n'],
  [
    'systemctl is-enabled nosuch',
    1,
    'Failed to get unit file state for nosuch.service: No such file or directory\n',
  ],
  ['systemctl status nosuch', 4, 'Unit nosuch.service could not be found.\n'],
  ['systemctl restart nosuch', 5, 'Failed to restart nosuch.service: Unit nosuch.service not found.\n'],
  ['systemctl frobnicate gateway', 1, 'Unknown command verb frobnicate.\n'],
  ['systemctl restart', 1, 'Too few arguments.\n'],
  ['systemctl reload redis', 1, 'redis.service is not active, cannot reload.\n'],
  ['service nosuch start', 5, 'Failed to start nosuch.service: Unit nosuch.service not found.\n'],
  ['service --status-all', 0, ' [ + ]  gateway\n [ - ]  redis\n [ - ]  worker\n [ - ]  eater\n'],
  ['supervisorctl status gateway', 0, `${'gateway'.padEnd(32)} RUNNING   pid 4711, uptime 0:03:11\n`],
  ['supervisorctl status redis', 3, `${'redis'.padEnd(32)} STOPPED   2026-02-14 12:02:00\n`],
  ['supervisorctl status nosuch', 4, 'nosuch: ERROR (no such process)\n'],
  ['supervisorctl start gateway', 0, 'gateway: ERROR (already started)\n'],
  ['supervisorctl restart nosuch', 1, 'nosuch: ERROR (no such process)\nnosuch: ERROR (no such process)\n'],
  ['supervisorctl frobnicate', 2, '*** Unknown syntax: frobnicate\n'],
  ['supervisorctl -c /etc/s.conf pid gateway', 0, '4711\n'],
])('%s', async (line, exitCode, shown) => {
  const { play, acts } = createWorld({ containers: services });
  const [tool = '', ...argv] = line.split(' ');
  expect(await play(tools[tool as keyof typeof tools], argv)).toMatchObject({ exitCode, shown });
  expect(acts).toEqual([]);
});

it.each([
  ['systemctl restart gateway', ['restart gateway'], 'restarted the service gateway', ''],
  ['systemctl --no-pager stop gateway.service', ['stop gateway'], 'stopped the service gateway', ''],
  [
    'systemctl start redis worker',
    ['start redis', 'start worker'],
    'started the service redis, started the service worker',
    '',
  ],
  ['systemctl reload gateway', ['kill HUP gateway'], 'sent HUP to the service gateway', ''],
  ['systemctl try-restart redis', [], 'none', ''],
  [
    'systemctl enable --now redis',
    ['start redis'],
    'written down only: enable redis; started the service redis',
    '',
  ],
  ['systemctl daemon-reload', [], 'written down only: daemon-reload', ''],
  ['service gateway restart', ['restart gateway'], 'restarted the service gateway', ''],
  [
    'supervisorctl restart gateway',
    ['stop gateway', 'start gateway'],
    'stopped the service gateway, started the service gateway',
    'gateway: stopped\ngateway: started\n',
  ],
  ['supervisorctl start redis', ['start redis'], 'started the service redis', 'redis: started\n'],
  ['supervisorctl stop redis', [], 'none', 'redis: ERROR (not running)\n'],
  ['supervisorctl signal HUP gateway', ['kill HUP gateway'], 'sent HUP to gateway', 'gateway: signalled\n'],
])('%s acts', async (line, acts, effect, shown) => {
  const played = createWorld({ containers: services });
  const [tool = '', ...argv] = line.split(' ');
  expect(await played.play(tools[tool as keyof typeof tools], argv)).toEqual({ exitCode: 0, effect, shown });
  expect(played.acts).toEqual(acts);
});

it.each([
  [
    'gateway',
    0,
    /^● gateway\.service - gateway\n.*\n {5}Active: active \(running\) since Sat 2026-02-14 12:00:00 UTC; 3min 11s ago\n {3}Main PID: 4711/,
  ],
  ['redis', 3, /^○ redis[^]*Active: inactive \(dead\) since/],
  ['worker', 3, /^× worker[^]*Active: failed \(Result: exit-code\)[^]*status=1/],
  ['eater', 3, /Active: failed \(Result: oom-kill\)/],
])('systemctl status %s', async (name, exitCode, shown) => {
  const played = await createWorld({ containers: services }).play(systemctl, ['status', name]);
  expect(played).toMatchObject({ exitCode, effect: 'none' });
  expect(played.shown).toMatch(shown);
});

it('restarts all programs, each after all are stopped', async () => {
  const { play, acts } = createWorld();
  const { exitCode, shown } = await play(supervisorctl, 'restart all');
  expect(exitCode).toBe(0);
  expect(shown).toBe('gateway: stopped\nredis: ERROR (not running)\ngateway: started\nredis: started\n');
  expect(acts).toEqual(['stop gateway', 'start gateway', 'start redis']);
});

it('waits at the prompt of supervisorctl', async () => {
  expect(await createWorld().play(supervisorctl, [])).toEqual({
    exitCode: null,
    shown: 'supervisor> ',
    effect: 'waits for input at its own prompt',
  });
});
