import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { GamedayError } from '../errors.ts';
import { redactor } from '../redact.ts';
import type { JournalEventBody } from './events.ts';
import { openJournal } from './journal.ts';
import { cutTornLine } from './mend.ts';
import { readJournal, salvageJournal } from './read.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'journal-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const started: JournalEventBody = {
  type: 'run.started',
  schema: 1,
  run: 'r',
  version: '1',
  gameDay: 'default',
  drills: [],
  pace: 30,
  seed: 1,
  engine: { kind: 'private', version: '1', apiVersion: '1' },
  substitutes: [],
  stack: {
    system: 's',
    engineKind: 'private',
    socket: '/s',
    privateEngine: null,
    held: false,
    project: 's',
    gamedayProject: 's-gameday',
  },
};

const open = (redact = (text: string) => text) =>
  openJournal({ file: join(folder, 'j'), clock: systemClock, redact });

it('has an effect on disk when append returns, and an observation at the latest when it closes', () => {
  const journal = open();
  journal.append(started);
  expect(readJournal(journal.file).events.map(({ type }) => type)).toEqual(['run.started']);
  journal.append({ type: 'note', message: 'later' });
  journal.close();
  expect(readJournal(journal.file).events.map(({ type }) => type)).toEqual(['run.started', 'note']);
});

it('redacts before it writes, and before anybody who listens hears of it', () => {
  const journal = open((text) => text.replaceAll('swordfish', '***'));
  const heard: unknown[] = [];
  journal.subscribe((event) => heard.push(event));
  journal.append(started);
  journal.append({ type: 'note', message: 'login swordfish' });
  journal.close();
  expect(readFileSync(journal.file, 'utf8')).not.toContain('swordfish');
  expect(heard.at(-1)).toMatchObject({ type: 'note', message: 'login ***' });
});

it('stays readable where a number stands behind the name of a secret', () => {
  const journal = open(redactor(['123456']));
  const samples = { tokens: 1e-7, password: 123456 };
  const times = { dueMs: 1, startedMs: 1, durationMs: 1, missed: 0 };
  journal.append(started);
  journal.append({ type: 'probe.observed', probe: 'p', verdict: 'pass', evidence: [], samples, ...times });
  journal.close();
  expect(readJournal(journal.file).events.at(-1)).toMatchObject({ samples });
});

it('reads a journal whose writer was killed in mid-record, and lets another go on after a cut', () => {
  const journal = open();
  journal.append(started);
  journal.close();
  appendFileSync(journal.file, '{"type":"note","mess');
  expect(readJournal(journal.file)).toMatchObject({ torn: true, events: [{ type: 'run.started' }] });
  expect(cutTornLine(journal.file)).toBe(20);
  const next = open();
  next.append({ type: 'note', message: 'healed' });
  next.close();
  expect(readJournal(journal.file)).toMatchObject({
    torn: false,
    events: [{ type: 'run.started' }, { message: 'healed' }],
  });
});

it.each([
  ['no such file', null, 'no journal there (ENOENT)'],
  [
    'a broken line in the middle',
    `${JSON.stringify({ ...started, at: 'x' })}\nrubbish\n{}\n`,
    ':2:1 expected one JSON record, found "rubbish"',
  ],
  [
    'another schema',
    `${JSON.stringify({ ...started, schema: 2, at: 'x' })}\n`,
    ': expected a journal of schema 1, got schema 2',
  ],
  [
    'a run without its drills',
    `${JSON.stringify({ ...started, drills: undefined, at: 'x' })}\n`,
    ':1:1 run.started: drills: expected a list, found nothing',
  ],
  [
    'a drill without its plan',
    `${JSON.stringify({ ...started, at: 'x' })}\n{"type":"drill.started","at":"x"}\n`,
    ':2:1 drill.started: plan: expected a mapping, found nothing',
  ],
  ['another kind of file', '{"type":"note","at":"x"}\n', ':1:1 expected a run.started record'],
])('%s is an error that says where', (_, text, message) => {
  const file = join(folder, 'other');
  if (text !== null) writeFileSync(file, text);
  const read = () => readJournal(file);
  expect(read).toThrow(GamedayError);
  expect(read).toThrow(message);
});

it('what can be read is salvaged around broken lines and a torn one', () => {
  const file = join(folder, 'damaged');
  const lines = [
    JSON.stringify({ ...started, at: 'x' }),
    '{"at":"x","type":"fault.prep\u0000red"',
    '{"at":"x","type":"fault.prepared","fault":"kill","undo":{"ser',
    'null',
    '{"at":"x","type":"note","message":"later"}',
    '{"at":"x","type":"torn',
  ];
  writeFileSync(file, lines.join('\n'));
  const { events, broken } = salvageJournal(file);
  expect(events.map(({ type }) => type)).toEqual(['run.started', 'note']);
  expect(broken).toEqual([
    { line: 2, type: null },
    { line: 3, type: 'fault.prepared' },
    { line: 4, type: null },
  ]);
});

it('says so when the disk is full, and at every append after that', () => {
  const journal = openJournal({ file: '/dev/full', clock: systemClock, redact: (text) => text });
  const append = () => journal.append(started);
  expect(append).toThrow("the journal can't be written: ENOSPC");
  expect(append).toThrow("the journal can't be written: ENOSPC");
});
