// gameday report diff, history and merge as a user calls them: output, exit code, what is refused.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldGameDay } from '../../reports/fold/game-day.ts';
import type { Report } from '../../reports/schema.ts';
import { incident, journalOf, withoutAlert, type Row } from '../../reports/fixtures/mini-journal.ts';

const program = join(import.meta.dirname, '..', 'main.ts');
let folder = '';

const reportOf = (rows: readonly Row[], fields: Partial<Report> = {}): Report => ({
  ...foldGameDay({ events: journalOf(rows), torn: false }).report,
  ...fields,
});
const write = (name: string, text: string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-report-'));
  const lines = journalOf(incident()).map((event) => `${JSON.stringify(event)}\n`);
  write('reports/runs/journal-only/journal.ndjson', lines.join(''));
  const silent = withoutAlert(incident({}, 'shop/other'), 'delivered');
  write(
    'failed/journal.ndjson',
    journalOf(silent)
      .map((event) => `${JSON.stringify(event)}\n`)
      .join(''),
  );
  write('a.json', JSON.stringify(reportOf(incident(), { run: 'A' })));
  write('b.json', JSON.stringify(reportOf(withoutAlert(incident(), 'delivered'), { run: 'B' })));
  write('slow.json', JSON.stringify(reportOf(incident(), { run: 'S', pace: 1 })));
  write('bank.json', JSON.stringify(reportOf(incident({ scenario: 'bank' }, 'bank/x'), { run: 'bank' })));
  write('bom.json', `\ufeff${JSON.stringify(reportOf(incident()))}`);
  mkdirSync(join(folder, 'dirs/report.json'), { recursive: true });
  write('twice/journal.ndjson', (lines[0] ?? '').replace('"schema":1', '"schema":2'));
  write('next.json', JSON.stringify({ ...reportOf(incident()), schema: 2 }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gameday = (line: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...line.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 100_000,
  });
  return { code: status, stdout, stderr };
};
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('report diff', () => {
  it.each([
    ['report diff a.json b.json', 0],
    ['report diff journal-only a.json', 0],
    ['report diff a.json b.json --max-regression 20%', 1],
    ['report diff b.json a.json --max-regression 20%', 0],
    ['report diff a.json slow.json', 0],
  ])('gameday %s: exit %d', (line, code) => {
    expect(gameday(line)).toMatchObject({ code });
  });

  it.each([
    ['a.json bank.json', "run A drilled shop, run bank bank: different systems can't be compared"],
    ['a.json next.json', 'next.json: expected a report of schema 1, got schema 2'],
    [
      'a.json slow.json --max-regression 20%',
      "run A was paced 30×, run S real time: their times can't be compared",
    ],
    ['a.json b.json --max-regression 20', '--max-regression: expected a percentage such as 20%, got "20"'],
    ['a.json nope', 'nope: no run of that name in reports/runs, and no report.json or folder with one'],
    ['a.json', 'expected gameday report diff <from> <to>, got "gameday report diff a.json"'],
    ['a.json dirs', 'dirs/report.json expected a file, found a folder'],
    ['a.json twice', 'twice/journal.ndjson: expected a journal of schema 1, got schema 2'],
    ['a.json b.json --out x', 'gameday report diff has no option --out'],
  ])('refused: %s', (line, message) => {
    const { code, stdout, stderr } = gameday(`report diff ${line}`);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr.split('\n')[0]?.replace(/^gameday: /, '')).toBe(message);
  });

  it('reads a pipe, and a file that begins with a byte order mark', () => {
    const { status, stdout } = spawnSync(process.execPath, [program, 'report', 'diff', '-', 'bom.json'], {
      cwd: folder,
      input: read('a.json'),
      encoding: 'utf8',
    });
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('from run A') });
  });

  it('--format json is one document', () => {
    const { stdout } = gameday('report diff a.json b.json --format json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      from: { run: 'A' },
      to: { run: 'B' },
      regressions: [{ what: 'verdict' }, { what: 'detect', name: 'Open', from: 3000, to: null }],
    });
  });
});

it('report history writes a page beside the runs, and JSON on demand', () => {
  expect(gameday('report history')).toEqual({ code: 0, stdout: '', stderr: 'reports/runs/history.html\n' });
  expect(read('reports/runs/history.html')).toContain('journal-only');
  expect(JSON.parse(gameday('report history --format json').stdout)).toMatchObject({
    schema: 1,
    runs: [{ name: 'journal-only' }],
  });
  expect(gameday('report history --runs nope')).toMatchObject({ code: 64, stdout: '' });
  const { code, stderr } = gameday('report history --runs a.json');
  expect(code).toBe(64);
  expect(stderr).toMatch(/^gameday: a\.json: expected a folder of runs: ENOTDIR/);
});

it('report merge writes one report of several runs', () => {
  expect(gameday('report merge reports/runs/journal-only failed --out whole')).toMatchObject({ code: 0 });
  expect(JSON.parse(read('whole/report.json'))).toMatchObject({ verdict: 'fail', drills: [{}, {}] });
  expect(gameday('report merge journal-only failed --out whole --exit-code')).toMatchObject({ code: 1 });
  const { code, stderr } = gameday('report merge journal-only failed failed/../failed --out whole');
  expect(code).toBe(64);
  expect(stderr).toContain('drills in more than one: shop/other in failed and failed/../failed');
  expect(gameday('report merge a.json failed').stderr).toContain('a.json: no journal there');
});

it('report <run> still writes the reports of a run', () => {
  const files = ['report.json', 'report.html', 'report.md', 'junit.xml'];
  expect(gameday('report journal-only')).toEqual({
    code: 0,
    stdout: '',
    stderr: files.map((name) => `reports/runs/journal-only/${name}\n`).join(''),
  });
  expect(read('reports/runs/journal-only/report.json')).toContain('"schema": 1');
});

describe('a folder that can not hold reports', () => {
  it.each([
    // Node's own way of making folders goes round and round there.
    ['/proc/foo/bar', '/proc/foo/bar: reports can'],
    ['/dev/null/x', '/dev/null/x: reports can'],
    ['a.json', "a.json: reports can't be written there: expected a folder, found a file"],
    ['', '"": reports can'],
  ])('--out %s', (out, message) => {
    for (const command of ['report journal-only', 'report merge journal-only failed']) {
      const { code, stderr } = gameday(`${command} --out ${out}`);
      expect(code).toBe(64);
      expect(stderr).toContain(`gameday: ${message}`);
      expect(stderr).toContain('hint: give another folder by --out');
    }
  });

  it('is not made for a journal that can not be read', () => {
    expect(gameday('report twice --out never').code).toBe(64);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  it('a shard keeps its own reports', () => {
    const { code, stderr } = gameday('report merge journal-only failed --out failed');
    expect(code).toBe(64);
    expect(stderr).toContain('failed: it holds the journal of a run');
    expect(existsSync(join(folder, 'failed', 'report.json'))).toBe(false);
  });
});
