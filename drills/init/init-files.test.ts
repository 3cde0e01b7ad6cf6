// What init writes, of runbooks in very different styles: it loads, and what validate says of it is for a person to decide.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSeries } from '../detectability/series-name.ts';
import { checkScenario, loadScenario } from '../scenario/load.ts';
import { paceScenario } from '../scenario/pace-scenario.ts';
import { planDrill } from '../scenario/plan.ts';
import { initFiles } from './init-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'gameday-init-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compose = `services:
  api: { image: a, ports: ['8080:80'] }
  db: { image: d, ports: ['5432:5432'], container_name: shop-db }
`;

let count = 0;
const written = (
  runbooks: readonly string[],
  rules: string | readonly string[] = [],
  composeText = compose,
) => {
  const { files, undrilled } = initFiles({
    system: 'shop',
    compose: composeText,
    readBeside: () => null,
    runbooks: runbooks.map((text, index) => ({ uri: `docs/book-${index + 1}.md`, text })),
    rules: [rules].flat(),
  });
  const scenario = join(folder, String((count += 1)));
  mkdirSync(scenario);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(scenario, name), text);
  const { problems } = checkScenario(scenario);
  return {
    scenario,
    files,
    undrilled,
    open: problems.map(({ file, message }) => `${file?.slice(scenario.length + 1)} ${message}`),
    places: problems.map(({ line, column }) => line !== null && column !== null),
    spec: parse(files['scenario.yaml'] ?? '') as Spec,
    alerts: rulesOf(files['alerts.yaml'] ?? ''),
  };
};

interface Spec {
  readonly probes: Readonly<Record<string, { readonly http: { readonly url: string } }>>;
  readonly drills: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<string, string>>;
}

const rulesOf = (text: string) =>
  (parse(text) as { groups: { rules: Rule[] }[] }).groups.flatMap(({ rules }) => rules);

const fence = (...lines: readonly string[]): string => `\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`;

const headings = `# Shop

## Alert: HighErrors

**Alert:** \`sum(rate(errors_total[5m])) > 1\` for 2 minutes

### Diagnosis

${fence('docker compose logs --tail 50 api')}
### Resolution

${fence('docker compose restart api', 'curl http://localhost:8080/api/health')}
### Verification

${fence('curl -f http://localhost:8080/api/health')}`;

const bold = `# Operations

## Critical alerts

1. **Database Down**
   - Metric: \`pg_up == 0\`
   - Severity: critical

2. **Queue Grows**
   - Metric: \`queue_length > 100\`

## Troubleshooting

### Issue: Database Down

**Symptoms**:
- Requests return 503

**Diagnosis**:
${fence('docker exec shop-db pg_isready')}
**Resolution**:
1. Restart it: \`docker restart shop-db\`
2. Replay what waits: \`./replay.sh --from <DATE>\`
`;

const table = `# Pager

| Metric | Warning | Critical |
|---|---|---|
| \`http_errors_total\` | > 10/5min | > 50/5min |
| p95 latency | > 500ms | > 2s |

| Endpoint | Says |
|---|---|
| \`http://api:80/readyz\` | ready |
`;

const prose = `# Notes

When payments are refused, look at the gateway first and call Ann. \`GET /healthz\` says how it is.
`;

const strange = `# "Отказ": базы

## База: "недоступна" > 2 сек {!} #1

**Alert:** \`pg_up == 0\`

### Diagnosis

${fence('docker logs --tail 5 shop-db')}
### Resolution

${fence('docker restart shop-db')}
## null

**Alert:** \`rate(x[5m) > 1\`

### Fix

${fence('docker restart api')}
## 支付失败

**Alert:** payments fail > 5% for 10 minutes
`;

const twins = `# Twins

## Down

**Alert:** \`a == 0\`

### Resolution

${fence('docker restart api')}
## Down

**Alert:** \`b == 0\`

### Resolution

${fence('docker restart shop-db')}`;

const fault = 'faults[0].kill.service: still to be filled in';
const effects = 'effects: still to be filled in';

