// Flags of `run` that say what is played and what it is held against: what they choose, what they refuse.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { incident, journalOf, placebo, withoutAlert } from '../../../reports/fixtures/mini-journal.ts';
import { foldGameDay } from '../../../reports/fold/game-day.ts';
import type { Report } from '../../../reports/schema.ts';
import { selectGameDay, type GameDaySelection } from '../../scenarios.ts';
import { readBaseline } from '../baseline.ts';
import { briefOf } from '../brief.ts';
import { endsGameDay } from '../fail-fast.ts';
import { chooseDrills, type ChoiceArgs } from './choose-drills.ts';

let folder = '';
let named: GameDaySelection;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-choice-'));
  cpSync(join(import.meta.dirname, '../../../test/fixtures/scenarios'), join(folder, 'scenarios'), {
    recursive: true,
  });
  writeFileSync(
    join(folder, 'scenarios/gamedays.yaml'),
    'all: [shop/web-killed, shop/db-cut]\nexpectedFailures:\n  shop/db-cut: { reasonCode: detect, owner: shop team, until: 2026-12-31, reason: slow }\n',
  );
  named = selectGameDay(['all'], join(folder, 'scenarios'), 30);
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const reportFile = (name: string, fields: Partial<Report> = {}, id = 'shop/web-killed'): string =>
  write(
    name,
    JSON.stringify({
      ...foldGameDay({ events: journalOf(incident({}, id)), torn: false }).report,
      run: 'A',
      ...fields,
    }),
  );

describe('drills', () => {
  it.each<[ChoiceArgs, readonly string[]]>([
    [{}, ['web-killed', 'db-cut']],
    [{ grep: 'WEB' }, ['web-killed']],
    [{ shard: '2/2' }, ['db-cut']],
    [{ repeat: 2 }, ['web-killed', 'db-cut', 'web-killed', 'db-cut']],
  ])('%j', (args, drills) => expect(chooseDrills(named, args).drills).toEqual(drills));

  it('a drill that the game day names twice is played twice', () => {
    expect(chooseDrills({ ...named, drills: ['db-cut', 'db-cut'] }, {}).drills).toEqual(['db-cut', 'db-cut']);
  });

  it.each<[ChoiceArgs, string]>([
    [{ grep: '[' }, '--grep: Invalid regular expression'],
    [{ grep: 'nope' }, '--grep nope: no drill is found'],
    [{ grep: 'web', shard: '2/2' }, '--grep web: no drill is found in shard 2/2'],
    [{ shard: '0/2' }, '--shard: expected e.g. 1/4 for the first of four, got "0/2"'],
    [{ shard: '3/3' }, '--shard 3/3: there are only 2 drills'],
    [{ repeat: 1.5 }, '--repeat: expected a whole number from 1 to 100, got 1.5'],
    [{ budget: 'soon' }, '--budget: expected a duration such as 10m, got "soon"'],
    [{ budget: '1s' }, '--budget 1s: no drill fits'],
  ])('refused: %j', (args, message) => expect(() => chooseDrills(named, args)).toThrow(message));

  it('known failures come with them', () => {
    expect(named.expectedFailures['shop/db-cut']).toMatchObject({ owner: 'shop team', until: '2026-12-31' });
  });
});

describe('a baseline', () => {
  it('holds what was measured', () => {
    const baseline = readBaseline({ baseline: reportFile('a.json'), maxRegression: '50%' }, named);
    expect(baseline?.plans.get('shop/web-killed')).toEqual({
      run: 'A',
      maxRegression: 0.5,
      signals: [{ name: 'Open', kind: 'alert', afterMs: 3000, samplingMs: 200 }],
      recovery: { afterMs: 8000, samplingMs: 200 },
    });
    expect(baseline?.plans.has('shop/db-cut')).toBe(false);
  });

  it('allows a fifth unless told', () => {
    expect(
      readBaseline({ baseline: reportFile('a.json') }, named)?.plans.get('shop/web-killed')?.maxRegression,
    ).toBe(0.2);
    expect(readBaseline({}, named)).toBeNull();
  });

  it.each([
    [() => ({ maxRegression: '20%' }), '--max-regression: expected --baseline FILE beside it'],
    [
      () => ({ baseline: reportFile('a.json'), maxRegression: '20' }),
      '--max-regression: expected a percentage such as 20%, got "20"',
    ],
    [() => ({ baseline: join(folder, 'nope.json') }), /--baseline .*nope\.json: ENOENT/],
    [() => ({ baseline: reportFile('p.json', { pace: 1 }) }), "their times can't be compared"],
    [() => ({ baseline: reportFile('o.json', {}, 'bank/x') }), 'run A played none of these drills of shop'],
  ])('refused %#', (args, message) => expect(() => readBaseline(args(), named)).toThrow(message));
});

describe('a brief', () => {
  it('comes from a file and from flags', () => {
    const brief = write('brief.yaml', 'objectives: [see it]\nhypothesis: it opens\nparticipants: [Ada]\n');
    expect(
      briefOf({ brief, hypothesis: 'it stays shut', participant: ['Bob'], note: ['first time'] }),
    ).toEqual({
      objectives: ['see it'],
      hypothesis: 'it stays shut',
      participants: ['Ada', 'Bob'],
      notes: ['first time'],
    });
    expect(briefOf({})).toBeNull();
  });

  it('every mistake has its place', () => {
    const brief = write('bad.yaml', 'objective: [see it]\nnotes: none\n');
    expect(() => briefOf({ brief })).toThrow(
      /bad\.yaml:2:8 notes: expected a list.*\n.*bad\.yaml:1:1 objective: unknown key\n {2}hint: did you mean "objectives"/,
    );
  });
});

describe('--fail-fast', () => {
  const silent = (plan = {}) => withoutAlert(incident(plan), 'delivered');
  it.each<[string, readonly JournalEvent[], string, RegExp | null]>([
    ['a pass', journalOf(incident()), 'shop/broker-killed', null],
    ['a placebo that passes', journalOf(placebo()), 'shop/placebo', null],
    [
      'a failure',
      journalOf(silent()),
      'shop/broker-killed',
      /^--fail-fast: shop\/broker-killed ended as fail: alert Open/,
    ],
    [
      'a known failure',
      journalOf(
        silent({ expectedFailure: { reasonCode: 'detect', owner: 'x', until: '2026-12-31', reason: 'y' } }),
      ),
      'shop/broker-killed',
      null,
    ],
    ['another drill', journalOf(silent()), 'shop/other', null],
  ])('%s', (_name, events, id, expected) => {
    // As the run sees it: it has not finished.
    const why = endsGameDay(
      events.filter(({ type }) => type !== 'run.finished'),
      id,
      1,
    );
    if (expected === null) expect(why).toBeNull();
    else expect(why).toMatch(expected);
  });
});
