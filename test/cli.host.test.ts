// What people and scripts are told at the command line when something is wrong: the exact words, exit 64, nothing started.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalOf, incident } from '../reports/fixtures/mini-journal.ts';
import { commands } from '../cli/commands.ts';
import { gameday, root, type CliResult } from './cli.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'gameday-cli-'));
  const fixtures = join(root, 'test/fixtures/scenarios');
  cpSync(fixtures, join(cwd, 'scenarios'), { recursive: true });
  cpSync(fixtures, join(cwd, 'bad'), { recursive: true });
  writeFileSync(join(cwd, 'bad', 'gamedays.yaml'), 'default:\n  - shop/web-killed\n  - shop/web-kild\n');
  writeFileSync(
    join(cwd, 'scenarios/shop/workload.ts'),
    'export const createWorkload = () => ({});\nexport const createOracle = () => ({});\n',
  );
  cpSync(join(cwd, 'scenarios'), join(cwd, 'unbuilt'), { recursive: true });
  // Images that gameday builds by itself: those of the fixture are on nobody's engine.
  const compose = join(cwd, 'scenarios/shop/compose.yaml');
  writeFileSync(compose, readFileSync(compose, 'utf8').replace(/shop\/\w+:local/g, 'gameday/redis:local'));
  cpSync(join(cwd, 'scenarios'), join(cwd, 'flush'), { recursive: true });
  writeFileSync(join(cwd, 'other.md'), '# Other\n\n## Cache\n\n```sh\nls\n```\n');
  const runbook = join(cwd, 'flush/shop/runbook.md');
  const flushing = readFileSync(runbook, 'utf8').replace('restart web', 'exec -T web redis-cli FLUSHALL');
  writeFileSync(runbook, flushing);
  const runs = join(cwd, 'reports', 'runs');
  for (const run of ['whole', 'torn', 'broken', 'empty']) mkdirSync(join(runs, run), { recursive: true });
  const lines = journalOf(incident()).map((event) => `${JSON.stringify(event)}\n`);
  writeFileSync(join(runs, 'whole', 'journal.ndjson'), lines.join(''));
  writeFileSync(join(runs, 'torn', 'journal.ndjson'), `${lines.slice(0, 20).join('')}{"at":"20`);
  writeFileSync(
    join(runs, 'broken', 'journal.ndjson'),
    [...lines.slice(0, 2), 'oops\n', ...lines.slice(2)].join(''),
  );
  writeFileSync(join(runs, 'empty', 'journal.ndjson'), '');
});
afterAll(() => rmSync(cwd, { recursive: true }));

const run = (line: string): Promise<CliResult> =>
  gameday(line === '' ? [] : line.split(' '), {
    cwd,
    // Nobody's engine, nobody's cache: what is refused must not need either.
    env: { DOCKER_HOST: '', DOCKER_CONFIG: join(cwd, 'docker'), GAMEDAY_CACHE: join(cwd, 'cache') },
  });

const onEngine = 'give an engine of yours by DOCKER_HOST, and on it: docker pull ';
const help = 'gameday --help shows the commands, gameday COMMAND --help their options';

