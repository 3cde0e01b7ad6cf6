// Compose files of all shapes: what comes out, what is said of it, and that nothing is lost without a word.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkCompose } from './compose/check-compose.ts';
import { initCompose } from './init-compose.ts';

const beside: Readonly<Record<string, string>> = {
  '.env': 'TAG=1.2\nPORT=8080\nAPI_TOKEN=real\n',
  './web.env': 'LEVEL=info\nPASSWORD=real\nPRICE=5$\n',
  './nginx.conf': 'root $document_root;\n',
};
const adapted = (services: string, rest = '') => {
  const result = initCompose(`services:\n${services}${rest}`, 'shop', (path) => beside[path] ?? null);
  return { ...result, value: parse(result.text, { merge: true }) as Record<string, Record<string, unknown>> };
};
/** One service named web. */
const web = (lines: string, rest = '') => {
  const result = adapted(`  web:\n    image: w\n${lines.replace(/^/gm, '    ')}\n`, rest);
  const { image: _, ...service } = result.value['services']?.['web'] as Record<string, unknown>;
  return { ...result, service, notes: result.notes.join('\n') };
};

describe('ports', () => {
  it.each([
    ['["8080:80"]', [[8080, 80]]],
    [
      '["127.0.0.1:8080:80", "[::1]:81:81"]',
      [
        [8080, 80],
        [81, 81],
      ],
    ],
    ['["80"]', [[null, 80]]],
    ['[8443]', [[null, 8443]]],
    [
      '["3000-3002:4000-4002"]',
      [
        [3000, 4000],
        [3001, 4001],
        [3002, 4002],
      ],
    ],
    ['["53:53/udp", "53:53/tcp"]', [[53, 53]]],
    ['["${PORT}:80"]', [[8080, 80]]],
    ['["${OTHER:-9000}:80"]', [[9000, 80]]],
    ['[{ target: 80, published: 8080 }]', [[8080, 80]]],
    ['[{ target: 80, published: "8080", host_ip: 127.0.0.1, protocol: tcp, mode: host }]', [[8080, 80]]],
    ['[{ target: 80 }]', [[null, 80]]],
  ])('%s', (ports, expected) => {
    const { service, services } = web(`ports: ${ports}`);
    expect(service).toEqual({});
    expect(services[0]?.ports.map(({ host, container }) => [host, container])).toEqual(expected);
  });

  it('says which it could not read', () => {
    expect(web('ports: ["${NOWHERE}:80"]').notes).toContain('could not be read');
  });

  it.each(['"53:53/udp"', '{ target: 53, published: 53, protocol: udp }'])('says that %s is out', (port) => {
    const { services, notes } = web(`ports: [${port}, "80:80"]`);
    expect(services[0]?.ports).toEqual([{ host: 80, container: 80 }]);
    expect(notes).toMatch(/its port .*53.* is out: the operator passes on TCP only/);
  });
});

