// Two runs side by side: what counts as worse, better, changed or noise, and how it is told.
import { describe, expect, it } from 'vitest';
import type { DrillReport, Report } from '../schema.ts';
import {
  changed,
  edge,
  incident,
  journalOf,
  more,
  without,
  withoutAlert,
  type Row,
} from '../fixtures/mini-journal.ts';
import { foldGameDay } from '../fold/game-day.ts';
import { isBeyond } from './change.ts';
import { compareReports, demandOnePace, type Comparison } from './compare.ts';
import { markdownComparison } from './markdown.ts';
import { prettyComparison } from './pretty.ts';
import { readTold, type ToldReport } from './told.ts';

const ok = incident();
const reportOf = (rows: readonly Row[], fields: Partial<Report> = {}): Report => ({
  ...foldGameDay({ events: journalOf(rows), torn: false }).report,
  ...fields,
});
const told = (report: Report): ToldReport => readTold(JSON.stringify(report), 'report.json');
const before = told(reportOf(ok, { run: 'A' }));
const after = (rows: readonly Row[], fields: Partial<Report> = {}): ToldReport =>
  told(reportOf(rows, { run: 'B', ...fields }));

/** The alert fires and is delivered at these times instead of 3600 and 4000; the fault goes in at 1000. */
const detected = (firing: number, delivered: number): readonly Row[] =>
  more(
    withoutAlert(ok, 'firing', 'delivered'),
    [firing, edge('Open', 'firing', firing)],
    [delivered, edge('Open', 'delivered', delivered)],
  );
const recovered = (ms: number): readonly Row[] =>
  changed(ok, 'recovery.observed', {
    alertsAt: new Date(Date.parse('2026-03-02T06:00:00Z') + ms).toISOString(),
  });

const texts = ({ regressions, improvements, others }: Comparison): string[] => [
  ...regressions.map(({ text }) => `worse: ${text}`),
  ...improvements.map(({ text }) => `better: ${text}`),
  ...others.map(({ text }) => `changed: ${text}`),
];

describe('one drill', () => {
  it.each([
    ['the same run', ok, []],
    ['a difference within two sampling intervals', detected(3900, 4390), []],
    ['a difference of less than a tenth', recovered(9700), []],
    [
      'slower detection, and where',
      detected(4900, 5300),
      [
        'worse: shop/broker-killed: TTD of Open rose from 3.0 s to 4.3 s (+43.3 %) since run A, most of it pending to firing: 1.6 s, now 2.9 s',
      ],
    ],
    [
      'faster detection',
      detected(2100, 2500),
      [
        'better: shop/broker-killed: TTD of Open fell from 3.0 s to 1.5 s (−50 %) since run A, most of it pending to firing: 1.6 s, now 100 ms',
      ],
    ],
    [
      'an alert that fires no more',
      withoutAlert(ok, 'firing', 'delivered'),
      [
        'worse: shop/broker-killed: pass in run A, now fail: alert Open: pending after 1.0 s, never firing, promised within 6.0 s',
        'worse: shop/broker-killed: TTD of Open was 3.0 s in run A, now it never comes',
      ],
    ],
    [
      'slower recovery',
      recovered(10_900),
      ['worse: shop/broker-killed: TTR rose from 8.0 s to 9.9 s (+23.8 %) since run A'],
    ],
    [
      'lost work',
      changed(ok, 'invariant.judged', { verdict: 'fail' }),
      [
        'worse: shop/broker-killed: pass in run A, now fail: INV-ACK: broken',
        'worse: shop/broker-killed: INV-ACK was pass in run A, now fail',
      ],
    ],
    [
      'what nobody measured is not slower',
      changed(ok, 'recovery.observed', { measurable: false }),
      [
        'worse: shop/broker-killed: pass in run A, now inconclusive: recovery: recovery could not be measured',
      ],
    ],
  ])('%s', (_name, rows, expected) => {
    const found = texts(compareReports(before, after(rows)));
    expect(found.map((text) => text.replace(/INV-ACK: .*/, 'INV-ACK: broken'))).toEqual(expected);
  });

  it('failing for another reason is a change, and neither worse nor better', () => {
    const late = told(reportOf(detected(7600, 8000), { run: 'A' }));
    const { others, regressions } = compareReports(
      late,
      after(changed(ok, 'invariant.judged', { verdict: 'fail' })),
    );
    expect(others.map(({ text }) => text.split(':')[1])).toEqual([
      ' fail for another reason, detect in run A, now invariant',
    ]);
    expect(regressions.map(({ what }) => what)).toEqual(['invariant']);
  });

  it('doubt in place of a failure is no gain, and a failure in place of doubt is a loss', () => {
    const failed = changed(ok, 'step.finished', { verdict: 'fail' });
    const doubt = changed(ok, 'step.finished', { verdict: 'unknown' });
    expect(texts(compareReports(told(reportOf(failed)), after(doubt)))[0]).toMatch(
      /^changed: .*fail in run r1, now inconclusive/,
    );
    expect(texts(compareReports(told(reportOf(doubt)), after(failed)))[0]).toMatch(
      /^worse: .*inconclusive in run r1, now fail/,
    );
  });
});