describe('what is open', () => {
  it.each([
    ['headings', headings, ['high-errors'], []],
    [
      'bold lines',
      bold,
      ['database-down'],
      ['runbook.md ./replay.sh --from <DATE>: <DATE> has no value in bindings.yaml'],
    ],
    ['a table', table, [], Array<string>(2).fill('alerts.yaml')],
    ['prose', prose, [], []],
    ['odd titles', strange, ['2-1', 'null'], Array<string>(2).fill('alerts.yaml')],
    [
      'two sections of one name',
      twins,
      ['down'],
      ['scenario.yaml drills.down.runbook.remediate: still to be filled in'],
    ],
  ])('%s', (_, runbook, drills, others) => {
    const healthy = compose.replace('image: a', 'image: a, healthcheck: { test: curl localhost:80/health }');
    const { open, places, spec } = written([runbook], [], healthy);
    expect(Object.keys(spec.drills)).toEqual(['placebo', ...drills]);
    const expected = drills.flatMap((name) => [
      `scenario.yaml drills.${name}.${fault}`,
      `scenario.yaml drills.${name}.${effects}`,
    ]);
    const rest = open.filter((one) => !expected.includes(one));
    expect(open.filter((one) => expected.includes(one))).toEqual(expected);
    expect(rest.map((one, index) => (others[index] === 'alerts.yaml' ? one.slice(0, 11) : one))).toEqual(
      others,
    );
    expect(places.every(Boolean)).toBe(true);
  });

  it('nothing at all, of a runbook that names no alert but a health endpoint', () => {
    const { open, spec } = written([prose]);
    expect({ open, probes: spec.probes }).toEqual({
      open: [],
      probes: { 'api-healthz': { http: { url: 'http://api:80/healthz' } } },
    });
  });

  it('a probe and a URL for the workload, where nothing names one', () => {
    const { open } = written(['# Nothing\n'], [], 'services: { db: { image: d } }\n');
    expect(open).toEqual([
      'scenario.yaml probes.health.http.url: still to be filled in',
      'workload.ts still to be filled in',
    ]);
  });
});

describe('alerts', () => {
  it.each([
    [headings, [['HighErrors', 'sum(rate(errors_total[5m])) > 1', '2m', 'warning']]],
    [
      bold,
      [
        ['DatabaseDown', 'pg_up == 0', '1m', 'critical'],
        ['QueueGrows', 'queue_length > 100', '1m', 'critical'],
      ],
    ],
    [
      table,
      [
        ['HttpErrorsTotalWarning', 'increase(http_errors_total[5m]) > 10', '1m', 'warning'],
        ['HttpErrorsTotalCritical', 'increase(http_errors_total[5m]) > 50', '1m', 'critical'],
        ['P95LatencyWarning', 'TODO: p95 latency > 500ms', '1m', 'warning'],
        ['P95LatencyCritical', 'TODO: p95 latency > 2s', '1m', 'critical'],
      ],
    ],
    [
      strange,
      [
        ['БазаНедоступна2Сек1', 'pg_up == 0', '1m', 'warning'],
        ['null', 'TODO: rate(x[5m) > 1', '1m', 'warning'],
        ['支付失败', 'TODO: payments fail > 5% for 10 minutes', '10m', 'warning'],
      ],
    ],
    [prose, []],
  ])('%#', (runbook, expected) => {
    const { alerts } = written([runbook]);
    expect(alerts.map(({ alert, expr, for: hold, labels }) => [alert, expr, hold, labels.severity])).toEqual(
      expected,
    );
  });

  it('one that is said twice is one rule, names are unique', () => {
    const { alerts } = written([twins]);
    expect(alerts.map(({ alert }) => alert)).toEqual(['Down']);
    expect(alerts[0]?.annotations).toMatchObject({ summary: 'a == 0; b == 0' });
  });

  it('rules that are there already stay as they are, and lead to their sections', () => {
    const rules =
      'groups:\n  - name: own\n    rules:\n      - { alert: HighErrors, expr: "up{job=\\"api\\"} == 0", for: 5m }\n      - { alert: Other, expr: vector(1) }\n';
    const { files, spec, open } = written([headings], rules);
    expect(files['alerts.yaml']).toBe(rules);
    expect(spec.drills['high-errors']).toMatchObject({
      effects: { 'up{job="api"}': { to: 0 } },
      detect: [{ alert: 'HighErrors', within: '9m30s' }],
    });
    expect(open).toEqual([`scenario.yaml drills.high-errors.${fault}`]);
  });

  it('several files of rules become one, comments and all, each group with a name of its own', () => {
    const fileOf = (alert: string) =>
      `# About ${alert}.\ngroups:\n  - name: own\n    rules:\n      - alert: ${alert} # mine\n        expr: vector(1)\n\n# End of ${alert}.\n`;
    const { files, alerts } = written(
      [headings],
      [fileOf('HighErrors'), 'groups: []\n', fileOf('Other'), fileOf('Third')],
    );
    expect(alerts.map(({ alert }) => alert)).toEqual(['HighErrors', 'Other', 'Third']);
    const anchored =
      'groups: [&g { name: own, rules: [{ alert: A, expr: "1", labels: &l { team: b } }] }, { <<: *g, name: b }]\n';
    const { alerts: joined } = written([headings], ['groups: []\n', fileOf('Other'), anchored]);
    expect(joined.map(({ alert, labels }) => [alert, labels])).toEqual([
      ['Other', undefined],
      ['A', { team: 'b' }],
      ['A', { team: 'b' }],
    ]);
    expect(files['alerts.yaml']).toMatchInlineSnapshot(`
      "# About HighErrors.
      groups:
        - name: own
          rules:
            - alert: HighErrors # mine
              expr: vector(1)
        # About Other.
        - name: own-2
          rules:
            - alert: Other # mine
              expr: vector(1)
        # About Third.
        - name: own-3
          rules:
            - alert: Third # mine
              expr: vector(1)

      # End of HighErrors.
      # End of Other.
      # End of Third.
      "
    `);
  });
});

