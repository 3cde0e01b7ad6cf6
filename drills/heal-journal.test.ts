import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../core/fake-clock.ts';
import type { JournalEvent } from '../core/journal/events.ts';
import { openJournal } from '../core/journal/journal.ts';
import { readJournal } from '../core/journal/read.ts';
import type { Json } from '../core/json.ts';
import { redactor } from '../core/redact.ts';
import { foldGameDay } from '../reports/fold/game-day.ts';
import { cutAt, incident, journalOf, type Row } from '../reports/fixtures/mini-journal.ts';
import type { Stack } from '../stack/stack.ts';
import { goneWithEngine, healJournal, readLeftBehind } from './heal-journal.ts';

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

const healWith = async (
  journalFile: string,
  stack: Stack,
  tell: (message: string) => void = () => undefined,
): Promise<boolean> => {
  const clock = fakeClock(Date.parse('2026-03-02T06:01:00.000Z'));
  let clean: boolean | null = null;
  const healing = healJournal({
    journalFile,
    stack,
    clock,
    by: 'watchdog',
    redact: (text) => text,
    tell,
  }).then((all) => (clean = all));
  for (let turn = 0; clean === null && turn < 500; turn += 1) await clock.advance(250);
  return await healing;
};

const heal = async (file: string, starts = true) => {
  const { stack, done } = stackOf(starts);
  const clean = await healWith(file, stack);
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
    expect(left.doubts).toEqual([]);
  });

  it('is told where there is no journal', () => {
    expect(() => readLeftBehind('/nowhere/journal.ndjson')).toThrow(
      expect.objectContaining({ code: 'journal-unknown', exitCode: 64 }),
    );
  });
});

describe('a damaged journal', () => {
  /** Rubbish in place of the record that has this text, as a bad block leaves it. */
  const breakLine = (file: string, text: string, rubbish = '\0\0\0'): string => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const index = lines.findIndex((line) => line.includes(text));
    expect(index, text).not.toBe(-1);
    lines[index] = rubbish;
    writeFileSync(file, lines.join('\n'));
    return file;
  };
  const half = '{"at":"x","type":"probe.observed","probe":"heal';

  it.each([
    ['before the undo', '"gate.judged"', half, 1, 0],
    ['after it', '"fault.confirmed"', half, 1, 0],
    ['of which nothing can be told', '"gate.judged"', '\0\0\0', 1, 1],
    ['that was the first', '"run.started"', '{"at":"x","type":"run.started","run', 1, 0],
    ['that was the undo', '"fault.prepared"', '\0\0\0', 0, 2],
  ])('a broken line %s', (_, text, rubbish, faults, doubts) => {
    const left = readLeftBehind(breakLine(killedAt(2000), text, rubbish));
    expect([left.faults.length, left.doubts.length]).toEqual([faults, doubts]);
  });

  it('a broken line hides neither what follows nor what precedes it', async () => {
    const file = breakLine(killedAt(2000), '"fault.confirmed"', half);
    const { stack, done } = stackOf(true);
    expect([await healWith(file, stack), done]).toEqual([true, ['start broker']]);
  });

  it('what can not be known is not called clean', async () => {
    const file = breakLine(killedAt(2000), '"fault.prepared"', '{"type":"fault.prepared","fault":"ki');
    const { stack, done } = stackOf(true);
    expect([await healWith(file, stack), done]).toEqual([false, []]);
    const notes = readFileSync(file, 'utf8').match(/"message":"[^"]+"/g);
    expect(notes).toEqual([
      expect.stringMatching(/journal\.ndjson:\d+: a broken line, in which an undo may have stood/),
      expect.stringMatching(/shop\/broker-killed: the journal has no undo of kill/),
    ]);
  });

  it('a fault of a kind that is unknown here keeps no other from being healed', async () => {
    const file = killedAt(2000);
    const lines = readFileSync(file, 'utf8').split('\n');
    const prepared = lines.findIndex((line) => line.includes('"fault.prepared"'));
    const melted = lines[prepared]
      ?.replace('"kind":"kill"', '"kind":"melt"')
      .replace('"fault":"kill"', '"fault":"melt"');
    lines.splice(prepared + 1, 0, melted ?? '');
    writeFileSync(file, lines.join('\n'));
    const { stack, done } = stackOf(true);
    expect([await healWith(file, stack), done]).toEqual([false, ['start broker']]);
    expect(readFileSync(file, 'utf8')).toContain('this version knows no fault \\"melt\\"');
  });
});

