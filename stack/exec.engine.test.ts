// Commands in containers: their output in order, their end at the deadline with all that they started.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMiniStack, unhurried, within, type MiniStack } from '../test/mini-stack.ts';

let mini: MiniStack;
beforeAll(async () => {
  mini = await startMiniStack('mini-exec');
});
afterAll(() => mini.stop());

const run = (commandLine: string, limitMs = 10_000, options = {}) =>
  mini.stack.operator.run(commandLine, within(limitMs), options);

it.each([
  { line: 'echo out; echo err >&2; exit 3', exitCode: 3, stdout: 'out\n', stderr: 'err\n' },
  { line: 'pwd; ls docker-compose.yml', exitCode: 0, stdout: '/opt/mini\ndocker-compose.yml\n', stderr: '' },
  { line: 'cat; echo "read ended: $?"', exitCode: 0, stdout: 'read ended: 0\n', stderr: '' },
  { line: "printf 'käse €\\n'", exitCode: 0, stdout: 'käse €\n', stderr: '' },
  { line: 'kill -TERM $$', exitCode: 143, stdout: '', stderr: '' },
])('$line', async ({ line, exitCode, stdout, stderr }) => {
  expect(await run(line)).toMatchObject({ exitCode, stdout, stderr, timedOut: false, truncated: false });
});

it('keeps both streams in the order in which they came', async () => {
  const line = 'for i in 1 2 3; do echo out $i; sleep 0.05; echo err $i >&2; sleep 0.05; done';
  expect((await run(line)).output).toBe('out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n');
});

it('cuts output beyond the limit and lets the command end', async () => {
  const result = await run('head -c 3000000 /dev/zero | tr "\\0" x; echo done >&2', 10_000, {
    maxOutputBytes: 1000,
  });
  expect(result).toMatchObject({ exitCode: 0, truncated: true, stdout: 'x'.repeat(1000) });
});

it('does not wait for what a command leaves in the background', async () => {
  const startedMs = unhurried.clock.monotonicMs();
  expect(await run('sleep 30 & echo started')).toMatchObject({ exitCode: 0, stdout: 'started\n' });
  expect(unhurried.clock.monotonicMs() - startedMs).toBeLessThan(5000);
});

it.each([
  { what: 'a plain command', line: 'echo begun; sleep 77' },
  { what: 'a pipeline', line: 'echo begun; sleep 77 | cat' },
  { what: 'children', line: 'echo begun; (sleep 77 & sleep 77) & wait' },
  { what: 'another session', line: 'echo begun; setsid sleep 77 & sleep 77' },
  { what: 'what ignores signals', line: 'trap "" TERM INT HUP; echo begun; sleep 77; sleep 77' },
  { what: 'what clears its environment', line: 'echo begun; env -i sleep 77' },
])('ends $what at the deadline', async ({ line }) => {
  expect(await run(line, 700)).toMatchObject({ timedOut: true, exitCode: null, stdout: 'begun\n' });
  const { id } = await mini.stack.powers.inspect('operator', unhurried);
  const left = (await mini.stack.kernel.processes(id))?.filter(({ command }) =>
    command.startsWith('sleep 77'),
  );
  expect(left).toEqual([]);
});

it('says in the result that time was up before it began', async () => {
  const passed = { clock: unhurried.clock, signal: AbortSignal.abort() };
  expect(await mini.stack.operator.run('touch /tmp/ran', passed)).toMatchObject({ timedOut: true });
  expect((await run('ls /tmp/ran')).exitCode).toBe(2);
});

it('refuses a container that does not run', async () => {
  await mini.stack.powers.stop('bare', unhurried, 0);
  await expect(mini.stack.powers.exec('bare', ['true'], within(2000))).rejects.toThrow(
    /^exec in mini-exec-bare-1: the engine refused \(409\): .*is not running/,
  );
});

it('ends what a run that died has left at work, the background included, and nothing else', async () => {
  const { powers } = mini.stack;
  const left = run('setsid sleep 300 & sleep 300', 60_000);
  while ((await run('pgrep -fxc "sleep 300" || true')).stdout !== '2\n') await unhurried.clock.sleep(50);
  const before = await powers.inspect('operator', unhurried);
  await powers.endCommands('operator', unhurried);
  expect((await left).exitCode).toBe(137);
  expect((await run('pgrep -fxc "sleep 300" || true')).stdout).toBe('0\n');
  expect(await powers.inspect('operator', unhurried)).toEqual(before);
});
