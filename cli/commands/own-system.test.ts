// gameday init, bind and validate as a user calls them, in a folder that is nobody's repository.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '..', '..', 'bin', 'gameday.js');
let folder = '';

const compose = `# The shop
services:
  api:
    image: shop/api:1
    ports: ['8080:80']
    volumes: ['./site.conf:/etc/site.conf:ro', './logs:/logs']
  redis:
    image: redis:7
`;
const runbook = `# Shop

## RedisDown

**Alert:** \`redis_up == 0\` for 1 minute

### Resolution

\`\`\`bash
docker compose restart redis
./warm.sh --region <REGION>
curl -f http://localhost:8080/health
\`\`\`
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-own-'));
  write('compose.yaml', compose);
  write('runbook.md', runbook);
  write('empty.md', '\n');
  write('merge.yaml', 'services:\n  <<: *ap\n');
  write('circle.yaml', 'x: &a [*a]\nservices: { api: { image: x } }\n');
  write('site.conf', 'root $document_root;\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const gameday = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    // Nobody's engine.
    env: { ...process.env, DOCKER_HOST: '', DOCKER_CONFIG: join(folder, 'docker') },
  });
  return { code: status, stdout, stderr };
};
const init = (...args: readonly string[]) =>
  gameday('init', '--compose', 'compose.yaml', '--runbook', 'runbook.md', '--name', 'shop', ...args);

describe('gameday init', () => {
  it('writes the folder and says what it changed, what is missing and what the linter finds', () => {
    const { code, stdout, stderr } = init();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(join(folder, 'scenarios/shop')).toSorted()).toEqual(
      ['alerts', 'bindings', 'compose', 'monitoring', 'scenario']
        .map((name) => `${name}.yaml`)
        .concat('runbook.md', 'workload.ts')
        .toSorted(),
    );
    expect(read('scenarios/gamedays.yaml')).toContain('- shop/placebo');
    expect(read('scenarios/shop/compose.yaml')).toContain('root $$document_root;');
    expect(read('scenarios/shop/compose.yaml')).toContain('# The shop');
    expect(read('scenarios/shop/runbook.md')).toBe(runbook);
    for (const said of [
      'wrote scenarios/shop/scenario.yaml',
      'wrote scenarios/gamedays.yaml',
      '  api: ./site.conf is a config with its content now',
      '  api: ./logs:/logs is out',
      'still missing: 3 things; gameday validate shop says where',
      /the linter finds \d+ high, \d+ medium, \d+ low; gameday lint scenarios\/shop\/runbook\.md --scenario scenarios\/shop shows them/,
    ])
      expect(stdout).toMatch(said);
  });

  it('touches nothing that is there', () => {
    init();
    write('scenarios/gamedays.yaml', 'default: [shop/placebo] # mine\n');
    const { code, stderr } = init();
    expect({ code, stderr }).toEqual({
      code: 64,
      stderr: expect.stringContaining('scenarios/shop: there is such a folder already'),
    });
    expect(
      gameday('init', '--compose', 'compose.yaml', '--runbook', 'runbook.md', '--name', 'other').code,
    ).toBe(0);
    expect(read('scenarios/gamedays.yaml')).toContain('# mine');
  });

  it.each([
    [
      'every file that is not there',
      ['--compose', 'no.yaml', '--runbook', 'no.md', 'runbook.md', '--rules', 'no.rules'],
      /^no\.yaml no such file\n[^]*\nno\.md no such file\n[^]*\nno\.rules no such file/,
    ],
    ['a folder', ['--compose', '.', '--runbook', 'runbook.md'], /^\. expected a file, found a folder/],
    [
      'a Compose file that is none',
      ['--compose', 'runbook.md', '--runbook', 'runbook.md'],
      /^runbook\.md:\d+:\d+ /,
    ],
    [
      'rules that are none',
      ['--compose', 'compose.yaml', '--runbook', 'runbook.md', '--rules', 'compose.yaml'],
      /^compose\.yaml:\d+:\d+ groups: /,
    ],
    [
      'rules for a runbook',
      ['--compose', 'compose.yaml', '--runbook', 'merge.yaml'],
      /^merge\.yaml expected a runbook in Markdown\n/,
    ],
    [
      'an empty runbook',
      ['--compose', 'compose.yaml', '--runbook', 'empty.md'],
      /^empty\.md:1:1 expected a runbook, found an empty file\n/,
    ],
    [
      'an alias that leads nowhere',
      ['--compose', 'merge.yaml', '--runbook', 'runbook.md'],
      /^merge\.yaml:2:7 \*ap: there is no anchor/,
    ],
    [
      'an alias within what it stands for',
      ['--compose', 'circle.yaml', '--runbook', 'runbook.md'],
      /^circle\.yaml:1:8 \*a stands in/,
    ],
    [
      'a name that leads elsewhere',
      ['--compose', 'compose.yaml', '--runbook', 'runbook.md', '--name', '../x'],
      /--name \.\.\/x: expected small letters, digits and dashes/,
    ],
    ['no runbook', ['--compose', 'compose.yaml'], /runbook/],
  ])('refuses %s', (_, args, said) => {
    const { code, stdout, stderr } = gameday('init', ...args);
    expect({ code, stdout, stderr }).toEqual({ code: 64, stdout: '', stderr: expect.stringMatching(said) });
    expect(existsSync(join(folder, 'scenarios'))).toBe(false);
  });
});

describe('gameday validate', () => {
  it('says what init left open, at its place, and the linter’s findings beside it', () => {
    init();
    const { code, stdout, stderr } = gameday('validate', 'shop');
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(
      stderr
        .replaceAll('scenarios/shop/', '')
        .split('\n')
        .filter((line) => !line.startsWith('  ')),
    ).toEqual([
      expect.stringMatching(/^runbook\.md: the linter finds /),
      expect.stringMatching(
        /^scenario\.yaml:\d+:26 drills\.redis-down\.faults\[0\]\.kill\.service: still to be filled in/,
      ),
      expect.stringMatching(/^scenario\.yaml:\d+:7 drills\.redis-down\.effects: still to be filled in/),
      expect.stringMatching(/^runbook\.md:11:1 \.\/warm\.sh --region <REGION>: <REGION> has no value/),
      'gameday: 3 problems, nothing was started',
      '',
    ]);
  });

  it('is content when a person has filled it in, whatever the linter finds', () => {
    init();
    const scenario = read('scenarios/shop/scenario.yaml')
      .replace(/'TODO: what breaks[^']*'/, 'redis')
      .replace('TODO: { to: 0', 'redis_up: { to: 0');
    write('scenarios/shop/scenario.yaml', scenario);
    const [hash] = /[0-9a-f]{12}/.exec(read('scenarios/shop/bindings.yaml')) ?? [];
    write(
      'scenarios/shop/bindings.yaml',
      `placeholders: { REGION: west }\ncommands: [{ command: ./warm.sh --region <REGION>, class: W1, hash: ${hash}, reason: fills a cache }]\n`,
    );
    expect(gameday('validate')).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(
        /\nscenarios\/shop\/compose\.yaml:\d+:12 services\.api: the image shop\/api:1 is missing[^]*docker build -t shop\/api:1 FOLDER/,
      ),
    });
    // Images that gameday builds by itself are never missing.
    write(
      'scenarios/shop/compose.yaml',
      read('scenarios/shop/compose.yaml').replace(/shop\/api:1|redis:7/g, 'gameday/redis:local'),
    );
    expect(gameday('validate')).toMatchObject({ code: 0, stdout: 'scenarios/shop: valid\n' });
    // Told beside what is valid: with this the alert can't fire.
    write('scenarios/shop/scenario.yaml', scenario.replace('redis_up: { to: 0', 'redis_up: { to: 1'));
    expect(gameday('validate')).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        /scenario\.yaml:\d+:\d+ drills\.redis-down\.detect: RedisDown can't be judged: /,
      ),
    });
    write('scenarios/shop/scenario.yaml', scenario);
    const { stdout, stderr } = gameday('validate', '--json');
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      valid: ['shop'],
      lint: [
        {
          runbook: 'scenarios/shop/runbook.md',
          command: 'gameday lint scenarios/shop/runbook.md --scenario scenarios/shop',
          high: expect.any(Number),
          medium: expect.any(Number),
          low: expect.any(Number),
        },
      ],
      notTaken: [],
      undrilled: [],
      undetectable: [],
    });
    expect(stderr).toMatch(/^scenarios\/shop\/runbook\.md: the linter finds /);
  });
});

it('gameday list shows the names of what is not valid yet, beside what is wrong', () => {
  init();
  expect(gameday('list')).toMatchObject({
    code: 64,
    stdout: 'shop  placebo, redis-down\n',
    stderr: expect.stringContaining('still to be filled in'),
  });
  // For a script the mistakes alone.
  expect(JSON.parse(gameday('list', '--json').stdout)).toMatchObject({ exitCode: 64 });
});

it.each([[[]], [['--plan']]])('gameday run %j takes no --out without a name', (flags) => {
  expect(gameday('run', ...flags, '--out', '')).toEqual({
    code: 64,
    stdout: '',
    stderr: expect.stringContaining('--out: expected a folder, found ""'),
  });
});

it.each([['validate'], ['list'], ['run']])('gameday %s takes no file for --scenarios', (command) => {
  expect(gameday(command, '--scenarios', 'runbook.md')).toEqual({
    code: 64,
    stdout: '',
    stderr: expect.stringContaining('--scenarios runbook.md: expected a folder, found a file\n'),
  });
});

describe('gameday bind', () => {
  it('prints what a runbook leaves open, or writes it, never over a file', () => {
    const { code, stdout } = gameday('bind', 'runbook.md');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("  # REGION: ''") });
    expect(gameday('bind', 'runbook.md', '-o', 'mine.yaml')).toMatchObject({ code: 0, stdout: '' });
    expect(read('mine.yaml')).toBe(stdout);
    expect(gameday('bind', 'runbook.md', '-o', 'mine.yaml')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('mine.yaml: there is such a file already'),
    });
  });

  it('leaves out what bindings.yaml beside it answers', () => {
    write('bindings.yaml', 'placeholders: { REGION: west }\n');
    const { stdout, stderr } = gameday('bind', 'runbook.md');
    expect(stdout).not.toContain('REGION:');
    expect(stderr).toContain('bindings.yaml is there already');
    write('bindings.yaml', 'placeholders: [REGION]\n');
    expect(gameday('bind', 'runbook.md')).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/^bindings\.yaml:1:15 placeholders: expected a mapping, got a list/),
    });
  });

  it.each([
    [['no.md'], /^no\.md no such file/],
    [['runbook.md', '-o', 'no/mine.yaml'], /^no\/mine\.yaml can not be written/],
  ])('%s is refused', (args, said) => {
    expect(gameday('bind', ...args)).toEqual({ code: 64, stdout: '', stderr: expect.stringMatching(said) });
  });
});
