// What a signal says and does, in a process of its own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';

const module = (name: string): string => JSON.stringify(join(import.meta.dirname, name));
const program = (
  isOutside: boolean,
): string => `import { interruptible, whileInside } from ${module('signals.ts')};
import { mindLostOutput } from ${module('lost-output.ts')};
mindLostOutput();
const signal = interruptible();
signal.addEventListener('abort', () => setTimeout(() => process.exit(3), 200));
setInterval(() => {}, 1000);
${isOutside ? 'void whileInside(() => new Promise(() => {}));' : ''}
console.log('ready');`;

const interrupted = (isOutside: boolean): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program(isOutside)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.stdout.once('data', () => {
      child.kill('SIGINT');
      void systemClock.sleep(50, AbortSignal.any([])).then(() => child.kill('SIGINT'));
    });
    child.once('close', (code) => resolve({ code, said }));
  });

it('a terminal that is closed does not cut the healing short', async () => {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program(false)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.destroy();
  child.stdout.once('data', () => child.kill('SIGHUP'));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(3);
});

it.each([
  ['tells it once, and a second one right after it changes nothing', false, 1],
  ['leaves the words to the process inside an engine’s network, whose terminal it is', true, 0],
])('Ctrl-C %s', async (_, isOutside, times) => {
  const { code, said } = await interrupted(isOutside);
  expect(code).toBe(3);
  expect(said.split('SIGINT: ending').length - 1).toBe(times);
});