describe('drills', () => {
  it('run the sections of the incident, each found by its path', () => {
    const { spec } = written([headings]);
    expect(spec.drills['high-errors']?.['runbook']).toEqual({
      diagnose: 'Alert: HighErrors > Diagnosis',
      remediate: 'Alert: HighErrors > Resolution',
      verify: 'Alert: HighErrors > Verification',
    });
  });

  it('end by steps only where a command changes something', () => {
    const looks = `# X\n\n## Slow\n\n**Alert:** \`x > 1\`\n\n### Diagnosis\n\n${fence('docker ps')}\n### Resolution\n\nCall Ann.\n`;
    expect(written([looks]).spec.drills['slow']).toMatchObject({
      runbook: { diagnose: 'Slow > Diagnosis' },
      endedBy: 'outside',
    });
  });
});

describe('the sections of alerts that are there already', () => {
  const rule = (more: string): string =>
    `groups: [{ name: own, rules: [{ alert: RedisDown, expr: 'up{job="api"} == 0'${more} }] }]\n`;
  const linked = (url: string): string => rule(`, annotations: { runbook_url: '${url}' }`);
  const fix = `1. Restart it: \`docker compose restart api\`\n`;

  it.each([
    [
      'its name in brackets',
      `# X\n\n## Redis is down (RedisDown)\n\n${fix}`,
      rule(''),
      'redis-is-down-redis-down',
    ],
    [
      'its name in a title that says more',
      `# X\n\n## When RedisDown fires\n\n${fix}`,
      rule(''),
      'when-redis-down-fires',
    ],
    [
      'a link to a title of other words',
      `# X\n\n## The cache\n\n${fix}`,
      linked('https://wiki/docs/book-1.md#the-cache'),
      'the-cache',
    ],
    [
      'a link to the runbook as it was called',
      `# X\n\n## The cache\n\n${fix}`,
      linked('docs/book-1.md#the-cache'),
      'the-cache',
    ],
    ['a link with nothing but an anchor', `# X\n\n## The cache\n\n${fix}`, linked('#the-cache'), 'the-cache'],
  ])('%s', (_, text, rules, drill) => {
    const { spec, undrilled } = written([text], rules);
    expect({ drills: Object.keys(spec.drills), undrilled }).toEqual({
      drills: ['placebo', drill],
      undrilled: [],
    });
  });

  it('a document of its own is the section, also where another one has the same titles', () => {
    const kafka = `---\nowner: a\n---\n# Kafka\n\n## Fix\n\n1. Restart it: \`docker compose restart kafka\`\n`;
    const { spec } = written([kafka, `${kafka.replaceAll(/kafka/gi, 'cache')}`], linked('docs/book-2.md'));
    expect(spec.drills['cache']?.['runbook']).toEqual({ remediate: 'cache > Fix' });
  });

  it.each([
    ['no section', `# X\n\n## Kafka\n\n${fix}`, 'RedisDown (no section of the runbook)'],
    [
      'a section with nothing to do',
      '# X\n\n## Redis down\n\nCall Ann.\n',
      'RedisDown (no command in line 3, "Redis down")',
    ],
    [
      'a link to the document as a whole',
      `# X\n\nRead it.\n\n## Kafka\n\n${fix}`,
      'RedisDown (no section of the runbook)',
    ],
  ])('told where there is no drill: %s', (_, text, told) => {
    const { spec, undrilled } = written([text], linked('docs/book-1.md'));
    expect({ drills: Object.keys(spec.drills), undrilled }).toEqual({
      drills: ['placebo'],
      undrilled: [told],
    });
  });
});