// prettier-ignore
describe.concurrent('refused', () => {
  it.each([
    ['', `gameday: expected a command; \`gameday run default\` plays the default game day\n  hint: ${help}`],
    ['rnu', 'gameday: unknown command "rnu"\n  hint: did you mean "run"?'],
    ['run --pcae 3', 'gameday: gameday run has no option --pcae\n  hint: did you mean "--pace"?'],
    ['list extra', 'gameday: gameday list takes no argument "extra"\n  hint: gameday list --help shows what it takes'],
    ['exec shop', `gameday: expected gameday exec <scenario> <service> [argv..], got "gameday exec shop"\n  hint: ${help}`],
    ['run defualt', 'no game day, scenario or drill "defualt" in scenarios\n  hint: did you mean "default"?\ngameday: 1 problem, nothing was started'],
    ['run shop/web-kiled', 'no game day, scenario or drill "shop/web-kiled" in scenarios\n  hint: did you mean "shop/web-killed"?\ngameday: 1 problem, nothing was started'],
    ['run --pace 0', 'gameday: --pace: expected a number of at least 1, got 0\n  hint: 1 is real time, 30 makes 30 s of every 15 min'],
    ['run --pace fast', `gameday: --pace: expected one number, got "fast"\n  hint: ${help}`],
    ['run --pace 3 --pace=4', `gameday: --pace: expected one number, got "3" and "4"\n  hint: ${help}`],
    ['run --pace', `gameday: gameday run: --pace takes a value, got none\n  hint: ${help}`],
    ['run --plan=shop', `gameday: --plan takes no value, got "shop"\n  hint: ${help}`],
    ['list --json=1', `gameday: --json takes no value, got "1"\n  hint: ${help}`],
    ['run --grep --seed 3', `gameday: gameday run: --grep takes a value, got none\n  hint: ${help}`],
    ['lint -o', `gameday: gameday lint: -o takes a value, got none\n  hint: ${help}`],
    ['run --seed x', `gameday: --seed: expected one number, got "x"\n  hint: ${help}`],
    ['run --step', 'gameday: --step: expected a terminal, at which somebody says go before each phase; found none\n  hint: run it at a terminal, or without --step'],
    ['run --out a --out b', `gameday: --out: given more than once\n  hint: ${help}`],
    ['run --scenarios nope', 'gameday: --scenarios nope: no such folder\n  hint: give a folder that holds one folder for each scenario, and gamedays.yaml'],
    ['run --runbook nope.md', 'gameday: --runbook nope.md: no such file\n  hint: give a Markdown file whose sections are to be played in place of the scenario’s own'],
    ['run shop/web-killed --runbook other.md', 'gameday: other.md: none of the sections that these drills play\nno section "Web Down > Diagnosis"\nno section "Web Down > Resolution"\n  hint: sections with commands: "Cache"; name them in the drill’s runbook (scenario.yaml), or rename them'],
    ['run shop/web-killed --approve X3', 'gameday: --approve X3: what acts on the outside world is recorded, never sent: no approval lets it through\n  hint: classes that can be approved: W2, X1, X2, X4; ' + join(root, 'docs/command-classes.md') + ' says what they are'],
    ['run shop/web-killed --scenarios flush', 'gameday: these commands need an approval:\nrunbook.md:14 X1 docker-compose exec -T web redis-cli FLUSHALL\n  hint: --approve X1 approves them for this run, on a terminal gameday asks for each, and approve: in bindings.yaml approves a line that somebody has reviewed'],
    ...['run shop/web-killed --scenarios unbuilt', 'up shop --scenarios unbuilt'].map((line) => [line, `unbuilt/shop/compose.yaml:4:12 services.web: the image shop/web:local is missing (a private engine has only gameday’s own images)\n  hint: ${onEngine}shop/web:local, or docker build -t shop/web:local FOLDER\nunbuilt/shop/compose.yaml:10:12 services.db: the image shop/db:local is missing (a private engine has only gameday’s own images)\n  hint: ${onEngine}shop/db:local, or docker build -t shop/db:local FOLDER\ngameday: 2 problems, nothing was started`]),
    ['bind nope.md', 'nope.md no such file or folder\n  hint: paths are relative to the working folder\ngameday: 1 problem, nothing was started'],
    ['run --approve W2 defualt', 'no game day, scenario or drill "defualt" in scenarios\n  hint: did you mean "default"?\ngameday: 1 problem, nothing was started'],
    ['validate nope', 'scenarios/nope expected the folder of a scenario, found nothing\n  hint: gameday list shows the scenarios\ngameday: 1 problem, nothing was started'],
 ['validate --scenarios bad/shop', 'gameday: bad/shop: expected a folder with a scenario.yaml in it, found a scenario\n  hint: did you mean --scenarios bad?'],
    ['validate --scenarios bad', 'bad/shop/runbook.md: the linter finds 0 high, 1 medium, 0 low; gameday lint bad/shop/runbook.md --scenario bad/shop shows them\nbad/gamedays.yaml:3:5 default[1]: no drill "shop/web-kild"\n  hint: did you mean "shop/web-killed"?\ngameday: 1 problem, nothing was started'],
    ['report nope', 'gameday: nope: no run of that name in reports/runs, and no folder with a journal.ndjson\n  hint: ls reports/runs shows the runs, `latest` is the newest'],
    ['heal shpo', 'gameday: no scenario "shpo", and nothing to heal\n  hint: did you mean shop?'],
    ['ps shop', 'gameday: shop is not up\n  hint: gameday up shop starts it; gameday list shows the systems'],
    ['down shop', 'gameday: shop is not up\n  hint: gameday up shop starts it; gameday list shows the systems'],
    ['exec shop gateway -- ls --json', 'gameday: shop is not up\n  hint: gameday up shop starts it; gameday list shows the systems'],
  ])('gameday %s', async (line, expected) => {
    const { code, stdout, stderr } = await run(line);
    expect(stderr.trimEnd()).toBe(expected);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  });

  it.each([
    ['run --out /dev/null/x', /^gameday: \/dev\/null\/x: the run's folder can't be written: ENOTDIR/],
    ['run --out /proc', /^gameday: \/proc: the run's folder can't be written: /],
    ['run --out reports/runs/whole', /runs\/whole: it holds the journal of another run\n {2}hint: give another folder by --out/],
    ['run --engine /nope.sock', /\/nope\.sock/],
    ['report empty', /empty\/journal\.ndjson:1:1 expected a run\.started record, not a journal, or the run died before its first record/],
    ['report broken', /broken\/journal\.ndjson:3:1 expected one JSON record, found "oops"/],
  ])('gameday %s', async (line, expected) => {
    const { code, stdout, stderr } = await run(line);
    expect(stderr).toMatch(expected);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  });
});

