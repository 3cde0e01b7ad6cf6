// Blocks: what each fence holds, tables with empty cells, links, and a place for each line.
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';

const fences = (text: string): readonly string[] =>
  parseRunbook(text).blocks.flatMap(({ fence }) =>
    fence === null ? [] : [`${fence.language}:${fence.use}`],
  );
const fenced = (language: string, ...lines: readonly string[]): string =>
  ['```' + language, ...lines, '```', ''].join('\n');

describe('what a fence holds', () => {
  it.each([
    ['bash', ['ls -l'], 'shell'],
    ['console', ['$ ls', 'a'], 'shell'],
    ['ZSH', ['ls'], 'shell'],
    ['{.bash}', ['ls'], 'shell'],
    ['powershell', ['Get-Process'], 'code'],
    ['cmd', ['dir'], 'code'],
    ['sql', ['select 1'], 'code'],
    ['python', ['x = 1'], 'code'],
    ['python', ['# Scale', 'kubectl scale deployment/api --replicas=8'], 'shell'],
    ['js', ['docker ps', 'docker logs api'], 'shell'],
    ['sql', ['kubectl exec -it db-0 -- psql'], 'shell'],
    ['python', ['kubectl get pods', 'import os'], 'code'],
    ['python', ['docker = from_env()'], 'code'],
    ['powershell', ['docker ps'], 'code'],
    ['python', ['# docker ps'], 'code'],
    ['promql', ['up'], 'promql'],
    ['yaml', ['a: b'], 'data'],
    ['json', ['{}'], 'data'],
    ['mermaid', ['graph TD'], 'diagram'],
    ['text', ['hello'], 'text'],
    ['', ['docker ps', '# comment', 'kubectl get pods \\', '  -A'], 'shell'],
    ['', ['$ my-tool run', 'done'], 'shell'],
    ['', ['make sure that it runs'], 'text'],
    ['', ['docker ps', 'and then look at it'], 'text'],
    ['', ['kubectl get pods', 'NAME READY STATUS', 'web-1 1/1 Running'], 'shell'],
    ['', ['docker compose ps', 'web   running   0.0.0.0:80'], 'shell'],
    ['', ['watch the dashboard', 'NAME READY STATUS'], 'text'],
    ['', ['NAME READY STATUS', 'kubectl get pods'], 'text'],
    ['text', ['kubectl get pods', 'NAME READY STATUS'], 'text'],
    ['', ['watch the dashboard'], 'text'],
    ['', ['a --> b'], 'diagram'],
    ['', ['┌──┐'], 'diagram'],
    ['', ['{', '  "a": 1', '}'], 'data'],
    ['', ['sum(rate(x_total[5m]))', '', '# two', 'up == 0'], 'promql'],
    ['', ['Post in the channel: we are down'], 'text'],
    ['', ['shopctl drain --node 7', '# then', 'shopctl status -o wide'], 'shell'],
    ['', ['shopctl drain the node'], 'text'],
    ['', ['warning: 3 of 5 pods are up - see above'], 'text'],
    ['', ['the node is down -- wait'], 'text'],
  ])('%s %j is %s', (language, lines, use) => {
    expect(fences(fenced(language, ...lines))).toEqual([expect.stringMatching(new RegExp(`:${use}$`))]);
  });

  it.each([
    ['Response:', 'json', '{}'],
    ['Expected output', '', 'docker ps'],
    ['Example:', 'json', '{}'],
    ['You should see something like this:', 'text', 'ok'],
    ['**Expected Response**:', 'json', '{}'],
    ['Output:', 'bash', 'NAME READY'],
    ['Output:', '', 'kubectl get pods\nNAME READY STATUS'],
  ])('behind "%s" it is output', (label, language, line) => {
    expect(fences(`Run \`x\`.\n\n${label}\n\n${fenced(language, line)}`)).toEqual([`${language}:output`]);
  });

  it('json right behind commands is output, and data elsewhere', () => {
    expect(
      fences(
        fenced('bash', 'curl x') + fenced('json', '{}') + '\nSave as a.json:\n\n' + fenced('json', '{}'),
      ),
    ).toEqual(['bash:shell', 'json:output', 'json:data']);
  });

  it('an example in a shell is a command, and so is what looks like one', () => {
    expect(fences('Example:\n' + fenced('bash', 'ls'))).toEqual(['bash:shell']);
    expect(fences('`docker ps` should show two.\n\n' + fenced('', 'docker ps'))).toEqual([':shell']);
  });
});

it('finds fences that are indented too far', () => {
  const { blocks } = parseRunbook(
    '- a\n\n      ```bash\n      ls \\\n        -l\n      ```\n\n=== "Tab"\n\n    before\n    ```sh\n    ps\n    ```\n',
  );
  expect(
    blocks.map(({ line, endLine, kind, fence }) => [line, endLine, kind, fence?.language, fence?.lines]),
  ).toEqual([
    [1, 1, 'list-item', undefined, undefined],
    [3, 6, 'fence', 'bash', ['ls \\', '  -l']],
    [8, 8, 'prose', undefined, undefined],
    [10, 10, 'fence', '', ['before']],
    [11, 13, 'fence', 'sh', ['ps']],
  ]);
});

it('keeps columns where cells are empty', () => {
  const { blocks } = parseRunbook(
    '| Metric | Warning | Critical |\n|---|---|---|\n| `a \\| b` | | > **5** |\n| c |\n',
  );
  const table = blocks[0]?.table;
  expect(table?.header.map(({ text }) => text)).toEqual(['Metric', 'Warning', 'Critical']);
  expect(table?.rows.map((row) => row.map(({ text, column }) => `${column} ${text}`))).toEqual([
    ['3 a | b', '14 ', '16 > 5'],
    ['3 c', '5 ', '5 '],
  ]);
});

it('takes no footnote for an address', () => {
  expect(parseRunbook('a[^1]\n\n[^1]: Run\n').links).toEqual([]);
});

it('finds links of all kinds', () => {
  const text =
    '[a](b.md#c), ![i](d.png), <http://x.y>, http://z.w, [r][ref], [ref], [none], `http://code`\n\n[ref]: /there\n';
  expect(parseRunbook(text).links.map(({ column, text: shown, url }) => `${column} ${shown} ${url}`)).toEqual(
    [
      '1 a b.md#c',
      '14 i d.png',
      '27 http://x.y http://x.y',
      '41 http://z.w http://z.w',
      '53 r /there',
      '63 [ref] /there',
    ],
  );
});
