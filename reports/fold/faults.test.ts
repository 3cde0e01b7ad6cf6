// Several faults in one drill: whether all went in, when each was in, and from which of them a signal counts.
import { describe, expect, it } from 'vitest';
import type { DrillVariant, FaultPlan, JournalEventBody } from '../../core/journal/events.ts';
import {
  changed,
  edge,
  incident,
  journalOf,
  more,
  seen,
  stopped,
  without,
  withoutAlert,
  type Row,
} from '../fixtures/mini-journal.ts';
import { reporters } from '../reporters.ts';
import { foldCharts } from './charts.ts';
import { foldGameDay } from './game-day.ts';
import { foldInjection } from './injection.ts';
import { sortRecords } from './records.ts';

const ms = (pacedMs: number) => ({ nominalMs: 30 * pacedMs, pacedMs, limitedBy: null });
const kill: FaultPlan = { id: 'kill', kind: 'kill', summary: 'kill broker', config: {} };
const later: FaultPlan = {
  id: 'slow',
  kind: 'latency',
  summary: 'latency',
  config: {},
  comes: { kind: 'later', after: ms(1500) },
};
const atStep: FaultPlan = {
  id: 'again',
  kind: 'kill',
  summary: 'kill broker',
  config: {},
  comes: { kind: 'step', side: 'after', step: 'restart' },
};

/** From its undo on until it is proved gone. */
const course = (
  fault: string,
  fromT: number,
  toT: number,
): readonly (readonly [number, JournalEventBody])[] => [
  [fromT - 10, { type: 'fault.prepared', fault, kind: 'latency', undo: {}, token: 1 }],
  [fromT, { type: 'fault.injecting', fault }],
  [fromT + 10, { type: 'fault.injected', fault }],
  [fromT + 50, { type: 'fault.confirmed', fault, observation: seen('pass') }],
  [toT - 100, { type: 'fault.healing', fault, by: 'run' }],
  [toT, { type: 'fault.healed', fault, by: 'run', error: null }],
  [toT + 50, { type: 'fault.gone', fault, observation: seen('pass') }],
];
const withLater = (
  faults: readonly FaultPlan[] = [kill, later],
  changes: Parameters<typeof incident>[0] = {},
): readonly Row[] => more(incident({ faults, ...changes }), ...course('slow', 2500, 9700));

const outcomeOf = (rows: readonly Row[]): string => {
  const { drills, exitCode } = foldGameDay({ events: journalOf(rows), torn: false }).report;
  const [drill] = drills;
  return `${drill?.verdict} ${drill?.reasonCode} ${drill?.cleanup} ${exitCode}`;
};
const drillOf = (rows: readonly Row[]) => {
  const [drill] = sortRecords({ events: journalOf(rows), torn: false }).drills;
  if (drill === undefined) throw new Error('no drill');
  return drill;
};
const unproven = (rows: readonly Row[], fault: string) =>
  changed(rows, 'fault.confirmed', { observation: seen('fail') }, { fault });

describe('a drill with several faults', () => {
  // prettier-ignore
  it.each<[string, string, readonly Row[]]>([
    ['all in, all bit, all gone', 'pass ok clean 0', withLater()],
    ['the later one did not bite', 'inconclusive confirm clean 2', unproven(withLater(), 'slow')],
    ['the first did not bite', 'inconclusive confirm clean 2', unproven(withLater(), 'kill')],
    ['the later one never came', 'inconclusive confirm clean 2', incident({ faults: [kill, later] })],
    ['the one at a step never came', 'inconclusive confirm clean 2', incident({ faults: [kill, atStep] })],
    ['stopped before the later one came', 'aborted interrupted clean 3', stopped(incident({ faults: [kill, later] }), 2000, 'interrupted')],
    ['the later one is not proved gone', 'inconclusive cleanup-unknown unknown 5', withLater().filter(([, , body]) => !(body.type === 'fault.gone' && body.fault === 'slow'))],
    ['the later one is still there', 'fail cleanup dirty 5', changed(withLater(), 'fault.gone', { observation: seen('fail') }, { fault: 'slow' })],
  ])('%s', (_, expected, rows) => {
    expect(outcomeOf(rows)).toBe(expected);
  });

  it.each<[string, DrillVariant | null, string]>([
    ['is a doubt', null, 'not-observed'],
    [
      'is none in a drill with changed steps, which may lack the step',
      { kind: 'counterfactual' },
      'confirmed',
    ],
  ])('one that never came %s', (_, variant, injection) => {
    const rows = incident({ faults: [kill, atStep], ...(variant !== null && { variant }) });
    expect(foldInjection(drillOf(rows))).toBe(injection);
  });
});

