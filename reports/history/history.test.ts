// The page over all runs: series by drill, and runs that are broken, half written or still there only as a journal.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../schema.ts';
import {
  changed,
  cutAt,
  incident,
  journalOf,
  placebo,
  withoutAlert,
  type Row,
} from '../fixtures/mini-journal.ts';
import { foldGameDay } from '../fold/game-day.ts';
import { foldHistory, type History } from './fold.ts';
import { historyPage } from './page.ts';
import { readRuns } from './read-runs.ts';
import { wholePercent } from './words.ts';

let folder = '';
let history: History;

const write = (run: string, file: string, text: string): void => {
  mkdirSync(join(folder, run), { recursive: true });
  writeFileSync(join(folder, run, file), text);
};
const report = (run: string, rows: readonly Row[], fields: Partial<Report> = {}): void => {
  const made = { ...foldGameDay({ events: journalOf(rows), torn: false }).report, run, ...fields };
  const startedAt = `2026-03-0${run}T06:00:00.000Z`;
  const drills = made.drills.map((drill) => ({ ...drill, startedAt }));
  write(run, 'report.json', JSON.stringify({ ...made, startedAt, drills }));
};
const lines = (rows: readonly Row[]): string =>
  journalOf(rows, { finished: false })
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-history-'));
  const silent = withoutAlert(incident(), 'delivered');
  const blind = { measurable: false, probesAt: null, alertsAt: null };
  report('2', changed(changed(incident(), 'step.finished', { verdict: 'fail' }), 'recovery.observed', blind));
  report('3', [...placebo(), ...incident()]);
  report('4', silent);
  report('5', incident({ title: 'The broker dies' }), { pace: 1 });
  report('6', [...incident({}), ...incident({}, 'shop/<b>other')]);
  write('6', 'report.html', '');
  write('7-half', 'report.json', '{"schema":1,');
  write('7-half', 'journal.ndjson', lines(cutAt(incident(), 3000)));
  write('8-broken', 'journal.ndjson', 'oops\n');
  mkdirSync(join(folder, '9-empty'));
  writeFileSync(join(folder, 'history.html'), '');
  symlinkSync('6', join(folder, 'latest'));
  history = foldHistory(readRuns(folder, { journals: true }));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('runs', () => {
  it('every folder is one, whatever is in it', () => {
    expect(history.runs.map(({ name }) => name).sort()).toEqual([
      '2',
      '3',
      '4',
      '5',
      '6',
      '7-half',
      '8-broken',
      '9-empty',
    ]);
  });

  it.each([
    ['3', 'pass', null],
    [
      '7-half',
      'aborted',
      /^report\.json: not the report\.json of a run: .*; the run never finished; read from its journal$/,
    ],
    ['8-broken', undefined, /^no report\.json; journal\.ndjson:1:1 expected one JSON record/],
    ['9-empty', undefined, /^no report\.json; no journal$/],
  ])('%s: %s', (name, verdict, trouble) => {
    const run = history.runs.find((one) => one.name === name);
    expect(run?.told?.verdict).toBe(verdict);
    if (trouble === null) expect(run?.trouble).toBeNull();
    else expect(run?.trouble).toMatch(trouble);
  });

  it('without journals they are read at once', () => {
    const quick = readRuns(folder, { journals: false }).find(({ name }) => name === '7-half');
    expect(quick?.report).toBeNull();
  });
});

describe('series', () => {
  it('one for each drill, with the newest title', () => {
    expect(history.drills.map(({ drill, points }) => [drill, points.length])).toEqual([
      ['shop/broker-killed', 6],
      ['shop/placebo', 1],
      ['shop/<b>other', 1],
    ]);
  });

  it('verdicts, times and the share of steps that were observed', () => {
    const series = history.drills.find(({ drill }) => drill === 'shop/broker-killed');
    const shown = series?.points.map(({ verdict, detect, recover }) => [verdict, detect?.ms, recover?.ms]);
    expect(shown).toContainEqual(['fail', null, 8000]);
    expect(shown).toContainEqual(['pass', 3000, 8000]);
    expect(series?.points.at(-1)?.coverage).toBe(0);
  });

  it('the newest run against the one before it, of the same pace', () => {
    expect(history.latest.map(({ before }) => before)).not.toContain('5');
  });
});

describe('the page', () => {
  const page = (): string => historyPage(history, (run) => `${run}/report.html`);
  const rowsOf = (run: string): string[] =>
    page()
      .split('<tr>')
      .filter((row) => new RegExp(`>${run}(</a>)?<br`).test(row));

  it('says never of what a failed drill waited for, and not of what nobody measured', () => {
    expect(rowsOf('4').join()).toContain('never of 6.0 s');
    for (const run of ['2', '7-half']) {
      expect(rowsOf(run).join()).toContain('not measured of');
      expect(rowsOf(run).join()).not.toContain('never of');
    }
  });

  it('says at which pace times are drawn', () => {
    expect(page()).toContain(
      'Times are drawn at the pace of the last play, paced 30×; 1 play at another pace is only in the table.',
    );
  });

  it.each([
    [29 / 100, '29 %'],
    [57 / 100, '57 %'],
    [2 / 3, '66 %'],
    [199_999 / 200_000, '99 %'],
    [1, '100 %'],
  ])('a share of %d is %s', (share, text) => expect(wholePercent(share)).toBe(text));

  it('holds every run, links those that have a page, and no script', () => {
    const text = page();
    for (const { name } of history.runs) expect(text).toContain(name);
    expect(text).toContain('<a href="6/report.html">6</a>');
    // Neither among the runs nor among the plays of a drill.
    expect(text.match(/<a href="[^"]*"/g)?.every((link) => link.includes('"6/'))).toBe(true);
    expect(text).not.toMatch(/<script|<b>other|https?:\/\//);
  });

  it('is there where no run is', () => {
    expect(historyPage(foldHistory([]), (run) => run)).toContain('There is none yet.');
  });
});
