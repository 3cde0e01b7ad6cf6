// What the view shows of an incident, on terminals of all sizes.
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../core/columns.ts';
import type { JournalEvent, JournalEventBody } from '../../../core/journal/events.ts';
import { at, incident, seen } from '../../../reports/fixtures/mini-journal.ts';
import type { Setting } from './display.ts';
import { liveRows } from './rows.ts';
import { after, emptyState, type LiveState } from './state.ts';

const event = (t: number, body: JournalEventBody): JournalEvent => ({
  at: at(t),
  t,
  drill: 'shop/broker-killed',
  attempt: 2,
  ...body,
});

const look = (t: number, probe: string, verdict: 'pass' | 'fail' | 'unknown', durationMs = 3): JournalEvent =>
  event(t, {
    type: 'probe.observed',
    probe,
    ...seen(verdict),
    samples: {},
    dueMs: t,
    startedMs: t,
    durationMs,
    missed: 0,
  });

const looks = (probe: string, verdicts: string): readonly JournalEvent[] =>
  [...verdicts].map((one, index) =>
    look(index, probe, one === 'x' ? 'fail' : one === '?' ? 'unknown' : 'pass'),
  );

const incidentUntil = (t: number): readonly JournalEvent[] =>
  incident()
    .filter(([when]) => when <= t)
    .map(([when, , body]) => event(when, body));

const step = (command: string, lines: readonly string[] = []): readonly JournalEvent[] => {
  const plan = {
    runbook: 'runbook.md',
    section: 'Open',
    line: 7,
    endLine: 7,
    command,
    stage: 'remediate',
    promise: '',
    commandClass: 'W1',
    via: 'real',
    asserts: false,
  } as const;
  return [
    event(4800, { type: 'step.started', step: 'remediate-1', plan }),
    event(4810, { type: 'step.output', lines }),
  ];
};

const stateOf = (
  events: readonly JournalEvent[],
  state: LiveState = { ...emptyState, drills: 3 },
): LiveState => events.reduce(after, state);

const rowsOf = (state: LiveState, setting: Partial<Setting> = {}): readonly string[] =>
  liveRows(state, {
    columns: 80,
    height: 24,
    colour: false,
    unicode: true,
    t: 5000,
    undoneBy: 'the watchdog',
    ...setting,
  });

/** In the midst of it: the alert is delivered, a probe fails, a command is at work. */
const midst = stateOf([
  ...incidentUntil(4780),
  ...looks('health', '..xxxx'),
  ...step('docker compose restart broker', ['Container broker  Restarting', 'Container broker  Started']),
]);

it('an incident at 80 columns', () => {
  expect(rowsOf(midst)).toEqual([
    '── shop/broker-killed  2 of 3 ──────────────────────────────────────── 0:05.0 ──',
    'phase    ▪▪▪▪▪▪▪▪▶··· remediate for 0.2 s',
    'waits    for the runbook’s remediation',
    'fault    bites for 3.8 s  kill broker',
    'alerts   Open  pending +1.0 s  firing +2.6 s  delivered +3.0 s',
    '         Failing  firing +3.1 s',
    'probes   ✗ health              ×▂▂××××    3 ms  fail',
    'step     0.2 s $ docker compose restart broker',
    '         │ Container broker  Restarting',
    '         │ Container broker  Started',
    'traffic  0 ok, 0 refused, 0 unknown',
    'Ctrl-C   undoes the fault, then ends; again: at once, the watchdog undoes',
  ]);
});

