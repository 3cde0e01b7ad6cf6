// One report in each format; what each must escape; what a terminal must never get.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LintedFile, LintReport } from '../report.ts';
import type { Finding, Level } from '../rule.ts';
import { lintSchema } from '../schema.ts';
import { fingerprints } from './fingerprints.ts';
import { formats } from './formats.ts';

const finding = (
  line: number,
  column: number,
  more: Partial<Finding> & { endLine?: number; endColumn?: number },
): Finding => ({
  ruleId: 'SUP-UNUSED',
  level: 'low',
  message: 'this one',
  related: [],
  suggestion: null,
  ...more,
  span: more.span ?? { line, column, endLine: more.endLine ?? line, endColumn: more.endColumn ?? column + 4 },
});

const file = (
  lines: readonly string[],
  findings: readonly Finding[],
  uri = 'docs/run book.md',
): LintedFile => ({
  uri,
  lines,
  findings,
  suppressed: 0,
});

const report = (...files: readonly LintedFile[]): LintReport => ({ files, version: '1.2.3' });
const look = { width: 60, color: false };

const example = report(
  file(
    ['# Kafka', '', '```bash', 'curl -s localhost | jq .', '```'],
    [
      finding(1, 1, {
        endColumn: 8,
        related: [{ span: { line: 4, column: 1, endLine: 4, endColumn: 5 }, message: 'see here' }],
      }),
      finding(4, 1, {
        level: 'high',
        suggestion: 'curl -f',
        message: '`curl` hides HTTP errors: it exits with 0 also when the server answers 500',
      }),
    ],
  ),
  file(['fine'], [], 'fine.md'),
);

describe('pretty', () => {
  it('shows place, level, rule, fact, line, mark and mend, no wider than the terminal', () => {
    expect(formats.pretty(example, look)).toBe(`docs/run book.md:1:1  low  SUP-UNUSED
  this one
    1 │ # Kafka
      │ ^^^^^^^
  line 4: see here

docs/run book.md:4:1  high  SUP-UNUSED
  \`curl\` hides HTTP errors: it exits with 0 also when the
  server answers 500
    4 │ curl -s localhost | jq .
      │ ^^^^
  mend: curl -f

2 files: 1 high, 1 low
gameday lint --explain SUP-UNUSED says why, with a bad and a
good example
`);
  });

  it('says that nothing was found', () => {
    expect(formats.pretty(report({ ...file(['x'], []), suppressed: 2 }), look)).toBe(
      '1 file: nothing found, 2 suppressed\n',
    );
  });

  it('lists what one rule finds again and again in one line', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const text = formats.pretty(
      report(
        file(
          lines,
          lines.map((_, index) => finding(index + 1, 1, {})),
          'a.md',
        ),
      ),
      look,
    );
    expect(text.match(/ │ line/g)).toHaveLength(3);
    expect(text).toContain('a.md: 37 more SUP-UNUSED: lines 4, 5, 6,');
    expect(text.replace(/\s+/g, ' ')).toContain(', …; --format json has all of them');
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
  });

  it.each([
    {
      title: 'escapes of terminals',
      line: 'a \u001b[31mred\u001b[0m',
      column: 3,
      shown: 'a ␛[31mred␛[0m',
      at: 2,
    },
    { title: 'bidi marks', line: 'a\u202eb cd', column: 5, shown: 'a⟨U+202E⟩b cd', at: 11 },
    { title: 'tabs', line: '\tx y', column: 2, shown: '  x y', at: 2 },
    { title: 'wide characters', line: '注文 x', column: 4, shown: '注文 x', at: 5 },
  ])('marks the right column behind $title', ({ line, column, shown, at }) => {
    const text = formats.pretty(
      report(file([line], [finding(1, column, { endColumn: column + 1 })], 'a.md')),
      look,
    );
    const [, , source = '', marks = ''] = text.split('\n');
    expect(source.slice(8)).toBe(shown);
    expect(marks.slice(8).indexOf('^')).toBe(at);
  });

  it.each([{ column: 1 }, { column: 500 }, { column: 999_990 }])(
    'crops a line of a megabyte around column $column',
    ({ column }) => {
      const line = `${'word '.repeat(200_000)}`;
      const text = formats.pretty(report(file([line], [finding(1, column, {})], 'a.md')), look);
      const [, , source = '', marks = ''] = text.split('\n');
      expect(source.length).toBeLessThanOrEqual(60);
      const at = marks.indexOf('^');
      expect(source.slice(at, at + 4)).toBe(line.slice(column - 1, column + 3));
    },
  );

  it('has no control character but line ends, whatever the document holds', () => {
    const evil = '\u001b]0;owned\u0007 \u009b31m \r\n \u0000';
    const found = finding(1, 1, {
      message: evil,
      suggestion: `${evil}\n${evil}`,
      related: [{ span: finding(1, 1, {}).span, message: evil }],
    });
    const text = formats.pretty(report(file([evil], [found], `${evil}.md`)), look);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('is coloured when asked', () => {
    expect(formats.pretty(example, { ...look, color: true })).toContain('\u001b[1;31mhigh\u001b[0m');
  });
});

describe('json', () => {
  it('is what the published schema says, and no more', () => {
    const printed: unknown = JSON.parse(formats.json(example));
    expect(lintSchema.parse(printed)).toEqual(printed);
  });

  it('is what the design fixes', () => {
    const region = { startLine: 1, endLine: 1, startColumn: 1, endColumn: 8 };
    const parsed = JSON.parse(formats.json(example)) as { files: { uri: string; findings: object[] }[] };
    expect(parsed).toMatchObject({
      schema: 1,
      counts: { high: 1, medium: 0, low: 1, files: 2, suppressed: 0 },
    });
    expect(parsed.files.map(({ uri }) => uri)).toEqual(['docs/run book.md', 'fine.md']);
    expect(parsed.files[0]?.findings[0]).toEqual({
      ruleId: 'SUP-UNUSED',
      level: 'low',
      message: 'this one',
      ...region,
      related: [{ message: 'see here', startLine: 4, endLine: 4, startColumn: 1, endColumn: 5 }],
      suggestion: null,
    });
  });
});

describe('github', () => {
  it('writes the worst first, with everything escaped', () => {
    const odd = finding(2, 3, { message: '100% of\nit', endLine: 3 });
    expect(formats.github(report(file(['x', 'y', 'z'], [odd], 'a,b:c.md'), ...example.files))).toBe(
      [
        '::error file=docs/run book.md,line=4,endLine=4,col=1,endColumn=4,title=SUP-UNUSED (high)::`curl` hides HTTP errors: it exits with 0 also when the server answers 500%0Amend: curl -f',
        '::notice file=a%2Cb%3Ac.md,line=2,endLine=3,title=SUP-UNUSED (low)::100%25 of%0Ait',
        '::notice file=docs/run book.md,line=1,endLine=1,col=1,endColumn=7,title=SUP-UNUSED (low)::this one',
        '',
      ].join('\n'),
    );
  });
});

// What the official schema demands of the parts that we write: what must be there, and that there is nothing else.
const text = z.strictObject({ text: z.string().min(1), markdown: z.string().optional() });
const level = z.enum(['none', 'note', 'warning', 'error']);
const count = z.number().int().min(1);
const artifact = z.strictObject({
  uri: z.url({ protocol: /^x$/ }).or(z.string().regex(/^[^\s\\]+$/)),
  index: z.int().min(0).optional(),
});
const physicalLocation = z.strictObject({
  artifactLocation: artifact,
  region: z.strictObject({ startLine: count, startColumn: count, endLine: count, endColumn: count }),
});
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          version: z.string(),
          rules: z.array(
            z.strictObject({
              id: z.string(),
              shortDescription: text,
              fullDescription: text,
              help: text,
              defaultConfiguration: z.strictObject({ level }),
              properties: z.object({ tags: z.array(z.string()) }),
            }),
          ),
        }),
      }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      artifacts: z.array(z.strictObject({ location: artifact, sourceLanguage: z.string() })),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level,
          message: text,
          locations: z.array(z.strictObject({ physicalLocation })).length(1),
          relatedLocations: z.array(z.strictObject({ id: z.int().min(0), physicalLocation, message: text })),
          partialFingerprints: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ),
});