describe('files of the host', () => {
  it.each([
    ['a small file, short', 'volumes: [./nginx.conf:/etc/nginx/nginx.conf:ro]'],
    ['a small file, long', 'volumes: [{ type: bind, source: ./nginx.conf, target: /etc/nginx/nginx.conf }]'],
  ])('%s, becomes a config', (_, lines) => {
    const { service, value, notes } = web(lines);
    expect(service).toEqual({ configs: [{ source: 'nginx-conf', target: '/etc/nginx/nginx.conf' }] });
    expect(value['configs']).toEqual({ 'nginx-conf': { content: 'root $$document_root;\n' } });
    expect(notes).toContain('./nginx.conf is a config');
  });

  it.each([
    './src:/app',
    '~/data:/data',
    '/var/run/docker.sock:/var/run/docker.sock',
    '${PWD}/x:/x',
    'C:\\data:/data',
    '../elsewhere.conf:/x',
  ])('%s is out, and it is said', (mount) => {
    const { service, notes } = web(`volumes: ['${mount}']`);
    expect(service).toEqual({});
    expect(notes).toMatch(/is out: nothing of the host is mounted/);
  });

  it('volumes stay, named or not', () => {
    const volumes = ['data:/data', '/anonymous', { type: 'volume', source: 'data', target: '/more' }];
    const { service, notes } = web(`volumes: ${JSON.stringify(volumes)}`, 'volumes: { data: }\n');
    expect({ service, notes }).toEqual({ service: { volumes }, notes: '' });
  });

  it.each(['./tls/server.key', './.env.local', './db_password.txt', './secrets.json'])(
    '%s is not copied',
    (file) => {
      const { value } = web(`volumes: ['${file}:/x']`);
      expect(Object.values(value['configs'] as object)).toEqual([
        { content: expect.stringMatching(/^TODO: made-up content/) },
      ]);
    },
  );

  it('configs from files have their content, secrets a made-up one', () => {
    const { service, value } = web(
      'configs: [site]\nsecrets: [pw, { source: cert, target: tls.crt, uid: "103", mode: 0400 }]',
      'configs: { site: { file: ./nginx.conf }, gone: { external: true } }\nsecrets: { pw: { file: ./pw }, cert: { environment: CERT } }\n',
    );
    expect(service).toEqual({
      configs: [
        'site',
        { source: 'pw', target: '/run/secrets/pw' },
        { source: 'cert', target: '/run/secrets/tls.crt', uid: '103' },
      ],
    });
    expect(value['configs']).toMatchObject({
      site: { content: 'root $$document_root;\n' },
      gone: { content: expect.stringMatching(/^TODO/) },
      pw: { content: expect.stringMatching(/^TODO: a made-up value/) },
    });
    expect(value['secrets']).toBeUndefined();
  });

  it('volumes that are elsewhere begin empty', () => {
    const rest =
      'volumes:\n  a: { external: true }\n  b: { driver_opts: { type: none, o: bind, device: /d } }\n';
    const { value, notes } = web('volumes: [a:/a, b:/b]', rest);
    expect(value['volumes']).toEqual({ a: {}, b: {} });
    expect(notes).toContain('volume a was external');
    expect(notes).toContain('volume b was bound to /d');
  });
});

describe('variables', () => {
  it.each([
    ['command: run ${TAG}', 'run 1.2'],
    ['command: run $TAG', 'run 1.2'],
    ['command: run ${NONE:-x} ${TAG:+y}', 'run x y'],
    ['command: echo $$HOME', 'echo $$HOME'],
    ['command: run ${NONE}', 'TODO: ${NONE} has no value in a drill: run ${NONE}'],
    ['command: run ${NONE:?tell it}', 'TODO: ${NONE} has no value in a drill: run ${NONE:?tell it}'],
    // A secret stays in the .env.
    [
      'command: run ${API_TOKEN}',
      'TODO: ${API_TOKEN} is a secret of your .env, which stays there: a made-up value: run ${API_TOKEN}',
    ],
    [
      'command: run ${NONE} ${API_TOKEN}',
      'TODO: ${NONE} has no value in a drill; ${API_TOKEN} is a secret of your .env, which stays there: a made-up value: run ${NONE} ${API_TOKEN}',
    ],
  ])('%s', (line, expected) => {
    expect(web(line).service['command']).toBe(expected);
  });

  it.each([
    ['a mapping', 'environment: { LEVEL: debug, TAG: , API_TOKEN: }'],
    ['a list', 'environment: [LEVEL=debug, TAG, API_TOKEN]'],
  ])('env_file and names without a value are written out, in %s', (_, lines) => {
    const { service } = web(`${lines}\nenv_file: [./web.env, { path: ./gone.env, required: false }]`);
    const { environment } = service;
    const entries = Array.isArray(environment)
      ? (environment as string[]).map((one) => /^(\w+)=([^]*)$/.exec(one)?.slice(1, 3))
      : Object.entries(environment as object);
    expect(Object.fromEntries(entries as [string, string][])).toEqual({
      LEVEL: 'debug',
      TAG: '1.2',
      API_TOKEN: expect.stringMatching(/^TODO/),
      PASSWORD: expect.stringMatching(/^TODO: a made-up value/),
      PRICE: '5$$',
    });
    expect(service['env_file']).toBeUndefined();
  });

  it('files elsewhere are not read, and that is said', () => {
    const reason = '(init reads only what lies beside the Compose file or below)';
    const { service, notes, value } = web(
      'env_file: ../ops/web.env\nvolumes: ["../ops/a.conf:/a.conf"]\nconfigs: [b]',
      'configs: { b: { file: ../ops/b.conf } }\n',
    );
    expect(service['environment']).toEqual({ OPS_WEB_ENV: expect.stringContaining(reason) });
    expect(value['configs']?.['b']).toEqual({
      content: `TODO: write here what ../ops/b.conf holds ${reason}`,
    });
    expect(notes).toContain(`data as named volumes ${reason}`);
  });

  it('an env_file that is not there is asked for', () => {
    expect(web('env_file: ./gone.env').service['environment']).toEqual({
      GONE_ENV: expect.stringMatching(/^TODO: write the variables of \.\/gone\.env/),
    });
  });
});

