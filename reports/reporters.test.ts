// Every reporter over the example journal, against its golden file (GAMEDAY_UPDATE=1 writes them anew), and over hostile text.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { JournalEvent } from '../core/journal/events.ts';
import { changed, cutAt, incident, journalOf, more } from './fixtures/mini-journal.ts';
import { foldGameDay } from './fold/game-day.ts';
import { reporters, writeReports } from './reporters.ts';
import { schemaDocument, schemaFile } from './schema-document.ts';
import { reportSchema } from './schema.ts';

const update = process.env['GAMEDAY_UPDATE'] === '1';
const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url);
const example = fileURLToPath(fixture('game-day.ndjson'));
const document = (name: string): URL => new URL(`../docs/${name}`, import.meta.url);

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'gameday-reports-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true });
});

describe('the example game day', () => {
  it.each([
    ['report.md', fixture('report.md')],
    ['junit.xml', fixture('junit.xml')],
    ['report.json', document('report.example.json')],
  ])('%s is as it was', (name, golden) => {
    const into = folder();
    writeReports({ journals: [example], folder: into });
    const written = readFileSync(join(into, name), 'utf8');
    if (update) writeFileSync(golden, written);
    expect(written).toBe(readFileSync(golden, 'utf8'));
  });

  it('leaves nothing but whole files', () => {
    const into = folder();
    const files = writeReports({ journals: [example], folder: into });
    expect(readdirSync(into).sort()).toEqual(['junit.xml', 'report.html', 'report.json', 'report.md']);
    expect(files.map((file) => readFileSync(file, 'utf8').length > 1000)).toEqual([true, true, true, true]);
  });

  it('leaves no half of a file where one could not be written', () => {
    const into = folder();
    mkdirSync(join(into, 'report.md'));
    expect(() => writeReports({ journals: [example], folder: into })).toThrow(/report\.md: /);
    expect(readdirSync(into).sort()).toEqual(['junit.xml', 'report.html', 'report.json', 'report.md']);
  });

  it('docs/report.example.json matches the schema', () => {
    const parsed: unknown = JSON.parse(readFileSync(document('report.example.json'), 'utf8'));
    expect(reportSchema.safeParse(parsed).error).toBeUndefined();
  });

  it('docs/report.schema.json is fresh (node reports/schema-document.ts writes it)', () => {
    if (update) writeFileSync(schemaFile, schemaDocument());
    expect(readFileSync(schemaFile, 'utf8')).toBe(schemaDocument());
  });
});

describe('a killed run', () => {
  const events = journalOf(cutAt(incident(), 4600), { finished: false });

  it('says where it stopped', () => {
    const { report } = foldGameDay({ events, torn: true });
    expect(report.stopped).toMatchObject({
      drill: 'shop/broker-killed',
      phase: 'diagnose',
      lastRecord: 'step.started',
      torn: true,
    });
  });

  it.each(['detect', 'heal', 'verify'])('can be rendered from a torn journal, killed in %s', (phase) => {
    const text = readFileSync(example, 'utf8');
    const cut = text.lastIndexOf(`"phase":"${phase}"`);
    const journalFile = join(folder(), 'journal.ndjson');
    writeFileSync(journalFile, text.slice(0, cut + 400));
    const into = folder();
    writeReports({ journals: [journalFile], folder: into });
    const page = readFileSync(join(into, 'report.html'), 'utf8');
    expect(page).toContain('The run never finished');
    expect(page).toContain('aborted');
    expect(readFileSync(join(into, 'junit.xml'), 'utf8')).toMatch(/<error /);
  });
});

/** What a target's output, a label or an error may hold. */
const hostile = `<script>alert(1)</script>"'&]]> \u001b[31mred\u001b[0m \u0000\u0008 \u202egnp.exe \u2066x\u2069 \ud800 | \`x\` [a](http://evil) @all\r\n# head`;

const hostileEvents = (): readonly JournalEvent[] => {
  const evidence = [{ what: hostile, expected: hostile, actual: hostile }];
  const rows = changed(incident({ title: hostile, signals: [] }), 'step.finished', {
    verdict: 'fail',
    output: hostile,
    evidence,
  });
  return journalOf(more(rows, [5000, { type: 'note', message: hostile }]), {
    own: [{ type: 'note', message: hostile }],
  });
};

/** Inside a fence Markdown takes everything literally. */
const withoutFences = (text: string): string => text.replace(/^(`{3,})[^]*?^\1$/gm, '');

describe('text from outside', () => {
  const gameDay = foldGameDay({ events: hostileEvents(), torn: false });
  const acting = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

  it.each(Object.entries(reporters).filter(([name]) => name !== 'json'))(
    '%s shows it and obeys nothing of it',
    (_name, { render }) => {
      const text = render(gameDay);
      expect(text).not.toMatch(acting);
      expect(withoutFences(text)).not.toContain('<script');
      expect(text.isWellFormed()).toBe(true);
      expect(text).toContain('␛[31mred'.replace('[', text.includes('␛\\[') ? '\\[' : '['));
      expect(text).toContain('⟨U+202E⟩');
    },
  );

  it('is no markup in Markdown: neither link, nor mention, nor heading', () => {
    const text = withoutFences(reporters.markdown.render(gameDay));
    expect(text).not.toMatch(/(?<!\\)\[a\]|(?<!\\)`x|@all|^# head|http:\/\//m);
  });

  it('JSON keeps it as it came', () => {
    const parsed = JSON.parse(reporters.json.render(gameDay)) as { notes: string[] };
    expect(parsed.notes[0]).toBe(hostile);
  });
});

describe('a long run', () => {
  it('stays a small page: 20 probes, 10,000 looks each, a loud step', () => {
    const names = Array.from({ length: 20 }, (_, index) => `probe-${index}`);
    const plan = incident({
      probes: names.map((name) => ({
        name,
        kind: 'http',
        every: { nominalMs: 1, pacedMs: 1, limitedBy: null },
        timeout: { nominalMs: 1, pacedMs: 1, limitedBy: null },
      })),
    });
    const looks = names.flatMap((probe) =>
      Array.from({ length: 10_000 }, (_, index) => {
        const t = 100 + index * 1.1;
        const verdict = index % 97 === 0 ? ('fail' as const) : ('pass' as const);
        return [
          t,
          'shop/broker-killed',
          {
            type: 'probe.observed' as const,
            probe,
            verdict,
            evidence: [],
            samples: {},
            dueMs: t,
            startedMs: t,
            durationMs: index % 13,
            missed: 0,
          },
        ] as const;
      }),
    );
    const events = journalOf(
      changed(
        [...plan, ...looks].sort((a, b) => a[0] - b[0]),
        'step.finished',
        { output: 'x'.repeat(500_000) },
      ),
    );
    expect(reporters.html.render(foldGameDay({ events, torn: false })).length).toBeLessThan(1_000_000);
  });
});
