import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../core/fake-clock.ts';
import type { JournalEvent } from '../core/journal/events.ts';
import { readJournal } from '../core/journal/read.ts';
import { foldGameDay } from '../reports/fold/game-day.ts';
import { cutAt, incident, journalOf, type Row } from '../reports/fixtures/mini-journal.ts';
import type { Stack } from '../stack/stack.ts';
import { healJournal, readLeftBehind } from './heal-journal.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const undo = { service: 'broker', id: 'c1', contact: null };
/** The drill of the report's fixtures, killed at `t`, with the undo of a real kind of fault. */
const killedAt = (t: number, torn = ''): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gameday-heal-'));
  folders.push(folder);
  const rows = cutAt(incident(), t).map(([at, drill, body]): Row =>
    body.type === 'fault.prepared' ? [at, drill, { ...body, undo }] : [at, drill, body],
  );
  const file = join(folder, 'journal.ndjson');
  writeFileSync(
    file,
    journalOf(rows, { finished: false })
      .map((event) => `${JSON.stringify(event)}\n`)
      .join(''),
  );
  appendFileSync(file, torn);
  return file;
};

/** One container that was killed; `starts` says whether the engine can start it again. */
const stackOf = (starts: boolean) => {
  const done: string[] = [];
  let status = 'exited';
  const stack = {
    services: ['broker'],
    events: () => Promise.resolve([]),
    powers: {
      inspect: () => Promise.resolve({ id: 'c1', status }),
      start: () => {
        done.push('start broker');
        if (!starts) return Promise.reject(new Error('no space left'));
        status = 'running';
        return Promise.resolve();
      },
    },
    kernel: {
      processes: () =>
        Promise.resolve(status === 'running' ? [{ pid: 2, command: 'kafka', state: 'S' }] : []),
      frozen: () => Promise.resolve(false),
    },
  } as unknown as Stack;
  return { stack, done };
};

const heal = async (file: string, starts = true) => {
  const { stack, done } = stackOf(starts);
  const clock = fakeClock(Date.parse('2026-03-02T06:01:00.000Z'));
  let clean: boolean | null = null;
  const healing = healJournal({
    journalFile: file,
    stack,
    clock,
    by: 'watchdog',
    redact: (text) => text,
  }).then((all) => (clean = all));
  for (let turn = 0; clean === null && turn < 500; turn += 1) await clock.advance(250);
  await healing;
  const { drills, exitCode } = foldGameDay(readJournal(file)).report;
  return {
    clean,
    done,
    outcome: `${drills[0]?.verdict} ${drills[0]?.reasonCode} ${drills[0]?.cleanup} ${exitCode}`,
  };
};

describe('what a dead run left', () => {
  it.each([
    ['before the undo was written', 900, 0],
    ['with the undo written', 990, 1],
    ['in the injection', 1000, 1],
    ['in detect', 2000, 1],
    ['while healing', 9700, 1],
    ['when it was proved gone', 9800, 0],
  ])('%s', (_, t, faults) => {
    const left = readLeftBehind(killedAt(t));
    expect(left.faults).toHaveLength(faults);
    expect(left).toMatchObject({ run: 'r1', stack: { system: 'shop' } });
  });

  it('is told where the journal is of no use', () => {
    expect(() => readLeftBehind('/nowhere/journal.ndjson')).toThrow(
      expect.objectContaining({ code: 'journal-unknown', exitCode: 64 }),
    );
    const file = killedAt(2000);
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace('"kind":"kill"', '"kind":"melt"')
        .replace('"kind":"kill","undo"', '"kind":"melt","undo"'),
    );
    expect(() => readLeftBehind(file)).toThrow(/fault of kind "melt", which this gameday does not know/);
  });
});

describe('healing from the journal alone', () => {
  it('undoes, proves and says so in the same journal', async () => {
    const file = killedAt(2000, '{"at":"2026-03-02T06:00:02.1');
    const healed = await heal(file);
    expect(healed).toMatchObject({ clean: true, done: ['start broker'], outcome: 'aborted killed clean 3' });
    const added = readJournal(file).events.slice(-4) as readonly JournalEvent[];
    expect(added.map(({ type, drill }) => `${type} ${drill ?? ''}`)).toEqual([
      'note ',
      'fault.healing shop/broker-killed',
      'fault.healed shop/broker-killed',
      'fault.gone shop/broker-killed',
    ]);
  });

  it('a second time finds nothing to do', async () => {
    const file = killedAt(2000);
    await heal(file);
    expect(await heal(file)).toMatchObject({ clean: true, done: [], outcome: 'aborted killed clean 3' });
  });

  it('what can not be undone stays unhealed, and the report says so', async () => {
    expect(await heal(killedAt(2000), false)).toMatchObject({
      clean: false,
      outcome: 'aborted killed dirty 5',
    });
  });
});
