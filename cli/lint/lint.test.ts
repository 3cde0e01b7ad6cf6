// gameday lint as a user calls it: files, folders, standard input, context, exit codes. What single rules find is tested beside them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGameday } from '../../test/cli.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'gameday.js');
let folder = '';

// Findings that no rule has to be there for.
const low = '# Title\n\n<!-- gameday-lint-enable -->\n';
const medium = '# Title\n\n<!-- gameday-lint-disable SUP -->\n';

const files: Readonly<Record<string, string>> = {
  'low.md': low,
  'medium.md': medium,
  'books/b.markdown': low,
  'books/a.md': low,
  'books/notes.txt': low,
  'books/node_modules/x.md': low,
  'books/.git/x.md': low,
  'empty/notes.txt': '',
  'utf16.md': '',
  'bad/compose.yaml': 'services: [',
  'bad/alerts.yaml': 'groups: 3',
  'merge.yaml': 'services: { api: { <<: 1 } }',
  'alerts.yaml': 'groups: []',
  'compose.yaml': 'services: {}',
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-lint-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  writeFileSync(join(folder, 'utf16.md'), Buffer.from(`\ufeff${medium}`, 'utf16le'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const lint = (args: readonly string[], input = ''): Ran => {
  const argv = [program, 'lint', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
};

/** Of the rules about suppressions alone: the others are tested beside them. */
const found = (args: readonly string[], input?: string): readonly string[] => {
  const { stdout } = lint([...args, '--format', 'json'], input);
  const { files: all } = JSON.parse(stdout) as {
    files: { uri: string; findings: { ruleId: string; startLine: number }[] }[];
  };
  return all.map(({ uri, findings }) => {
    const own = findings.filter(({ ruleId }) => ruleId.startsWith('SUP-'));
    return [uri, ...own.map(({ ruleId, startLine }) => `${startLine} ${ruleId}`)].join(' ');
  });
};

describe('what is read', () => {
  it.each([
    {
      title: 'files, each once',
      args: ['low.md', './low.md', 'medium.md'],
      uris: ['low.md 3 SUP-UNUSED', 'medium.md 3 SUP-UNKNOWN'],
    },
    {
      title: 'a folder',
      args: ['books'],
      uris: ['books/a.md 3 SUP-UNUSED', 'books/b.markdown 3 SUP-UNUSED'],
    },
    { title: 'UTF-16', args: ['utf16.md'], uris: ['utf16.md 3 SUP-UNKNOWN'] },
    {
      title: 'a runbook behind --rules',
      args: ['--rules', 'alerts.yaml', 'low.md'],
      uris: ['low.md 3 SUP-UNUSED'],
    },
  ])('$title', ({ args, uris }) => {
    expect(found(args)).toEqual(uris);
  });

  it('standard input, under the name it is given', () => {
    expect(found(['-', '--stdin-name', 'docs/x.md'], low)).toEqual(['docs/x.md 3 SUP-UNUSED']);
  });
});

it('a secret of the document is not said again at the terminal', () => {
  const { stdout } = lint(['-'], '# A\n\n```sh\nredis-cli -a hunter22 PING\n```\n');
  expect(stdout).toContain('redis-cli -a «redacted» PING');
  expect(stdout).not.toContain('hunter22');
});

describe('exit codes', () => {
  it.each([
    { args: ['medium.md'], code: 0 },
    { args: ['medium.md', '--fail-on', 'medium'], code: 1 },
    { args: ['low.md', '--fail-on', 'medium'], code: 0 },
    { args: ['low.md', '--fail-on', 'low'], code: 1 },
  ])('$args gives $code', ({ args, code }) => {
    // One rule that finds nothing here, so that only what is said of comments counts.
    expect(lint([...args, '--rule', 'SUP']).code).toBe(code);
  });

  it.each([
    { args: [], said: /expected a runbook/ },
    { args: ['nope.md', 'low.md'], said: /^nope\.md no such file or folder/ },
    {
      args: ['compose.yaml'],
      said: /^compose\.yaml expected a runbook in Markdown\n {2}hint: a Compose file/,
    },
    { args: ['empty'], said: /no Markdown file .* in empty/ },
    { args: ['low.md', '--compose', 'bad/compose.yaml'], said: /^bad\/compose\.yaml:1:\d+ not valid YAML/ },
    { args: ['low.md', '--compose', 'merge.yaml'], said: /^merge\.yaml:1:20 <<: expected a mapping/ },
    { args: ['low.md', '--compose', 'bad'], said: /^bad expected a file, found a folder\n {2}hint: name/ },
    { args: ['low.md', '--rules', 'bad'], said: /^bad expected a file, found a folder/ },
    { args: ['low.md', '--rules', 'nope.yaml'], said: /^nope\.yaml no such file\n/ },
    {
      args: ['low.md', '--rules', 'bad/alerts.yaml'],
      said: /^bad\/alerts\.yaml:1:9 groups: expected a list/,
    },
    { args: ['low.md', '--scenario', 'bad'], said: /2 problems/ },
    { args: ['low.md', '--scenario', 'nope'], said: /^nope no such folder/ },
    { args: ['low.md', '--metrics', 'low.md'], said: /^low\.md:3:1 expected a line of a \/metrics page/ },
    {
      args: ['low.md', '--metrics', 'http://127.0.0.1:2/metrics'],
      said: /^http:\S+ can not be read: .*ECONNREFUSED/,
    },
    {
      args: ['low.md', '--rule', 'SUP-UNUSD'],
      said: /no rule "SUP-UNUSD"\n {2}hint: did you mean "SUP-UNUSED"/,
    },
    { args: ['low.md', '--ignore', 'XYZ-QWERTY'], said: /hint: gameday lint --explain lists the rules/ },
    { args: ['low.md', '--rule', 'SH-TTY', '--ignore', 'SH'], said: /no rule is left/ },
    { args: ['low.md', '--scenario', 'books'], said: /^books neither compose\.yaml nor alerts\.yaml in it/ },
    { args: ['--explain', 'SUP-UNUSD'], said: /did you mean "SUP-UNUSED"/ },
    { args: ['low.md', '--format', 'xml'], said: /format/ },
    { args: ['low.md', '--output', 'nope/x.json'], said: /^nope\/x\.json can not be written/ },
  ])('$args gives 64', ({ args, said }) => {
    const { code, stderr, stdout } = lint(args);
    expect({ code, stderr, stdout }).toEqual({ code: 64, stderr: expect.stringMatching(said), stdout: '' });
  });
});

describe('what is written', () => {
  it('goes to a file with --output, and nothing to the terminal', () => {
    const { stdout, code } = lint(['low.md', '--output', 'out.sarif', '--format', 'sarif', '--rule', 'SUP']);
    expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('says when there was nothing to look at', () => {
    writeFileSync(join(folder, 'blank.md'), ' \n');
    expect(lint(['blank.md']).stderr).toContain('there is no text');
    expect(lint(['blank.md', 'low.md']).stderr).not.toContain('there is no text');
  });

  it('explains a rule, and lists a family or all', () => {
    expect(lint(['--explain', 'sup-unused']).stdout).toMatch(
      /^SUP-UNUSED {2}low\n\nFinds [^]*\nBad\n\n[^]*\nGood\n/,
    );
    const family = lint(['--explain', 'sup']).stdout;
    expect(family.match(/^[A-Z]+(?=-)/gm)).toEqual(['SUP', 'SUP', 'SUP']);
    expect(lint(['--explain']).stdout).toMatch(/^SUP-UNUSED +low +a suppression that matches nothing$/m);
  });

  it('is not coloured when no terminal is there', () => {
    expect(lint(['low.md']).stdout).not.toContain('\u001b');
    expect(lint(['low.md', '--color']).stdout).toContain('\u001b');
  });
});

describe('metrics from a URL', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => {
      response.statusCode = request.url === '/metrics' ? 200 : 404;
      response.end('up 1\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  it.each([
    { path: 'metrics', code: 0, said: '' },
    { path: 'nope', code: 64, said: 'expected a /metrics page, got HTTP 404' },
  ])('$path gives $code', async ({ path, code, said }) => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/${path}`;
    const result = await startGameday(['lint', 'low.md', '--rule', 'SUP', '--metrics', url], { cwd: folder })
      .ended;
    expect({ code: result.code, stderr: result.stderr }).toEqual({
      code,
      stderr: expect.stringContaining(said),
    });
  });
});