describe('a drill that was not played', () => {
  const skipped = { drills: ['shop/broker-killed'] };
  const unplayed = { ...foldGameDay({ events: journalOf([], skipped), torn: false }).report, run: 'B' };
  const silent = { ...reportOf(withoutAlert(ok, 'firing', 'delivered')), run: 'B' };
  const good = reportOf(ok);
  it.each<[string, Report, Report, string[]]>([
    ['after a pass', good, unplayed, ['worse']],
    ['before a failure', unplayed, silent, ['worse']],
    ['before a pass', unplayed, good, ['changed']],
    ['after a failure', silent, unplayed, ['changed']],
  ])('%s', (_name, from, to, expected) => {
    const found = compareReports(told(from), told(to));
    expect(texts(found).map((text) => text.split(':')[0])).toEqual(expected);
    expect(found.regressions.every((change) => isBeyond(change, 10))).toBe(true);
    expect(prettyComparison(found)).not.toContain('no longer promised');
  });
});

it('a promise that is no longer made is told in every format', () => {
  const dropped = compareReports(
    before,
    after(
      without(
        incident({ signals: [], alsoFires: ['Open', 'Failing'], recover: null, invariants: [] }),
        'invariant.judged',
      ),
    ),
  );
  expect(texts(dropped)).toEqual([
    'changed: shop/broker-killed: alert Open was promised in run A, now it is not',
    'changed: shop/broker-killed: recovery was promised in run A, now it is not',
    'changed: shop/broker-killed: INV-ACK was promised in run A, now it is not',
  ]);
  expect(prettyComparison(dropped)).toContain('CHANGED');
  expect(markdownComparison(dropped)).toContain('Open: 3.0 s → –');
});

describe('several drills', () => {
  const other = incident({}, 'shop/other');

  it('a drill of one run only is listed, and no change', () => {
    const comparison = compareReports(before, after([...ok, ...other]));
    expect(texts(comparison)).toEqual([]);
    expect(comparison.drills.map(({ drill, from }) => [drill, from === null])).toEqual([
      ['shop/broker-killed', false],
      ['shop/other', true],
    ]);
    expect(prettyComparison(comparison)).toContain('shop/other: pass (not in the earlier run)');
  });

  it('of a drill that was played several times the worst verdict counts, and the time in the middle', () => {
    const attempts = [detected(3600, 4000), detected(5600, 6000), detected(4600, 5000)].map(
      (rows) => reportOf(rows).drills[0],
    ) as DrillReport[];
    const [drill] = compareReports(before, after(ok, { drills: attempts })).drills;
    expect(drill?.to?.played).toBe(3);
    expect(drill?.to?.signals[0]?.afterMs).toBe(4000);
  });

  it('less coverage is a loss only where the same drills were played', () => {
    const coverage = (observed: number): Partial<Report> => ({
      coverage: [
        {
          runbook: 'runbook.md',
          commands: 10,
          observed,
          standIn: 0,
          drilled: { commands: 5, observed },
          colours: {},
          lines: [],
        },
      ],
    });
    const from = told(reportOf(ok, { run: 'A', ...coverage(5) }));
    expect(texts(compareReports(from, after(ok, coverage(3))))).toEqual([
      'worse: runbook.md: 30 % (3 of 10 commands) observed, 50 % (5 of 10 commands) in run A',
    ]);
    expect(texts(compareReports(from, after([...ok, ...other], coverage(3))))[0]).toMatch(/^changed/);
  });
});