it('all faults are undone before one is proved gone: a way to a service answers only once the service does', async () => {
  const file = killedAt(2000);
  const lines = readFileSync(file, 'utf8').split('\n');
  const prepared = lines.findIndex((line) => line.includes('"fault.prepared"'));
  lines.splice(prepared + 1, 0, lines[prepared]?.replace('"fault":"kill"', '"fault":"kill again"') ?? '');
  writeFileSync(file, lines.join('\n'));
  const { stack } = stackOf(true);
  expect(await healWith(file, stack)).toBe(true);
  const added = readJournal(file).events.filter(({ type, t }) => t > 2000 && type.startsWith('fault.'));
  expect(added.map((event) => `${event.type} ${'fault' in event ? event.fault : ''}`)).toEqual([
    'fault.healing kill again',
    'fault.healed kill again',
    'fault.healing kill',
    'fault.healed kill',
    'fault.gone kill again',
    'fault.gone kill',
  ]);
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

describe('a password that is also a name', () => {
  /** The same drill, written by a run whose secrets are these. */
  const writtenWith = (secrets: readonly string[], lost: Json = undo): string => {
    const file = killedAt(2000);
    const { events } = readJournal(file);
    rmSync(file);
    const journal = openJournal({ file, clock: fakeClock(), redact: redactor(secrets) });
    for (const { at: _at, t: _t, drill, attempt, ...body } of events)
      journal.append(
        body.type === 'fault.prepared' ? { ...body, undo: lost } : body,
        drill === null ? undefined : { drill, attempt },
      );
    journal.close();
    return file;
  };

  it.each([
    ['of the service', 'broker'],
    ['of the drill', 'broker-killed'],
    ['in every name', 'killed'],
  ])('%s keeps nothing from being healed', async (_, secret) => {
    const file = writtenWith([secret]);
    expect(readLeftBehind(file).faults).toMatchObject([{ drill: 'shop/broker-killed', undo }]);
    expect(await heal(file)).toMatchObject({
      clean: true,
      done: ['start broker'],
      outcome: 'aborted killed clean 3',
    });
  });

  it('where a secret is missing in an undo, nothing is proved', async () => {
    const file = writtenWith(['hunter22'], { ...undo, command: ['psql', 'postgres://app:hunter22@db'] });
    expect(await heal(file)).toMatchObject({ clean: false, outcome: 'aborted killed unknown 5' });
    expect(readFileSync(file, 'utf8')).toContain('the journal keeps no secret');
  });
});

describe('a private engine that ended', () => {
  const ended = (journalFile: string) => {
    const told: string[] = [];
    const left = goneWithEngine({
      journalFile,
      clock: fakeClock(),
      redact: (text) => text,
      tell: (text) => told.push(text),
    });
    const { drills, exitCode } = foldGameDay(readJournal(journalFile)).report;
    return {
      left,
      told,
      outcome: `${drills[0]?.verdict} ${drills[0]?.reasonCode} ${drills[0]?.cleanup} ${exitCode}`,
    };
  };

  it('took the faults of its run with it, once', () => {
    const file = killedAt(2000, '{"at":"2026-03-02T06:00:02.1');
    expect(foldGameDay(readJournal(file)).report.exitCode).toBe(5);
    expect(ended(file)).toEqual({ left: true, told: [], outcome: 'aborted killed clean 3' });
    expect(ended(file)).toMatchObject({ left: false });
  });

  it('is nothing to tell where nothing was injected', () => {
    const file = killedAt(500);
    const before = readFileSync(file, 'utf8');
    expect(ended(file)).toMatchObject({ left: false });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});
