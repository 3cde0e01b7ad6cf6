// What a Compose file, a rule file and a /metrics page tell; what they may leave out; what is no such file.
import { describe, expect, it } from 'vitest';
import { problemText } from '../../../core/errors.ts';
import { projectName, readCompose } from './compose.ts';
import { readMetrics } from './metrics.ts';
import { mergeRules, readRuleFile } from './rule-files.ts';

const service = (yaml: string) => {
  const { facts, problems } = readCompose('compose.yaml', `services:\n  api:\n    ${yaml}\n`, 'shop');
  expect(problems).toEqual([]);
  return facts?.services.get('api');
};

describe('Compose', () => {
  it.each([
    { ports: '["8080"]', read: [[null, 8080]] },
    { ports: '[8080]', read: [[null, 8080]] },
    { ports: '["80:8080"]', read: [[80, 8080]] },
    { ports: '["127.0.0.1:80:8080/udp"]', read: [[80, 8080]] },
    { ports: '["127.0.0.1::8080"]', read: [[null, 8080]] },
    { ports: '["[::1]:80:8080"]', read: [[80, 8080]] },
    {
      ports: '["9090-9091:80-81"]',
      read: [
        [9090, 80],
        [9091, 81],
      ],
    },
    { ports: '["${PORT:-3000}:8080"]', read: [[3000, 8080]] },
    { ports: '["${PORT}:8080"]', read: [[null, 8080]] },
    { ports: '[{ target: 80, published: "8080", protocol: tcp }]', read: [[8080, 80]] },
    { ports: '[{ target: 80 }]', read: [[null, 80]] },
    { ports: '["nonsense", { }, null]', read: [] },
  ])('ports: $ports', ({ ports, read }) => {
    expect(service(`ports: ${ports}`)?.ports.map(({ host, container }) => [host, container])).toEqual(read);
  });

  it.each([
    {
      environment: '{ A: x, B: 3, C: }',
      read: [
        ['A', 'x'],
        ['B', '3'],
        ['C', null],
      ],
    },
    {
      environment: '["A=x=y", "B", "C="]',
      read: [
        ['A', 'x=y'],
        ['B', null],
        ['C', ''],
      ],
    },
    { environment: '5', read: [] },
  ])('environment: $environment', ({ environment, read }) => {
    expect([...(service(`environment: ${environment}`)?.environment ?? [])]).toEqual(read);
  });

  it.each([
    { volumes: '["db:/var/lib/db", "./x:/y:ro", "/anonymous"]', read: ['/var/lib/db', '/y', '/anonymous'] },
    { volumes: '[{ type: bind, source: ./a, target: /b }, 7]', read: ['/b'] },
    { volumes: '["C:\\\\here:/there"]', read: ['/there'] },
  ])('volumes: $volumes', ({ volumes, read }) => {
    expect(service(`volumes: ${volumes}`)?.mounts).toEqual(read);
  });

  it('reads names, images and grace periods', () => {
    expect(
      service('{ container_name: "${P:-shop}-api", image: nginx:1, stop_grace_period: 1m30s }'),
    ).toMatchObject({
      containerName: 'shop-api',
      image: 'nginx:1',
      stopGracePeriodMs: 90_000,
    });
    expect(service('{}')).toMatchObject({ containerName: null, image: null, stopGracePeriodMs: null });
  });

  it.each([
    { name: 'My.Shop v2', project: 'myshopv2' },
    { name: '_shop-1', project: 'shop-1' },
    { name: '${NAME:-Shop}', project: 'shop' },
  ])('project $name is $project', ({ name, project }) => {
    expect(projectName(name)).toBe(project);
  });

  it('names the project by `name`, else by the folder', () => {
    const project = (text: string) => readCompose('c.yaml', text, 'Folder').facts?.project;
    expect(project('name: shop\nservices: {}')).toBe('shop');
    expect(project('services: {}')).toBe('folder');
  });

  it.each([
    { text: 'a: [', said: /^c\.yaml:1:\d+ not valid YAML/ },
    { text: 'services: 3', said: /^c\.yaml:1:11 services: expected a mapping of services, got 3/ },
    { text: 'hello', said: /^c\.yaml:1:1 services: expected a mapping of services, got "hello"/ },
    { text: '', said: /^c\.yaml:1:1 services: expected a mapping/ },
  ])('$text is none', ({ text, said }) => {
    const { facts, problems } = readCompose('c.yaml', text, 'x');
    expect(facts).toBeNull();
    expect(problems.map(problemText).join()).toMatch(said);
  });
});

const rules = (text: string) => {
  const { facts, problems } = readRuleFile('r.yaml', text);
  expect(problems).toEqual([]);
  return facts;
};