describe('sarif', () => {
  it('has what the schema demands, and the contract of the design', () => {
    const [run] = sarif.parse(JSON.parse(formats.sarif(example))).runs;
    const rules = run?.tool.driver.rules ?? [];
    const results = run?.results ?? [];
    expect(results.map((result) => [result.level, rules[result.ruleIndex]?.id])).toEqual([
      ['note', 'SUP-UNUSED'],
      ['error', 'SUP-UNUSED'],
    ]);
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('docs/run%20book.md');
    expect(results[0]?.relatedLocations[0]?.physicalLocation.region.startLine).toBe(4);
  });

  it.each<[Level, string]>([
    ['high', 'error'],
    ['medium', 'warning'],
    ['low', 'note'],
  ])('%s is %s', (ours, theirs) => {
    const [run] = sarif.parse(
      JSON.parse(formats.sarif(report(file(['text'], [finding(1, 1, { level: ours })])))),
    ).runs;
    expect(run?.results[0]?.level).toBe(theirs);
  });

  it.each([
    { uri: 'a:b.md', encoded: './a%3Ab.md' },
    { uri: '../x/ä#1.md', encoded: '../x/%C3%A4%231.md' },
  ])('names $uri as $encoded', ({ uri, encoded }) => {
    const [run] = sarif.parse(JSON.parse(formats.sarif(report(file(['x'], [], uri))))).runs;
    expect(run?.artifacts[0]?.location.uri).toBe(encoded);
  });
});

describe('fingerprints', () => {
  const found = [finding(2, 1, {}), finding(3, 1, {}), finding(4, 1, { ruleId: 'SUP-UNKNOWN' })];

  it('stay when lines move and when only white space changes', () => {
    const before = fingerprints(file(['# T', 'same', 'same', 'other'], found));
    const moved = found.map((one) => ({
      ...one,
      span: { ...one.span, line: one.span.line + 2, endLine: one.span.line + 2 },
    }));
    expect(fingerprints(file(['# T', 'new', '', '  same', 'same ', 'other'], moved))).toEqual(before);
    expect(new Set(before).size).toBe(3);
  });
});