it('a fault that is still to come is told, and waited for', () => {
  const after = { nominalMs: 30_000, pacedMs: 1500, limitedBy: null };
  const faults = [
    { id: 'kill', kind: 'kill', summary: 'kill broker', config: {} },
    { id: 'slow', kind: 'latency', summary: 'latency', config: {}, comes: { kind: 'later', after } as const },
  ];
  const until = (t: number): readonly string[] =>
    rowsOf(
      stateOf(
        incident({ faults })
          .filter(([when]) => when <= t)
          .map(([when, , body]) => event(when, body)),
      ),
    );
  expect(until(1300)).toEqual(
    expect.arrayContaining([
      'waits    for slow to come',
      'fault    bites for 3.8 s  kill broker',
      'fault    planned  latency, 1.5 s (30.0 s nominal) after the first',
    ]),
  );
});

it('in a pane of 40 columns the labels make room for the words', () => {
  expect(rowsOf(midst, { columns: 40 })).toEqual([
    '── broker-killed  2 of 3 ───── 0:05.0 ──',
    '▪▪▪▪▪▪▪▪▶··· remediate for 0.2 s',
    'waits for the runbook’s remediation',
    'bites for 3.8 s  kill broker',
    'Open  firing +2.6 s  delivered +3.0 s',
    'Failing  firing +3.1 s',
    '✗ health              ×▂▂××××    3 ms',
    '0.2 s $ docker compose restart broker',
    '│ Container broker  Restarting',
    '│ Container broker  Started',
    'traffic 0 ok, 0 refused, 0 unknown',
    'Ctrl-C undoes the fault, then ends;',
    'again: at once, the watchdog undoes',
  ]);
});

it('on a low terminal what matters most stays, in its order', () => {
  expect(rowsOf(midst, { height: 9 })).toEqual([
    'phase    ▪▪▪▪▪▪▪▪▶··· remediate for 0.2 s',
    'fault    bites for 3.8 s  kill broker',
    'alerts   Open  pending +1.0 s  firing +2.6 s  delivered +3.0 s',
    '         Failing  firing +3.1 s',
    'step     0.2 s $ docker compose restart broker',
    'Ctrl-C   undoes the fault, then ends; again: at once, the watchdog undoes',
  ]);
  expect(rowsOf(midst, { height: 2 })).toEqual(['phase    ▪▪▪▪▪▪▪▪▶··· remediate for 0.2 s']);
});

const many = stateOf(
  Array.from({ length: 40 }, (_, index) =>
    look(index, `probe-${String(index).padStart(2, '0')}`, index === 33 ? 'fail' : 'pass'),
  ),
  midst,
);
const nasty = stateOf(
  step('\x1b[2Jrm -rf \x07/\nsecond\nthird', [
    '\x1b]0;title\x07in \x1b[31mred\x1b[0m',
    '日本語'.repeat(40),
    'a\tb\rc',
    '\u202egnp.exe',
  ]),
  midst,
);

