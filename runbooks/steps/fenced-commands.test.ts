// Commands of fences: prompts, what they show, labels, and each exactly once wherever the fence stands.
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';

const fenced = (language: string, ...lines: readonly string[]): string =>
  ['```' + language, ...lines, '```', ''].join('\n');
const commandsOf = (text: string) => parseRunbook(text).commands;
const expectedOf = (text: string): readonly string[] =>
  commandsOf(text).map(({ command, expected }) =>
    [command.split('\n')[0], ...expected.map(({ form, text: shown }) => `${form}=${shown}`)].join(' | '),
  );

it.each([
  ['prompts', fenced('bash', '$ ls', 'a', '', 'b', '$ ps'), ['ls | prompt-output=a\n\nb', 'ps']],
  ['prompts of hosts', fenced('', 'me@web-1:~$ ls', 'a', '[root@db ~]# ps'), ['ls | prompt-output=a', 'ps']],
  [
    'a root prompt in a session',
    fenced('console', '# docker ps', 'CONTAINER', '# docker rm x'),
    ['docker ps | prompt-output=CONTAINER', 'docker rm x'],
  ],
  [
    'prompts of other shells',
    fenced(
      'console',
      'db01:~$ uptime',
      'up',
      'sh-4.4# id',
      'uid=0',
      '/ # ls',
      'bin',
      '~/x $ ps',
      '1',
      '➜  ~ git:(main) df',
      '2',
      '➜ du',
    ),
    [
      'uptime | prompt-output=up',
      'id | prompt-output=uid=0',
      'ls | prompt-output=bin',
      'ps | prompt-output=1',
      'df | prompt-output=2',
      'du',
    ],
  ],
  [
    'prompts of database consoles',
    fenced(
      'console',
      '$ redis-cli',
      '127.0.0.1:6379> FLUSHALL',
      'OK',
      'mysql> select 1;',
      '1',
      'db=# \\l',
      'db',
    ),
    ['redis-cli', 'FLUSHALL | prompt-output=OK', 'select 1; | prompt-output=1', '\\l | prompt-output=db'],
  ],
  [
    'no prompt in front of the second',
    fenced('', '$ docker compose ps', 'docker compose logs --tail 5 web'),
    ['docker compose ps', 'docker compose logs --tail 5 web'],
  ],
  [
    'no prompt in front of a long one, below its comment',
    fenced('bash', '$ docker compose pull', '', '# Say so', 'docker compose up -d \\', '  web', 'Started'),
    ['docker compose pull', 'docker compose up -d \\ | prompt-output=Started'],
  ],
  [
    'a command that may be what is shown',
    fenced(
      '',
      '$ cat run.sh',
      'docker compose up -d',
      '$ docker compose ps',
      'NAME STATUS',
      'docker compose down',
    ),
    [
      'cat run.sh | prompt-output=docker compose up -d',
      'docker compose ps | prompt-output=NAME STATUS\ndocker compose down',
    ],
  ],
  [
    'rows that begin like programs',
    fenced(
      '',
      '$ docker compose images',
      'nginx started',
      '$ helm list',
      'vault   running',
      '$ redis-cli --version',
      'redis-cli 7.2',
    ),
    [
      'docker compose images | prompt-output=nginx started',
      'helm list | prompt-output=vault   running',
      'redis-cli --version | prompt-output=redis-cli 7.2',
    ],
  ],
  [
    'a script above the first prompt',
    fenced('bash', '# look', 'shopctl drain', '# then', '$ shopctl status', 'ok'),
    ['shopctl drain', 'shopctl status | prompt-output=ok'],
  ],
  [
    'a command and its table',
    fenced(
      '',
      'kubectl get pods',
      'NAME READY STATUS',
      'web-1 1/1 Running',
      '',
      'kubectl get nodes',
      'NAME STATUS',
    ),
    [
      'kubectl get pods | prompt-output=NAME READY STATUS\nweb-1 1/1 Running',
      'kubectl get nodes | prompt-output=NAME STATUS',
    ],
  ],
  ['no prompt in a shell', fenced('bash', '/opt/run.sh # all', 'x> y'), ['/opt/run.sh # all', 'x> y']],
  ['commented out in a shell', fenced('bash', '# docker rm x', 'docker ps'), ['docker ps']],
  [
    'a session without prompts',
    fenced('console', 'kubectl get pods', 'NAME READY', 'x 1/1'),
    ['kubectl get pods | prompt-output=NAME READY\nx 1/1'],
  ],
  [
    'continued behind a prompt',
    fenced('sh', '$ ls \\', '>   -l', 'total 0'),
    ['ls \\ | prompt-output=total 0'],
  ],
  [
    'a trailing comment',
    fenced('sh', 'curl x # should be 200', 'curl y # the other one', "echo '# 200 OK'"),
    ['curl x # should be 200 | trailing-comment=should be 200', 'curl y # the other one', "echo '# 200 OK'"],
  ],
  [
    'a comment below',
    fenced('sh', 'curl x', '# Expect: 200', '# next', 'ls'),
    ['curl x | comment=Expect: 200', 'ls'],
  ],
  [
    'a fence behind a label',
    `${fenced('sh', 'curl x')}\nResponse:\n\n${fenced('json', '{}')}`,
    ['curl x | fence={}'],
  ],
  [
    'a bold line in between',
    `${fenced('sh', 'curl x')}\n**Expected output:**\n${fenced('', 'ok')}`,
    ['curl x | fence=ok'],
  ],
  [
    'prose',
    `${fenced('sh', 'curl x')}\nYou should see \`ok\`.\n\nExpected: no.\n`,
    ['curl x | prose=You should see ok.'],
  ],
  [
    'nothing that is far away',
    `${fenced('sh', 'curl x')}\n# New\n\nOutput:\n${fenced('', 'ok')}`,
    ['curl x'],
  ],
])('what it should show: %s', (_, text, expected) => {
  expect(expectedOf(text)).toEqual(expected);
});

