// The view and its questions on a real terminal, under a shell with job control: what is on the screen, and what is left of it.
import { spawn } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTerminalText } from '../../../stack/terminal-text.ts';

const at = (path: string): string => JSON.stringify(join(import.meta.dirname, path));
const program = `import { systemClock } from ${at('../../../core/clock.ts')};
import { incident } from ${at('../../../drills/engine/fixtures/drills.ts')};
import { interruptible } from ${at('../../signals.ts')};
import { standAtTerminal } from ${at('../live/at-terminal.ts')};
import { liveView } from ${at('../live/live-view.ts')};
import { readKeys } from ${at('keys.ts')};
import { createStepper } from ${at('stepper.ts')};
const signal = interruptible();
const terminal = { columns: 80, rows: 24, write: (text: string) => process.stderr.write(text) };
const elapsedMs = () => performance.now();
const view = liveView({ colour: false, unicode: true, terminal, clock: systemClock, elapsedMs, undoneBy: 'the watchdog' });
const leave = standAtTerminal(view, { keys: true, guarded: true, signal });
const keys = readKeys(process.stdin);
const ask = createStepper(view, keys, (phase) => ['next: ' + phase]);
const outcome = await ask('inject', incident, signal).then(() => 'goes on', (error: Error) => error.message);
keys.close();
await view.close();
leave();
console.error('outcome: ' + outcome);`;

/** As with a private engine: the work is done in a session of its own, by a process below the shell's job. */
const outside = (
  inside: string,
): string => `import { interruptible, whileInside } from ${at('../../signals.ts')};
import { runInside } from ${at('../../../stack/engine/reexec.ts')};
interruptible();
const argv = [process.execPath, '--disable-warning=ExperimentalWarning', ${JSON.stringify(inside)}];
const env = { ...process.env, GAMEDAY_PRIVATE_ENGINE: 'its own network' };
process.exitCode = await whileInside(() =>
  runInside(process.pid, argv, { env, signals: process, suspendsUs: true }),
);`;

/** A stopped job comes back once. */
const shell = (file: string): string => `set -m
settings() { stty -a | grep -oE -- '-?\\b(echo|icanon)\\b' | tr '\\n' ' '; echo; }
${process.execPath} --disable-warning=ExperimentalWarning ${file}
echo "ended with $?"; settings
if [ -n "$(jobs)" ]; then fg; echo "ended with $?"; settings; fi`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-terminal-'));
  const inside = join(folder, 'inside.ts');
  writeFileSync(inside, program);
  writeFileSync(join(folder, 'outside.ts'), outside(inside));
  for (const one of ['inside', 'outside'])
    writeFileSync(join(folder, `${one}.sh`), shell(join(folder, `${one}.ts`)));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Types the first keys when the question stands there, the next ones when it is there again below the shell's words. */
const played = (place: string, first: string, next: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn('script', ['-qefc', `bash ${join(folder, `${place}.sh`)}`, '/dev/null']);
    const left = [first, next];
    let shown = '';
    child.stdout.on('data', (bytes: Buffer) => {
      shown += bytes.toString();
      const from = left.length === 2 ? 0 : shown.indexOf('ended with');
      if (from !== -1 && shown.includes('Enter goes on', from)) child.stdin.write(left.shift() ?? '');
    });
    child.once('error', reject);
    child.once('close', () => {
      const screen = createTerminalText(1_000_000);
      screen.push(Buffer.from(shown));
      resolve(screen.finish().output);
    });
  });

const usual = 'icanon echo ';

describe.each([
  ['one process', 'inside'],
  ['a process inside an engine’s network', 'outside'],
])('%s', (_, place) => {
  it.each([
    ['Enter', '\r', ['outcome: goes on']],
    ['q', 'q', ['outcome: interrupted by q at the terminal']],
    [
      'Ctrl-C',
      '\x03',
      ['SIGINT: ending, what was injected is undone first', 'outcome: interrupted by SIGINT'],
    ],
  ])('%s: nothing of the view is left, and the terminal is as it was', async (_key, keys, lines) => {
    const shown = (await played(place, keys, '')).trimEnd().split('\n');
    expect(shown).toEqual([...lines, 'ended with 0', usual.trimEnd()]);
  });

  it('Ctrl-Z leaves the shell a terminal as it was, and fg brings the view back', async () => {
    const [suspended, code, settings, fg, ...rest] = (await played(place, '\x1a', '\r')).split('\n');
    expect(suspended).toBe('suspended: in 6 s the watchdog heals what is injected; fg goes on before that');
    expect([code, settings]).toEqual(['ended with 147', usual]);
    expect(fg).toContain(`${place}.ts`);
    expect(rest).toEqual(['outcome: goes on', 'ended with 0', usual, '']);
  });
});