describe.each([120, 80, 60, 59, 40, 24, 10, 3, 1])('%i columns', (columns) => {
  it.each([
    ['an incident', midst],
    ['nothing yet', emptyState],
    ['many probes', many],
    ['escapes, wide and invisible characters', nasty],
    ['a question', { ...midst, question: ['next: inject', 'Enter goes on, q ends this drill'] }],
  ])('%s: no row is wider, none has a control character, all fit', (_, state) => {
    for (const height of [50, 24, 10, 5, 2]) {
      const rows = rowsOf(state, { columns, height });
      expect(rows.length).toBeLessThan(height);
      for (const row of rows) {
        expect(columnsOf(row), row).toBeLessThanOrEqual(columns);
        expect(row).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      }
      const painted = rowsOf(state, { columns, height, colour: true });
      expect(painted.map(stripVTControlCharacters)).toEqual(rows);
      expect(
        painted.every(
          (row) => row.replace(/\x1b\[(?:1|2|31|32|33|0)m/g, '') === stripVTControlCharacters(row),
        ),
      ).toBe(true);
      expect(rowsOf(state, { columns, height, unicode: false }).join('')).toMatch(/^[ -~]*$/);
    }
  });
});

it('of many probes those that fail are never left out', () => {
  const rows = rowsOf(many, { columns: 80 });
  expect(rows.filter((row) => row.includes('probe-'))).toHaveLength(5);
  expect(rows.join('\n')).toContain('✗ probe-33');
  expect(rows.join('\n')).toContain('all others are good');
  expect(rowsOf(many, { columns: 120 }).filter((row) => /probe-.*probe-/.test(row))).toHaveLength(5);
});

it('what a command shows is text', () => {
  const rows = rowsOf(nasty).join('\n');
  expect(rows).toContain('$ ␛[2Jrm -rf ␇/ (and 2 more lines)');
  expect(rows).toContain('│ ␛]0;title␇in ␛[31mred␛[0m');
  expect(rows).toContain('⟨U+202E⟩');
});

it('a question stands above the cursor, whatever else has to go', () => {
  const question = ['next: inject', 'Enter goes on'];
  expect(rowsOf({ ...midst, question }, { height: 4 })).toEqual([
    expect.stringContaining('phase'),
    ...question,
  ]);
});

it.each<[string, readonly JournalEvent[], Partial<LiveState>, string]>([
  ['before the fault', incidentUntil(950), {}, 'ends the run; nothing is injected yet'],
  [
    'while it goes in',
    incidentUntil(1000),
    {},
    'undoes the fault, then ends; again: at once, the watchdog undoes',
  ],
  [
    'while it is on',
    incidentUntil(4000),
    {},
    'undoes the fault, then ends; again: at once, the watchdog undoes',
  ],
  ['while it is undone', incidentUntil(9600), {}, 'ends the run once the fault is undone'],
  ['when it is gone', incidentUntil(9800), {}, 'ends the run; the fault is gone already'],
  [
    'after the first one',
    incidentUntil(4000),
    { endedBy: 'SIGINT' },
    'ends at once, the watchdog undoes the fault',
  ],
  [
    'after the first one, with nothing in',
    incidentUntil(950),
    { endedBy: 'SIGINT' },
    'ends at once, without a report',
  ],
])('Ctrl-C %s', (_, events, changes, expected) => {
  expect(rowsOf({ ...stateOf(events), ...changes }).at(-1)).toBe(`Ctrl-C   ${expected}`);
});

it.each<[string, readonly JournalEvent[], string]>([
  ['the gate', [...incidentUntil(200), ...looks('health', 'x')], 'health to pass'],
  ['detection', incidentUntil(2000), 'Open within 6.0 s'],
  ['detection that has all it wants', incidentUntil(4000), 'nothing more: every promised signal was seen'],
  [
    'recovery',
    [...incidentUntil(4950), ...looks('health', 'x')],
    'health to pass, Open and Failing to resolve, within 10.0 s of the injection',
  ],
])('what is waited for: %s', (_, events, expected) => {
  expect(rowsOf(stateOf(events), { columns: 120 })[2]).toBe(`waits    for ${expected}`);
});

it.each([['time-outs and a millisecond are the ends of the scale', [1, 9, 90, 800], '▁▃▆█', '_-+#']])(
  '%s',
  (_, times, bars, ascii) => {
    const state = stateOf([
      ...incidentUntil(100),
      ...times.map((ms, index) => look(index, 'health', 'pass', ms)),
    ]);
    expect(rowsOf(state).join('\n')).toContain(`${bars}  800 ms`);
    expect(rowsOf(state, { unicode: false }).join('\n')).toContain(`${ascii}  800 ms`);
  },
);

it('an alert that was pending only, and that a gate found quiet, is not shown any more', () => {
  const pending = [...incidentUntil(2000)];
  expect(rowsOf(stateOf(pending)).join('\n')).toContain('Open  pending +1.0 s');
  const quiet = event(2500, {
    type: 'gate.judged',
    when: 'after',
    checks: [{ name: 'alerts quiet', ...seen('pass') }],
  });
  expect(rowsOf(stateOf([...pending, quiet])).join('\n')).toContain('alerts   quiet');
});