it.each([
  ['a list', '1. a\n   - b\n     ```sh\n     ls \\\n       -l\n     ```\n', [4, 6, 5, 10]],
  ['a quote', '> > ```sh\n> > ls \\\n> >   -l\n> > ```\n', [2, 5, 3, 9]],
  ['tabs', '-\ta\n\n\t```sh\n\tls \\\n\t  -l\n\t```\n', [4, 2, 5, 6]],
  ['CRLF', '```sh\r\nls \\\r\n  -l\r\n```\r\n', [2, 1, 3, 5]],
  ['an admonition', '??? note\n    ```sh\n    ls \\\n      -l\n    ```\n', [3, 5, 4, 9]],
  ['a directive', '```{code-block} bash\n:caption: x\n\nls \\\n  -l\n```\n', [4, 1, 5, 5]],
  ['Jekyll', '{% highlight sh %}\nls \\\n  -l\n{% endhighlight %}\n', [2, 1, 3, 5]],
  ['Hugo', '{{< highlight sh "x=1" >}}\nls \\\n  -l\n{{< /highlight >}}\n', [2, 1, 3, 5]],
  ['no end', '```sh\nls \\\n  -l', [2, 1, 3, 5]],
])('once, without indentation, with its place: in %s', (_, text, place) => {
  const [command, ...others] = commandsOf(text);
  expect(others).toEqual([]);
  expect(command).toMatchObject({ command: 'ls \\\n  -l', origin: 'fence' });
  expect([command?.line, command?.column, command?.endLine, command?.endColumn]).toEqual(place);
});

it('has no commands where there are only comments, and none twice', () => {
  expect(commandsOf(fenced('bash', '# look at it', '# and think'))).toEqual([]);
  expect(
    commandsOf(fenced('bash', 'ls', 'ls')).map(({ index, line, block }) => [index, line, block]),
  ).toEqual([
    [0, 2, 0],
    [1, 3, 0],
  ]);
});

describe('tool, class, label', () => {
  it.each([
    ['docker exec c redis-cli GET x', 'redis-cli', 'R0'],
    ['docker compose -f a.yaml restart api', 'docker compose restart', 'W1'],
    ['cd /srv && docker compose ps', 'docker compose ps', 'R0'],
    ['curl -s http://a | jq .', 'curl', 'R0'],
    ['redis-cli FLUSHALL', 'redis-cli', 'X1'],
    ['echo "', null, 'U'],
  ])('%s: %s %s', (command, tool, commandClass) => {
    expect(commandsOf(fenced('sh', command))[0]).toMatchObject({ tool, commandClass });
  });

  it('takes the comment, else the text of the list item', () => {
    const text = '1. Look at *it*:\n   ```sh\n   ls\n   # Say so\n   ps\n   ```\n';
    expect(commandsOf(text).map(({ label }) => label)).toEqual(['Look at it:', 'Say so']);
  });
});