describe('a signal that names a fault', () => {
  const open = {
    name: 'Open',
    kind: 'alert',
    within: ms(6000),
    predictedMs: [1000, 2000],
    prediction: {},
    samplingMs: 200,
  } as const;
  const signal = (rows: readonly Row[]) =>
    foldGameDay({ events: journalOf(rows), torn: false }).report.drills[0]?.signals[0];

  it('counts from that one, which goes in at 2500, at every stage', () => {
    const rows = more(
      withoutAlert(withLater([kill, later], { signals: [{ ...open, fault: 'slow' }] }), 'pending'),
      [2600, edge('Open', 'pending', 2600)],
    );
    expect(signal(rows)).toMatchObject({
      fault: 'slow',
      pendingAfterMs: 100,
      firingAfterMs: 1100,
      deliveredAfterMs: 1500,
      insidePrediction: true,
    });
  });

  it('else from the first, which goes in at 1000', () => {
    expect(signal(withLater())).toMatchObject({ fault: null, deliveredAfterMs: 3000 });
  });

  it('does not count what fired already, delivered or not', () => {
    const rows = more(
      incident({ faults: [kill, later], signals: [{ ...open, fault: 'slow' }] }),
      ...course('slow', 4200, 9700),
      [4300, edge('Open', 'delivered', 4300)],
    );
    expect(signal(rows)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('was already firing'),
    });
  });

  it('is unknown where its fault never went in', () => {
    const rows = stopped(
      incident({ faults: [kill, later], signals: [{ ...open, fault: 'slow' }] }),
      4200,
      'interrupted',
    );
    expect(signal(rows)).toMatchObject({ verdict: 'unknown', reason: 'slow never went in' });
  });
});

describe('the figure', () => {
  const spans = (rows: readonly Row[]) => {
    const { faults, shades, marks } = foldCharts(drillOf(rows));
    return {
      faults: faults.map(({ id, fromT, toT }) => `${id} ${fromT}-${toT}`),
      shades: shades.map(({ fromT, toT }) => `${fromT}-${toT}`),
      marks: marks
        .map(({ label, t }) => `${label} ${t}`)
        .filter((text) => /goes in|taken back|healed/.test(text)),
    };
  };
  const going = [
    { ...kill, stays: ms(1000) },
    { ...later, comes: { kind: 'later', after: ms(4000) } as const },
  ];
  const inSequence = more(
    without(
      incident({ faults: going, endedBy: 'outside' }),
      'fault.prepared',
      'fault.injecting',
      'fault.injected',
      'fault.confirmed',
      'fault.healing',
      'fault.healed',
      'fault.gone',
    ),
    ...course('kill', 1000, 2000),
    ...course('slow', 5000, 9700),
  );

  it.each([
    ['a lone fault, until the service was well again', incident(), ['kill 1000-8000'], ['1000-8000']],
    ['one on top of the other', withLater(), ['kill 1000-8000', 'slow 2500-8000'], ['1000-8000']],
    ['one after the other', inSequence, ['kill 1000-2000', 'slow 5000-9700'], ['1000-2000', '5000-9700']],
  ])('%s', (_, rows, faults, shades) => {
    expect(spans(rows)).toMatchObject({ faults, shades });
  });

  it('marks each that comes later and each that goes before the end', () => {
    expect(spans(inSequence).marks).toEqual([
      'fault goes in 1000',
      'kill taken back 2000',
      'slow goes in 5000',
      'healed 9700',
    ]);
  });

  it.each(['html', 'markdown'] as const)('and %s say when each came and went', (name) => {
    const text = reporters[name].render(foldGameDay({ events: journalOf(inSequence), torn: false }));
    expect(text).toContain('4.0 s (2 min nominal) after the first');
    expect(text).toContain('for 1.0 s (30.0 s nominal)');
    expect(text).toContain('1.1 s');
  });
});
