// A journal is followed while another process writes it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { systemClock } from '../../../core/clock.ts';
import { root } from '../../cli.ts';
import { atRecord, nth } from './follow-journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'gameday-follow-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = `
import { openJournal } from ${JSON.stringify(join(root, 'core/journal/journal.ts'))};
import { systemClock } from ${JSON.stringify(join(root, 'core/clock.ts'))};
const journal = openJournal({ file: process.argv[1], clock: systemClock, redact: (text) => text });
for (let at = 1; ; at += 1) {
  journal.append({ type: 'fault.injecting', fault: String(at) });
  await systemClock.sleep(100);
}`;

it('its writer is killed at the very record', async () => {
  const file = join(folder, 'journal.ndjson');
  const argv = [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module-typescript',
    '-e',
    program,
    file,
  ];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const over = systemClock.deadline(20_000);
  const third = nth({ type: 'fault.injecting', nth: 3 });
  const event = await atRecord(folder, third, () => void child.kill('SIGKILL'), over);
  await ended;
  expect(event).toMatchObject({ fault: '3' });
  expect(readFileSync(file, 'utf8').split('\n').slice(0, -1)).toHaveLength(3);
});

it('a moment that never comes is told', async () => {
  const over = new AbortController();
  const waiting = atRecord(
    folder,
    () => false,
    () => undefined,
    over.signal,
  );
  over.abort(new Error('the run ended'));
  await expect(waiting).rejects.toThrow('the run ended');
});