it.each([
  ['**Time to recover:** 15 minutes', '15m'],
  ['Service should be restored within 20 min.', '20m'],
  ['RTO: 1 hour', '1h'],
  ['Recovery time objective (RTO) is 90 s.', '1m30s'],
  ['Fires within 5 minutes of the restart.', '10m'],
  ['Call Ann within 15 minutes.', '10m'],
])('how long the recovery may take: %s', (line, within) => {
  const { spec } = written([headings.replace('### Diagnosis', `${line}\n\n### Diagnosis`)]);
  expect(spec.drills['high-errors']?.['recover']).toEqual({ within });
});

it('series that are named for effects are such that scenario.yaml takes', () => {
  const expr =
    'rate(x_total{path="/", status=~"5..", zone!="a", verb=~"GET|PUT"}[5m]) / rate(x_total{path="/"}[5m]) > 1';
  const rules = `groups: [{ name: own, rules: [{ alert: HighErrors, expr: '${expr}' }] }]\n`;
  const scenario = written([headings], rules).files['scenario.yaml'] ?? '';
  const [, series = ''] = /What the fault does to (.*) \(it fires at 5\/s\): a level/.exec(scenario) ?? [];
  // What it divides by is the load.
  expect(series).toBe('x_total{path="/", status="500", zone="other", verb="GET"}');
  expect(parseSeries(series)).not.toBeNull();
});

describe('what init proposes can be judged once it is filled in', () => {
  const planned = (expr: string, fill: (scenario: string) => string) => {
    const rules = `groups: [{ name: own, rules: [{ alert: HighErrors, expr: '${expr}', for: 1m }] }]\n`;
    const { scenario: folderOf, files, open } = written([headings], rules);
    const filled = (files['scenario.yaml'] ?? '').replace(/'TODO: what breaks[^']*'/, 'api');
    writeFileSync(join(folderOf, 'scenario.yaml'), fill(filled));
    const scenario = loadScenario(folderOf);
    const { undetectable } = planDrill(
      scenario,
      'high-errors',
      paceScenario(scenario, scenario.spec.pace.default),
    );
    return { text: files['scenario.yaml'], open, undetectable };
  };

  it.each(['> 0.5', '>= 2', '> 0.005'])('a quantile %s: the histogram by its own name', (limit) => {
    const { text, undetectable } = planned(
      `histogram_quantile(0.99, sum(rate(x_seconds_bucket{job="api"}[1m])) by (le)) ${limit}`,
      (scenario) => scenario.replace('TODO: { to: { seconds', `'x_seconds{job="api"}': { to: { seconds`),
    );
    expect(text).toContain(
      `What the fault does to x_seconds{job="api"} (it fires when a quantile is ${limit})`,
    );
    expect(undetectable).toEqual([]);
  });

  it.each(['topk(1, x) > 5', 'rate(x_total[1m]) * on(a) group_left(b) y > 1'])(
    '%s, of which no effects tell: when it turns true is asked beside the alert',
    (expr) => {
      const { text, open, undetectable } = planned(expr, (scenario) =>
        scenario.replace(/"TODO: it can not be computed.*"/, '[0ms, 5s]'),
      );
      expect(text).not.toContain('effects:');
      expect(open).toContain('scenario.yaml drills.high-errors.detect[0].crosses: still to be filled in');
      expect(undetectable).toEqual([]);
    },
  );
});