describe('what can not be compared', () => {
  it('different systems', () => {
    const elsewhere = told(reportOf(incident({ scenario: 'bank' }, 'bank/broker-killed'), { run: 'B' }));
    expect(() => compareReports(before, elsewhere)).toThrow(
      "run A drilled shop, run B bank: different systems can't be compared",
    );
  });

  it.each([
    ['{"schema":2}', 'B: expected a report of schema 1, got schema 2'],
    ['{}', 'B: expected a report of schema 1, got none'],
    ['{', /^B: not the report.json of a run: /],
    ['{"schema":1,"run":"x"}', /^B: not the report.json of a run: gameDay: /],
  ])('%s', (text, message) => {
    expect(() => readTold(text, 'B')).toThrow(message);
  });

  it('times at different paces: the rest still is', () => {
    const slow = after(changed(detected(4900, 5300), 'invariant.judged', { verdict: 'fail' }), { pace: 1 });
    const comparison = compareReports(before, slow);
    expect(comparison.regressions.map(({ what }) => what)).toEqual(['verdict', 'invariant']);
    expect(prettyComparison(comparison).replaceAll('\n', ' ')).toContain(
      'Run A was paced 30×, run B real time: their times are not compared.',
    );
    expect(() => demandOnePace(before, slow)).toThrow("their times can't be compared");
  });

  it('keys that a later gameday adds are no obstacle', () => {
    expect(readTold(JSON.stringify({ ...reportOf(ok), added: true }), 'B').run).toBe('r1');
  });
});

it('a time of zero has no share to rise by: JSON says so, and any rise is beyond the limit', () => {
  const signals = before.drills[0]?.signals.map((signal) => ({ ...signal, deliveredAfterMs: 0 })) ?? [];
  const instant = { ...before, drills: before.drills.map((drill) => ({ ...drill, signals })) };
  const comparison = compareReports(instant, after(ok));
  expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
  expect(comparison.regressions.map(({ share }) => share)).toEqual([null]);
  expect(comparison.regressions.some((change) => isBeyond(change, 10))).toBe(true);
});

describe('a limit', () => {
  it.each([
    [0.2, true],
    [0.43, true],
    [0.44, false],
  ])('%d is passed: %s', (limit, beyond) => {
    const { regressions } = compareReports(before, after(detected(4900, 5300)));
    expect(regressions.some((change) => isBeyond(change, limit))).toBe(beyond);
  });

  it('a verdict that got worse is beyond any', () => {
    const { regressions } = compareReports(before, after(withoutAlert(ok, 'delivered')));
    expect(regressions.every((change) => isBeyond(change, 10))).toBe(true);
  });
});

describe('formats', () => {
  const comparison = compareReports(before, after(detected(4900, 5300)));

  it('the terminal’s lines are at most 80 columns', () => {
    const long = reportOf(incident({}, `shop/${'very-long-name-'.repeat(9)}`), { run: 'r'.repeat(99) });
    for (const one of [comparison, compareReports(told(long), told({ ...long, verdict: 'fail' }))])
      for (const line of prettyComparison(one).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('shows each drill with its stages', () => {
    expect(prettyComparison(comparison)).toMatchInlineSnapshot(`
      "from run A, 2026-03-02 06:00 UTC, paced 30×: pass
      to   run B, 2026-03-02 06:00 UTC, paced 30×: pass

      WORSE
        shop/broker-killed: TTD of Open rose from 3.0 s to 4.3 s (+43.3 %) since
            run A, most of it pending to firing: 1.6 s, now 2.9 s

      shop/broker-killed: pass
        detected   Open: 3.0 s → 4.3 s
                   fault to pending 1.0 s, pending to firing 1.6 s → 2.9 s, firing to
                   delivered 400 ms
        recovered  8.0 s
        invariants INV-ACK pass

      A time has changed when it differs by more than 10 %, 250 ms and two sampling
      intervals; less is noise."
    `);
  });

  it('Markdown holds no text from outside as markup', () => {
    const hostile = told(reportOf(incident({ signals: [] }, 'shop/<script>|a|@all'), { run: '<b>`x`' }));
    const text = markdownComparison(compareReports(hostile, hostile));
    expect(text).not.toMatch(/<script|<b>|@all/);
    expect(markdownComparison(comparison)).toContain(
      '| shop/broker-killed | pass | Open: 3.0 s → 4.3 s | 8.0 s |',
    );
  });
});
