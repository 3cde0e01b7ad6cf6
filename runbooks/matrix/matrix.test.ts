// Which alert finds which section and by what; what is missing; what a link may be.
import { describe, expect, it } from 'vitest';
import { readRuleFile } from '../lint/context/rule-files.ts';
import { readDocument } from '../lint/document.ts';
import type { KnownAlert } from '../lint/rule.ts';
import { matrixJson } from './json.ts';
import { buildMatrix } from './matrix.ts';
import type { MatrixInput, PlayedDrill } from './model.ts';
import { matrixText } from './pretty.ts';
import { readDrills, readPlayed } from './read-drills.ts';

const runbook = `# Shop

## Contents

## 🚨 Queue Backlog

### Diagnosis

\`\`\`bash
redis-cli llen queue
\`\`\`

### Resolution

\`\`\`bash
docker compose restart worker
\`\`\`

## HighErrorRate (critical)

\`\`\`bash
curl -f localhost/health
\`\`\`

## Disk

### Symptoms

Slow.

### Fix

\`\`\`bash
df -h
\`\`\`
`;

const documents = [readDocument('docs/runbooks/shop.md', runbook)];

const alerts = (...rules: readonly (readonly [name: string, link?: string])[]): readonly KnownAlert[] => {
  const list = rules.map(([alert, link]) => ({
    alert,
    expr: 'up == 0',
    ...(link !== undefined && { annotations: { runbook_url: link } }),
  }));
  return (
    readRuleFile('alerts.yaml', JSON.stringify({ groups: [{ name: 'g', rules: list }] })).facts?.alerts ?? []
  );
};

const all = alerts(['QueueBacklog'], ['HighErrorRate'], ['DiskFull', 'x/shop.md#disk']);

const matrix = (more: Partial<MatrixInput>) =>
  buildMatrix({ runbooks: documents, alerts: all, drills: null, played: null, neighbours: [], ...more });

const gaps = (more: Partial<MatrixInput>): readonly string[] =>
  matrix(more).gaps.map(
    ({ kind, file, line, message, hint }) =>
      `${kind} ${file}:${line} ${message}${hint === null ? '' : ` (${hint})`}`,
  );

describe('an alert finds its section', () => {
  it.each([
    { name: 'HighErrorRate', link: undefined, line: 19, via: 'name' },
    { name: 'QueueBacklog', link: undefined, line: 5, via: 'words' },
    { name: 'queue_backlog', link: undefined, line: 5, via: 'words' },
    {
      name: 'Any',
      link: 'https://github.com/acme/shop/blob/main/docs/runbooks/shop.md#-queue-backlog',
      line: 5,
      via: 'link',
    },
    { name: 'Any', link: 'https://runbooks.example.com/shop/#disk', line: 25, via: 'link' },
    { name: 'HighErrorRate', link: 'shop.md#disk', line: 25, via: 'link' },
    { name: 'Any', link: '#disk', line: 25, via: 'link' },
    { name: 'Any', link: 'shop.md: Queue Backlog', line: 5, via: 'link' },
    { name: 'Any', link: 'shop.md, line 25', line: 25, via: 'link' },
    { name: 'Any', link: 'shop.md, line 5, 25', line: 5, via: 'link' },
    { name: 'Any', link: 'https://x/docs/runbooks/shop.md#L26-L28', line: 25, via: 'link' },
    { name: 'Any', link: 'Queue Backlog', line: 5, via: 'link' },
    { name: 'HighErrorRate', link: 'shop.md', line: 19, via: 'name' },
    { name: 'Any', link: 'shop.md', line: 1, via: 'link' },
    { name: 'HighErrorRate', link: 'https://wiki.example.com/page', line: 19, via: 'name' },
  ])('$name with $link: line $line by $via', ({ name, link, line, via }) => {
    const rule: readonly [string, string?] = link === undefined ? [name] : [name, link];
    expect(matrix({ alerts: alerts(rule) }).alerts[0]?.section).toMatchObject({ line, via });
  });

  it.each(['Backlog', 'QueueBacklogs', 'ErrorRateHigh'])('but nothing fuzzier: %s', (name) => {
    expect(matrix({ alerts: alerts([name]) }).alerts[0]?.section).toBeNull();
  });
});

