// Runbooks are found by name or by their text, and a missing one says where it is to be had.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fileFor } from './context.ts';
import { findRunbooks, withoutNote } from './runbook-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'gameday-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = '# Queue stuck\n\nRestart the worker.\n';
writeFileSync(join(folder, 'some-name.md'), `<!-- source: github.com/x/y -->\n${text}`);
const sha256 = createHash('sha256').update(text).digest('hex');
const source = { name: 'queue', repository: 'x/y', path: 'docs/queue.md', commit: 'abc', sha256 };

it('by the hash of its text, without the note in front', () => {
  expect(findRunbooks(['queue'], [folder], new Map(), [source])).toEqual([
    { name: 'queue', path: join(folder, 'some-name.md'), text },
  ]);
});

it.each([['some-name.md'], [join(folder, 'some-name.md')]])('by name: %s', (file) => {
  expect(findRunbooks(['Q'], [folder], new Map([['Q', file]]), [])[0]?.text).toBe(text);
});

it.each([
  ['a text that differs', [{ ...source, sha256: 'other' }], 'put docs/queue.md of x/y at abc there'],
  ['a name without source', [], 'say which file it is, e.g. --seed queue=FILE'],
])('%s', (_, sources, message) => {
  expect(() => findRunbooks(['queue'], [folder], new Map(), sources)).toThrow(message);
});

it.each([
  ['<!-- source: a -->\n# T\n', '# T\n'],
  ['<!-- source: a -->\r\n# T\n', '# T\n'],
  ['<!-- toc -->\n# T\n', '<!-- toc -->\n# T\n'],
])('note in front of %j', (given, expected) => {
  expect(withoutNote(given)).toBe(expected);
});

it.each([
  ['for all', ['c.yml'], 'c.yml'],
  ['for this one', ['c.yml', 'queue=q.yml'], 'q.yml'],
  ['for another', ['other=o.yml'], null],
])('context %s', (_, options, expected) => {
  expect(fileFor('queue', options)).toBe(expected);
});
