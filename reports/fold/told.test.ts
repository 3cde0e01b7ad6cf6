// What a report says beside the verdict: known failures, a baseline, what people wrote down, what to do next.
import { describe, expect, it } from 'vitest';
import type { DrillPlan } from '../../core/journal/events.ts';
import {
  changed,
  cutAt,
  incident,
  journalOf,
  placebo,
  stopped,
  withoutAlert,
  type Row,
  type RunShape,
} from '../fixtures/mini-journal.ts';
import { reporters } from '../reporters.ts';
import { foldGameDay } from './game-day.ts';
import { expectedText } from './expected.ts';

const reportOf = (rows: readonly Row[], shape: RunShape = {}) =>
  foldGameDay({ events: journalOf(rows, shape), torn: false }).report;
const known: Partial<DrillPlan> = {
  expectedFailure: { reasonCode: 'detect', owner: 'orders team', until: '2026-03-31', reason: 'slow rule' },
};
const silent = withoutAlert(incident(known), 'firing', 'delivered');

describe('an alert that may fire too', () => {
  const notes = (rows: readonly Row[]): string => reportOf(rows).drills[0]?.notes.join('\n') ?? '';
  const quiet = withoutAlert(incident({ alsoFires: ['Failing', 'Slow'] }), 'pending');

  it('is told when it did not fire', () => {
    expect(notes(quiet)).toContain('Slow is listed under alsoFires but did not fire');
  });

  it('is not told when nobody watched to the end', () => {
    expect(notes(cutAt(quiet, 4200))).not.toContain('did not fire');
  });
});

it.each([
  ['late', true, changed(incident(), 'probe.observed', { dueMs: 0 })],
  ['in time', false, incident()],
])('a machine that let looks begin %s: told %s', (_, told, rows) => {
  const notes = reportOf(rows).drills[0]?.notes.join('\n') ?? '';
  expect(notes.includes('this machine kept Gameday itself waiting')).toBe(told);
});

it('alerts that were not watched to the end of an interrupted drill are no evidence', () => {
  const checks = reportOf(stopped(incident(), 4850, 'interrupted')).drills[0]?.checks;
  expect(checks?.find(({ group }) => group === 'alerts')).toMatchObject({ verdict: 'unknown' });
});

describe('a known failure', () => {
  it.each([
    ['alone', silent, 'shop/broker-killed failed as expected'],
    ['beside a pass', [...placebo(), ...silent], '1 drill passed; shop/broker-killed failed as expected'],
  ])('%s: the run passes and says so', (_name, rows, reason) => {
    expect(reportOf(rows)).toMatchObject({ verdict: 'pass', exitCode: 0, reason });
  });

  it.each([
    [silent, 'expected to fail (detect) until 2026-03-31: slow rule; owner orders team'],
    [
      incident(known),
      'was expected to fail (detect) until 2026-03-31, and passed: take it out of expectedFailures in gamedays.yaml; owner orders team',
    ],
    [incident(), null],
  ])('is told', (rows, text) => {
    const [drill] = reportOf(rows).drills;
    expect(drill === undefined ? '' : expectedText(drill)).toBe(text);
  });

  it('is not named as why the run failed', () => {
    const other = withoutAlert(incident({}, 'shop/other'), 'delivered');
    expect(reportOf([...silent, ...other]).reason).toBe(
      'shop/other: alert Open: firing after 2.6 s, never delivered, promised within 6.0 s',
    );
  });

  it('its owner stands with the action', () => {
    expect(reportOf(silent).actions).toMatchObject([{ reasonCode: 'detect', owner: 'orders team' }]);
  });
});

describe('against a baseline', () => {
  const plan: Partial<DrillPlan> = {
    baseline: {
      run: 'r0',
      maxRegression: 0.2,
      signals: [{ name: 'Open', kind: 'alert', afterMs: 1400, samplingMs: 200 }],
      recovery: null,
    },
  };
  it('says what was slower, and since when', () => {
    const report = reportOf(incident(plan));
    expect(report.reason).toBe(
      'shop/broker-killed: TTD of Open against the baseline: 3.0 s, in run r0 it was 1.4 s: 114.3 % slower, 20 % is allowed',
    );
    expect(report.drills[0]?.baseline).toEqual({ run: 'r0', maxRegression: 0.2 });
  });
});

describe('actions', () => {
  it('none where all is well', () => expect(reportOf(incident()).actions).toEqual([]));

  it('one for each reason, with the runbook’s line where a step is the matter', () => {
    const rows = changed(silent, 'step.finished', { verdict: 'fail' }, { step: 'remediate-1' });
    expect(reportOf(rows).actions.map(({ reasonCode, place }) => [reasonCode, place])).toEqual([
      ['detect', null],
      ['remediate', { file: 'runbook.md', line: 1 }],
    ]);
  });

  it('one that passes though it is known to fail', () => {
    expect(reportOf(incident(known)).actions).toMatchObject([
      {
        reasonCode: null,
        what: 'take the drill out of expectedFailures in gamedays.yaml',
        owner: 'orders team',
      },
    ]);
  });
});

it('several briefs are one', () => {
  const brief = { objectives: [], hypothesis: null, participants: ['Ada'], notes: [] };
  const own = [
    { type: 'run.briefed' as const, ...brief, objectives: ['see the breaker open'], hypothesis: 'it opens' },
    { type: 'run.briefed' as const, ...brief, notes: ['the pager was silent'] },
  ];
  expect(reportOf(incident(), { own }).brief).toEqual({
    objectives: ['see the breaker open'],
    hypothesis: 'it opens',
    participants: ['Ada'],
    notes: ['the pager was silent'],
  });
  expect(reportOf(incident()).brief).toBeNull();
});

describe('every reporter', () => {
  const own = [
    {
      type: 'run.briefed' as const,
      objectives: ['see the breaker open'],
      hypothesis: 'it opens <b>',
      participants: ['Ada', 'Bob'],
      notes: ['@all'],
    },
  ];
  const day = foldGameDay({ events: journalOf(silent, { own }), torn: false });

  it.each([
    [
      'html',
      ['it opens &lt;b&gt;', 'Ada, Bob', 'What to do next', 'orders team', 'Expected to fail (detect)'],
    ],
    ['markdown', ['it opens &lt;b>', 'Ada, Bob', '## What to do next', '## Known failures', '&#64;all']],
    ['junit', ['failures="0"', '<skipped message="pending after', 'owner orders team']],
  ] as const)('%s tells it', (name, parts) => {
    const text = reporters[name].render(day);
    for (const part of parts) expect(text).toContain(part);
  });
});