const listing = readDocument(
  'ops.md',
  `# Operations

| Alert | Threshold | What to do |
|---|---|---|
| InsertErrors | > 5 | [Inserts](#clickhouse-inserts) |
| NodeOutOfSync | > 10 | [Sync](#node-out-of-sync-nodeoutofsync) |
| NoPlace | > 10 | |

## ClickHouse inserts

### Diagnosis

\`\`\`bash
docker ps
\`\`\`

### Fix

\`\`\`bash
docker restart ch
\`\`\`

## Node out of sync (NodeOutOfSync)

**Alert:** lag > 10 for 5m

\`\`\`bash
docker restart node
\`\`\`
`,
);

describe('alerts that a table lists', () => {
  const rules = alerts(['InsertErrors'], ['NodeOutOfSync'], ['NoPlace']);

  it('lead where their row links, or to the section of their own', () => {
    const { alerts: rows } = matrix({ runbooks: [listing], alerts: rules });
    expect(rows.map(({ section }) => section?.line)).toEqual([9, 23, 1]);
  });

  it('leave no section without one, and a name in brackets is the name', () => {
    expect(gaps({ runbooks: [listing], alerts: rules })).toEqual([]);
  });
});

describe('what is missing', () => {
  it('is nothing when each has its other', () => {
    expect(gaps({})).toEqual([]);
  });

  it.each([
    {
      link: 'shop.md#disc',
      said: 'shop.md#disc: docs/runbooks/shop.md has no heading with that anchor (did you mean #disk?)',
    },
    {
      link: 'docs/runbooks/shpo.md',
      said: 'docs/runbooks/shpo.md: no such runbook (did you mean docs/runbooks/shop.md?)',
    },
    {
      link: 'shop.md, line 900',
      said: `shop.md, line 900: docs/runbooks/shop.md has ${runbook.trimEnd().split('\n').length} lines`,
    },
    { link: 'shop.md: Disc', said: 'shop.md: Disc: no section with that title (did you mean Disk?)' },
  ])('a link that leads nowhere: $link', ({ link, said }) => {
    const rules = [...all, ...alerts(['HighErrorRate', link])];
    expect(gaps({ alerts: rules })).toEqual([`dead-link alerts.yaml:1 HighErrorRate links to ${said}`]);
  });

  it.each([
    { title: 'a page elsewhere', link: 'https://wiki.example.com/x' },
    { title: 'a template', link: 'https://x/{{ $labels.job }}.md' },
    { title: 'a runbook that was not given', link: 'docs/runbooks/other.md#x' },
  ])('nobody knows of $title', ({ link }) => {
    expect(
      gaps({ alerts: [...all, ...alerts(['Unheard', link])], neighbours: ['docs/runbooks/other.md'] }),
    ).toEqual([]);
  });

  it('is a section, with the title that is near', () => {
    expect(gaps({ alerts: [...all, ...alerts(['QueueBacklogs'])] })).toEqual([
      'alert-without-section alerts.yaml:1 QueueBacklogs has no section in a runbook (the title "Queue Backlog" is near: give the rule a runbook_url that leads there)',
    ]);
  });

  it('is an alert for a section that looks like an incident', () => {
    expect(gaps({ alerts: alerts(['QueueBacklog'], ['HighErrorRate']) })).toEqual([
      'section-without-alert docs/runbooks/shop.md:25 no alert leads to "Disk"',
    ]);
  });
});