describe.concurrent('--json', () => {
  it.each([
    [
      'rnu --json',
      [
        {
          code: 'usage',
          file: null,
          line: null,
          column: null,
          message: 'unknown command "rnu"',
          hint: 'did you mean "run"?',
        },
      ],
    ],
    [
      'validate --scenarios bad --json',
      [
        {
          code: 'invalid-input',
          file: 'bad/gamedays.yaml',
          line: 3,
          column: 5,
          message: 'default[1]: no drill "shop/web-kild"',
          hint: 'did you mean "shop/web-killed"?',
        },
      ],
    ],
  ])('gameday %s: the error alone on standard output', async (line, errors) => {
    const { code, stdout } = await run(line);
    expect({ code, answer: JSON.parse(stdout) as unknown }).toEqual({
      code: 64,
      answer: { schema: 1, exitCode: 64, errors },
    });
  });

  it('gameday list, run --plan and report answer with JSON alone', async () => {
    for (const line of ['list --json', 'run --plan --json', 'report whole --json']) {
      const { code, stdout } = await run(line);
      expect({ line, code }).toEqual({ line, code: 0 });
      expect(() => void JSON.parse(stdout), line).not.toThrow();
    }
  });
});

it('the report of a torn journal is drawn, and says where the run stopped', async () => {
  const { code, stdout, stderr } = await run('report torn --json');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'aborted', exitCode: 5, stopped: { torn: true } });
});

it('--plan touches nothing: no folder, no cache', async () => {
  const { code, stdout } = await run('run --plan --out planned');
  expect(code).toBe(0);
  expect(stdout).toContain('nothing is touched');
  const { code: later } = await run('report planned');
  expect(later).toBe(64);
});

describe.concurrent('--help', () => {
  const visible = commands.filter(({ describe: text }) => text !== false);
  it.each(visible.map(({ usage }) => [usage.split(' ')[0] ?? usage]))(
    'of %s fits 80 columns',
    async (command) => {
      const { code, stdout } = await run(`${command} --help`);
      expect(code).toBe(0);
      expect(stdout).toContain(`gameday ${command}`);
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it.each([
    ['help', '--help'],
    ['help lint', 'lint --help'],
    ['help report diff', 'report diff --help'],
  ])('is what "%s" shows', async (asked, meant) => {
    expect((await run(asked)).stdout).toBe((await run(meant)).stdout);
  });
});