describe('what runs, and where', () => {
  it.each([
    ['build: .', 'build is out'],
    ['logging: { driver: gelf, options: { gelf-address: "udp://x:1" } }', 'logging by gelf is out'],
    ['build: { context: ., args: [A=1] }', 'build is out'],
    ['pull_policy: always', 'pull_policy: always is out'],
    ['network_mode: host', 'network_mode: host is out'],
    ['external_links: [x]', 'external_links are out'],
    ['scale: 3', '3 containers of it are one'],
  ])('%s', (line, note) => {
    const { service, notes } = web(line);
    expect({ service, said: notes.includes(note) }).toEqual({ service: {}, said: true });
  });

  it('what is only built gets an image to be named', () => {
    const { value } = adapted('  web:\n    build: .\n');
    expect(value['services']).toEqual({ web: { image: expect.stringMatching(/^TODO: build it/) } });
  });

  it('limits stay where containers are one', () => {
    const limits = { limits: { memory: '256M', cpus: '0.5' } };
    expect(web(`deploy: ${JSON.stringify({ replicas: 2, resources: limits })}`).service).toEqual({
      deploy: { resources: limits },
    });
  });

  it.each([
    ['healthcheck: { test: [CMD, curl, -f, "http://localhost:3000/healthz"], interval: 5s }'],
    ['container_name: shop-web'],
    ['restart: unless-stopped'],
    ['cap_add: [NET_ADMIN]'],
    ['labels: { a: b }'],
    ['pull_policy: missing'],
    ['expose: ["3000"]'],
  ])('%s stays', (line) => {
    expect(web(line).service).toEqual(parse(line));
  });

  it('what runs once, under a profile, or in place of ours is no part of it', () => {
    const { value, notes } = adapted(
      [
        '  web: { image: w, depends_on: { db: { condition: service_healthy }, init: { condition: service_completed_successfully }, prometheus: {} } }',
        '  job: { image: j, depends_on: [db, adminer] }',
        '  db: { image: d }',
        '  init: { image: i }',
        '  adminer: { image: a, profiles: [debug] }',
        '  prometheus: { image: prom/prometheus }',
        '',
      ].join('\n'),
    );
    expect(value['services']).toEqual({
      web: { image: 'w', depends_on: ['db', 'init'] },
      job: { image: 'j', depends_on: ['db'] },
      db: { image: 'd' },
      init: { image: 'i' },
    });
    expect(
      notes.filter((note) => /conditions|runs once|profile debug|brings its own/.test(note)),
    ).toHaveLength(4);
  });

  it('all are on one network, under their aliases', () => {
    const { service, value, services, notes } = web(
      'networks: { front: { aliases: [shop, www] }, back: { ipv4_address: 10.0.0.2 } }\ncontainer_name: c1',
      'networks: { front: , back: { internal: true } }\n',
    );
    expect(service).toEqual({ networks: { default: { aliases: ['shop', 'www'] } }, container_name: 'c1' });
    expect(value['networks']).toEqual({ default: { name: 'shop_default' } });
    expect(services[0]?.aliases).toEqual(['c1', 'shop', 'www']);
    expect(notes).toContain('10.0.0.2');
    expect(notes).toContain('front, back');
  });
});

const anchored = `# The shop
version: '3'
x-all: &all
  restart: always # as ever
  ports: ['80:80']
  volumes: [./nginx.conf:/n, data:/d]
services:
  # the front
  web: &web
    <<: *all
    image: w # pinned
    environment: &env { A: 1 }
  job:
    <<: *web
    environment: { <<: *env, B: 2 }
volumes: { data: }
`;