const scenario = `drills:
  backlog:
    detect: [{ alert: QueueBacklog }, { probe: x }]
    runbook: { diagnose: Queue Backlog > Diagnosis }
  disk: { runbook: { remediate: Disk > Fix } }
  placebo: {}
`;
const report = {
  schema: 1,
  run: '2026-01-02',
  drills: [
    { id: 'shop/backlog', verdict: 'fail', startedAt: '2026-01-01T00:00:00.000Z' },
    { id: 'shop/backlog', verdict: 'pass', startedAt: '2026-01-02T00:00:00.000Z' },
    { id: 'shop/disk', verdict: 'skipped', startedAt: null },
    {
      id: 'other/errors',
      verdict: 'pass',
      startedAt: '2026-01-03T00:00:00.000Z',
      signals: [{ kind: 'alert', name: 'HighErrorRate' }],
      steps: [{ section: 'HighErrorRate (critical)' }],
    },
  ],
};

describe('drills', () => {
  const drills = readDrills('scenario.yaml', scenario, 'shop').facts;
  const played = readPlayed('report.json', JSON.stringify(report)).facts;

  it('belong to alerts that they promise and to sections that they play; the last run counts', () => {
    const { alerts: rows } = matrix({ drills, played });
    expect(rows.map(({ alert, drills: ids, last }) => [alert.name, ids, last?.verdict, last?.run])).toEqual([
      ['QueueBacklog', ['shop/backlog'], 'pass', '2026-01-02'],
      ['HighErrorRate', [], 'pass', '2026-01-02'],
      ['DiskFull', ['shop/disk'], undefined, undefined],
    ]);
  });

  it('are missed only where somebody asked', () => {
    expect(gaps({ drills, played })).toEqual([
      'never-drilled docs/runbooks/shop.md:25 "Disk" was never drilled (gameday run shop/disk)',
    ]);
    expect(gaps({})).toEqual([]);
  });

  it.each([
    {
      read: readDrills('s.yaml', 'drills: 3', 's').problems,
      said: 'drills: expected a mapping of drills, got 3',
    },
    { read: readPlayed('r.json', '{').problems, said: 'expected a report.json of a run' },
    { read: readPlayed('r.json', '[]').problems, said: 'expected a report.json of a run' },
    {
      read: readPlayed('r.json', '{"schema":2,"drills":[]}').problems,
      said: 'expected a report of schema 1, got 2',
    },
  ])('$said', ({ read, said }) => {
    expect(read.map(({ message }) => message)).toEqual([said]);
  });
});

describe('as it is written', () => {
  const played: readonly PlayedDrill[] = [
    {
      id: 'shop/backlog',
      run: 'r',
      verdict: 'pass',
      startedAt: '2026-01-02T00:00:00.000Z',
      alerts: ['QueueBacklog'],
      sections: [],
    },
  ];
  const shown = matrix({ alerts: [...all, ...alerts(['Unheard'])], drills: [], played });

  it('is a table, then the gaps, then a sum, no wider than the terminal', () => {
    expect(matrixText(shown, true, 80)).toBe(`ALERT          SECTION                       LAST DRILLED
QueueBacklog   5: Queue Backlog              2026-01-02 pass
HighErrorRate  19: HighErrorRate (critical)  never
DiskFull       25: Disk                      never
Unheard        none                          never

alerts.yaml:1 Unheard has no section in a runbook
docs/runbooks/shop.md:19 "HighErrorRate (critical)" was never drilled
docs/runbooks/shop.md:25 "Disk" was never drilled

4 alerts, 3 sections: 3 gaps
`);
  });

  it('is JSON for scripts', () => {
    const { schema, alerts: rows, counts } = matrixJson(shown);
    expect(schema).toBe(1);
    expect(rows[0]).toMatchObject({
      name: 'QueueBacklog',
      section: { line: 5, via: 'words' },
      lastDrilled: { run: 'r', verdict: 'pass' },
    });
    expect(counts.gaps).toEqual({
      'alert-without-section': 1,
      'section-without-alert': 0,
      'dead-link': 0,
      'never-drilled': 2,
    });
  });
});
