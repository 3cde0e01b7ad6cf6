// Which past runs count for the coverage matrix: one that is broken keeps no other from counting, and none is dropped in silence.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemText } from '../../core/errors.ts';
import { playedIn } from './drill-facts.ts';

const drills = [{ id: 'shop/disk', verdict: 'pass', startedAt: '2026-03-02T06:00:00.000Z' }];
const files = {
  'good/report.json': JSON.stringify({ schema: 1, run: 'good', drills }),
  'cut/report.json': '{"schema": 1, "dri',
  'later/report.json': JSON.stringify({ schema: 2, run: 'later', drills }),
  'folder/report.json/x': '',
  'killed/journal.ndjson': '{}',
  'empty/x': '',
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-played-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('counts what can be read, and says what can not', () => {
  const { played, passedOver } = playedIn(folder);
  expect(played.map(({ id, run }) => `${id} ${run}`)).toEqual(['shop/disk good']);
  expect(passedOver.map((one) => problemText(one).replaceAll(`${folder}/`, '').split('\n')[0])).toEqual([
    'cut/report.json expected a report.json of a run',
    'folder/report.json expected a file, found a folder',
    'killed a journal and no report.json',
    'later/report.json expected a report of schema 1, got 2',
  ]);
});

it('a file is no folder of runs', () => {
  const file = join(folder, 'good/report.json');
  expect(() => playedIn(file)).toThrow(`${file} expected a folder of runs, found a file`);
});