describe('the text', () => {
  it('comments and anchors stay, and what a service has by them is adapted', () => {
    const { text } = initCompose(anchored, 'shop', (path) => beside[path] ?? null);
    for (const kept of ['# The shop', 'restart: always # as ever', '# the front', 'w # pinned', '<<: *web'])
      expect(text).toContain(kept);
    const { services } = parse(text, { merge: true }) as { services: Record<string, unknown> };
    const both = {
      restart: 'always',
      image: 'w',
      volumes: ['data:/d'],
      configs: [{ source: 'nginx-conf', target: '/n' }],
    };
    expect(services).toEqual({
      web: { ...both, environment: { A: 1 } },
      job: { ...both, environment: { A: 1, B: 2 } },
    });
  });

  it('an anchor that went with what is out is written out, and that is said', () => {
    const { text, notes } = initCompose(
      'services:\n  old: { image: &image x, profiles: [p] }\n  web: { image: *image }\n',
      'shop',
    );
    expect(parse(text)).toMatchObject({ services: { web: { image: 'x' } } });
    expect(notes[0]).toContain('anchors are written out');
  });

  it('begins with the name and with what was changed', () => {
    const { text } = adapted('  web: { image: w, ports: ["1:1"] }\n');
    expect(text).toMatch(
      /^# What gameday init changed in it:\n# - web: its ports[^]*\n\nname: shop\nservices:\n/,
    );
  });
});

it.each([
  ['privileged: true', 'privileged stays'],
  ['pid: host', 'pid: host stays'],
  [
    'devices: [/dev/fuse:/dev/fuse]\ncap_add: [SYS_ADMIN]',
    'devices (/dev/fuse:/dev/fuse), cap_add (SYS_ADMIN) stays',
  ],
])('what reaches the host is kept, and told: %s', (lines, said) => {
  const { service, notes } = web(lines);
  expect(service).toEqual(parse(lines));
  expect(notes).toContain(said);
});

describe('numbers stay as they are written', () => {
  it.each([
    ['plain', '{ image: w, user: N }'],
    ['in a mapping', '{ image: w, environment: { A: N } }'],
    ['in a mapping that gets more', '{ image: w, environment: { A: N }, env_file: ./web.env }'],
    ['by an alias that gets more', '{ image: w, environment: *env, env_file: ./web.env }'],
    ['by a merge that gets more', '{ <<: *base, env_file: ./web.env }'],
  ])('%s', (_, service) => {
    for (const number of ['12345678901234567890', '0755', '0o755', '1.10', '0x1F', '1e3', '-0', '+5']) {
      const text = `x-env: &env { A: N }\nx-base: &base { image: w, environment: { A: N } }\nservices:\n  web: ${service}\n`;
      const { text: out } = initCompose(
        text.replaceAll('N }', `${number} }`),
        'shop',
        (path) => beside[path] ?? null,
      );
      const web = out.slice(out.indexOf('services:'));
      expect(/(?:A|user): ([^ ,}\n]+)/.exec(web)?.[1]).toBe(number);
    }
  });
});

describe('refused', () => {
  it.each([
    ['', 'c.yaml:1:1 file: expected a mapping, got nothing'],
    ['just text', 'c.yaml:1:1 file: expected a mapping, got "just text"'],
    ['services: [a]', 'c.yaml:1:11 services: expected a mapping, got a list'],
    ['services: {}', 'c.yaml:1:11 services: expected at least one service'],
    ['services:\n  a:\n', 'c.yaml:2:5 services.a: expected a mapping, got nothing'],
    ['name: x\n', 'c.yaml:1:1 services: this key is missing'],
    ['services:\n  a: { image: x', 'c.yaml:2:16 not valid YAML: '],
    ['services: { a: {} }\n---\nb: 1\n', 'c.yaml:2:1 a second document begins here'],
    ['include: [x.yaml]\n', 'c.yaml:1:1 include: other files are not followed'],
    [
      'services:\n  a:\n    extends: { file: x, service: y }\n',
      'c.yaml:3:5 services.a.extends: other files are not followed (x)',
    ],
    [
      'services:\n  a:\n    extends: { service: b }\n  b: {}\n',
      'c.yaml:3:5 services.a.extends: it has to be written out, with what it extends in it',
    ],
  ])('%j', (text, expected) => {
    const told = checkCompose('c.yaml', text).map(
      ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.startsWith(expected), told[0]).toBe(true);
  });
});