describe('rule files', () => {
  it('reads alerts, and passes what extensions add', () => {
    const facts = rules(`namespace: mimir
groups:
  - name: g
    interval: 30s
    source_tenants: [a]
    partial_response_strategy: warn
    rules:
      - record: job:x
        expr: sum(x)
      - alert: Down
        expr: up == 0
        for: 2m
        labels: { severity: "{{ $labels.x }}" }
        annotations: { runbook_url: https://x/y#down }
        unheard_of: true
`);
    expect(facts).toMatchObject({
      records: ['job:x'],
      alerts: [{ name: 'Down', forMs: 120_000, group: 'g', intervalMs: 30_000, line: 10, problem: null }],
    });
  });

  it('keeps PromQL that does not parse as a fact', () => {
    const facts = rules('groups: [{ name: g, rules: [{ alert: A, expr: "rate(x[5m]" }] }]');
    expect(facts?.alerts[0]?.problem).toMatch(/ends too early/);
  });

  it('reads resources of the Prometheus operator, several in one file', () => {
    const resource = (name: string): string =>
      `kind: PrometheusRule\nspec:\n  groups:\n    - name: g\n      rules: [{ alert: ${name}, expr: up }]\n`;
    const facts = rules(`# two\n---\n${resource('A')}---\n${resource('B')}`);
    expect(facts?.alerts.map(({ name, line }) => [name, line])).toEqual([
      ['A', 7],
      ['B', 13],
    ]);
  });

  it('makes one of several files', () => {
    const one = rules('groups: []');
    if (one === null) throw new Error('no facts');
    expect(mergeRules([one, { ...one, file: 'other.yaml' }]).file).toBe('r.yaml, other.yaml');
  });

  it.each([
    { text: 'rules: []', said: /^r\.yaml:1:1 groups: expected a list of rule groups, got nothing/ },
    {
      text: 'groups: [{ rules: [{ expr: up }] }]',
      said: /^r\.yaml:1:20 expected a rule with alert or record/,
    },
    { text: 'groups: [{ rules: [{ alert: A }] }]', said: /^r\.yaml:1:20 expr: expected PromQL, got nothing/ },
    { text: 'groups: {{ template }}', said: /^r\.yaml:1:/ },
  ])('$text is none', ({ text, said }) => {
    const { facts, problems } = readRuleFile('r.yaml', text);
    expect(facts).toBeNull();
    expect(problems.map(problemText).join()).toMatch(said);
  });
});

describe('metrics', () => {
  const families = (text: string) =>
    [...(readMetrics('m.txt', text).facts?.families ?? [])].map(
      ([name, { type, labels }]) => `${name} ${type} ${labels.join(',')}`,
    );

  it.each([
    {
      title: 'declared',
      text: '# TYPE a counter\na{x="1",y="2"} 3\na{z="}"} 4 1700000000000',
      read: ['a counter x,y,z'],
    },
    { title: 'undeclared', text: 'a 3\nb NaN\nc +Inf', read: ['a untyped ', 'b untyped ', 'c untyped '] },
    {
      title: 'a histogram is one family',
      text: '# TYPE h histogram\nh_bucket{le="1",p="/"} 2\nh_sum{p="/"} 1\nh_count{p="/"} 2',
      read: ['h histogram p'],
    },
    {
      title: 'a summary is one family',
      text: '# TYPE s summary\ns{quantile="0.9"} 2\ns_sum 1\ns_count 2',
      read: ['s summary '],
    },
    { title: 'a count that is nobody’s', text: '# TYPE x_count gauge\nx_count 2', read: ['x_count gauge '] },
    { title: 'declared, nothing measured yet', text: '# TYPE a counter', read: ['a counter '] },
    {
      title: 'OpenMetrics',
      text: '# TYPE a counter\n# UNIT a seconds\na_total{b="c"} 3 # {trace_id="x"} 1\n# EOF',
      read: ['a_total counter b'],
    },
    { title: 'an odd label', text: 'a{b="x\\"y, c=\\"",d="e"} 1', read: ['a untyped b,d'] },
  ])('$title', ({ text, read }) => {
    expect(families(text)).toEqual(read);
  });

  it.each([
    { text: '<!doctype html>', said: 'm.txt:1:1 expected a line of a /metrics page, got "<!doctype html>"' },
    { text: 'a 1\n{"b":2}', said: 'm.txt:2:1 expected a line of a /metrics page, got "{\\"b\\":2}"' },
    { text: '', said: 'm.txt:1:1 expected a line of a /metrics page, got nothing' },
  ])('$text is none', ({ text, said }) => {
    const { facts, problems } = readMetrics('m.txt', text);
    expect(facts).toBeNull();
    expect(problems.map(problemText).join()).toContain(said);
  });
});