describe('the time that a signal has', () => {
  it.each([
    ['up{job="api"} == 0', '0s', ''],
    ['up{job="api"} == 0', '10s', ''],
    ['up{job="api"} == 0', '2m', ''],
    ['up{job="api"} == 0', '10m', ''],
    ['up{job="api"} == 0', '2h', ''],
    ['up{job="api"} == 0', '2m', 'interval: 1m, '],
    ['max_over_time(up{job="api"}[10m]) == 0', '5m', ''],
    ['max_over_time(up{job="api"}[10s]) == 0', '1s', ''],
  ])('%s for %s is enough at the default pace, and at pace 1', (expr, hold, interval) => {
    const rules = `groups: [{ name: own, ${interval}rules: [{ alert: HighErrors, expr: '${expr}', for: ${hold} }] }]\n`;
    const { scenario: folderOf } = written([headings], rules);
    const file = join(folderOf, 'scenario.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/'TODO: what breaks[^']*'/, 'api'));
    const scenario = loadScenario(folderOf);
    for (const pace of [scenario.spec.pace.default, 1])
      expect(planDrill(scenario, 'high-errors', paceScenario(scenario, pace)).undetectable).toEqual([]);
  });
});

describe('endpoints', () => {
  it.each([
    ['a command', fence('curl -f http://localhost:8080/health'), { 'api-health': 'http://api:80/health' }],
    ['prose', 'See http://api:80/health.', { 'api-health': 'http://api:80/health' }],
    ['a port inside', 'Ask localhost:80/ready?full=1.', { 'api-ready': 'http://api:80/ready?full=1' }],
    ['a container', '`http://shop-db:8008/liveness`', { 'db-liveness': 'http://db:8008/liveness' }],
    [
      'two of one name',
      'http://api:80/health http://api:81/health',
      { 'api-health': 'http://api:80/health', 'api-health-2': 'http://api:81/health' },
    ],
    ['elsewhere', 'https://shop.example.com/health', null],
    ['a file', 'See /var/log/health and src/health.', null],
  ])('%s', (_, text, expected) => {
    const { spec } = written([`# X\n\n${text}\n`]);
    const probes = Object.entries(spec.probes);
    const urls = Object.fromEntries(probes.map(([name, { http }]) => [name, http.url]));
    expect(urls).toEqual(expected ?? { health: 'http://TODO:80/health' });
  });

  it('of https only the port is looked at, and the file says why', () => {
    const { spec, files, open } = written(['# X\n\n`curl -k https://localhost:8080/health`\n']);
    expect(spec.probes).toEqual({ 'api-health': { tcp: { address: 'api:80' } } });
    expect(files['scenario.yaml']).toContain("https://api:80/health: gameday's probes speak no TLS");
    expect(open).toEqual([]);
  });

  it('a port and a path are enough for metrics', () => {
    const text = 'services: { api: { image: a, ports: ["8443:8443"], expose: [9464] } }\n';
    const { files } = written(['# X\n\nHas metrics on `:9464/metrics`, since 12:30/day.\n'], [], text);
    expect(files['monitoring.yaml']).toContain('api:9464');
    expect(files['monitoring.yaml']).not.toContain('api:8443');
  });

  it('a health check of the Compose file counts too', () => {
    const text =
      'services: { api: { image: a, healthcheck: { test: "curl -f http://localhost:3000/healthz" } } }\n';
    expect(written(['# X\n'], [], text).spec.probes).toEqual({
      'api-healthz': { http: { url: 'http://api:3000/healthz' } },
    });
  });

  it('metrics are scraped where the runbook asks for them', () => {
    const { files } = written(['# X\n\n`curl http://localhost:8080/internal/metrics`\n']);
    expect(files['monitoring.yaml']).toContain('metrics_path: /internal/metrics');
    expect(files['monitoring.yaml']).not.toContain('db:5432');
  });
});

it('several runbooks become one', () => {
  const { files } = written(['---\nowner: a\n---\n# One\n', '---\nowner: b\n---\n# Two\n']);
  expect(files['runbook.md']).toBe('---\nowner: a\n---\n# One\n\n```yaml\nowner: b\n```\n# Two\n');
});
