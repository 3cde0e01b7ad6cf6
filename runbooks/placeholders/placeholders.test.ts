// Placeholders of all six forms, with their places; what only looks like one is left alone.
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';

const inCommand = (...lines: readonly string[]): readonly string[] => {
  const { commands } = parseRunbook(['```sh', ...lines, '```'].join('\n'));
  return commands.flatMap(({ placeholders }) => placeholders.map(({ form, text }) => `${form} ${text}`));
};
const inProse = (text: string): readonly string[] =>
  parseRunbook(text).placeholders.map(({ form, text: shown }) => `${form} ${shown}`);

describe('in commands', () => {
  it.each([
    ['cast call <REGISTRY> "x" <USER_ADDRESS>', ['angle <REGISTRY>', 'angle <USER_ADDRESS>']],
    ['cat item-<ID>.json', ['angle <ID>']],
    [
      'git revert [commit-hash] && ls src/[endpoint] -n [namespace]',
      ['square [commit-hash]', 'square [endpoint]', 'square [namespace]'],
    ],
    ['curl http://a/orders/{id}', ['brace {id}']],
    ['curl "http://a/{id}"', ['brace {id}']],
    ['cast send x --private-key $ADMIN_KEY', ['variable $ADMIN_KEY']],
    ['mongorestore ${MONGO_URL} "$(cat ${FILE:?})"', ['variable ${MONGO_URL}', 'variable ${FILE:?}']],
    [
      'curl https://your-domain.com/a -H "X-API-Key: your-api-key"',
      ['dummy your-domain.com', 'dummy your-api-key'],
    ],
    ['ssh user@staging ls; curl https://api.example.com', ['dummy user@', 'dummy api.example.com']],
    ['ls backup_YYYYMMDD_HHMMSS x.x.x.x', ['dummy YYYYMMDD_HHMMSS', 'dummy x.x.x.x']],
    ['kubectl scale deploy/a --replicas=N', ['bare N']],
    ['docker logs CONTAINER_ID --tail N', ['bare CONTAINER_ID', 'bare N']],
    ['kubectl logs POD -n NAMESPACE', ['bare POD', 'bare NAMESPACE']],
  ])('%s', (command, expected) => {
    expect(inCommand(command)).toEqual(expected);
  });

  it.each([
    ['sort <in >out'],
    ['cat <<EOF\n<x>\nEOF'],
    ["jq '.[0] | {id}' f"],
    ["awk '{print $1}' f"],
    ['cp a.{yaml,bak} && echo {1..3}'],
    ['find . -exec rm {} ;'],
    ["kubectl get p -o jsonpath='{.items}' -o go-template='{{.x}}'"],
    ['curl -w "%{http_code}" x'],
    ['curl -g "http://p/api?query=x{le=\\"0.5\\"}"'],
    ['[ -f x ] && [[ $? == 0 ]] && a=(1) && echo ${a[@]} $1 $HOME'],
    ['grep -E "[ERROR]" f; ls [a-z]*'],
    ['echo ${PORT:-80}'],
    ['redis-cli GET KEY; psql -c "SELECT NAME FROM USERS"'],
    ['docker run -e DB_NAME=x -e DB_HOST a'],
    ['git show HEAD@{1}'],
    ['kill -HUP 1; curl -X DELETE x'],
  ])('none in: %s', (command) => {
    expect(inCommand(...command.split('\n'))).toEqual([]);
  });

  it('a variable that the document sets is none', () => {
    expect(inCommand('export A=1', 'for b in 1; do echo $b $A; done', 'read -p "x" C', 'echo $C $D')).toEqual(
      ['variable $D'],
    );
    expect(inCommand("ssh h 'echo $X'", 'echo \\$Y')).toEqual([]);
  });

  it('gives places also on later lines of an indented command', () => {
    const { placeholders } = parseRunbook('- a\n  ```sh\n  ls \\\n    <DIR>\n  ```\n');
    expect(placeholders).toEqual([
      {
        form: 'angle',
        text: '<DIR>',
        name: 'DIR',
        command: 0,
        line: 4,
        column: 5,
        endLine: 4,
        endColumn: 10,
      },
    ]);
  });
});

describe('in prose', () => {
  it.each([
    ['Ask [Your Name/Email] or <TEAM LEAD>.', ['square [Your Name/Email]', 'angle <TEAM LEAD>']],
    ['| Who | [internal slack] |\n|--|--|\n| a | [DBA] |', ['square [DBA]']],
    ['Call `/orders/{id}` on `your-domain.com`.', ['brace {id}', 'dummy your-domain.com']],
    ['Run `kubectl scale deploy/a --replicas=N`.', ['bare N']],
    ['Page [DATE]', ['square [DATE]']],
  ])('%s', (text, expected) => {
    expect(inProse(text)).toEqual(expected);
  });

  it.each([
    ['[a link](b) and [another][ref] and [ref]\n\n[ref]: c'],
    ['- [ ] open\n- [x] done'],
    ['<br> <details> <http://x.y> <a@b.c> <b>bold</b>'],
    ['a footnote[^1] and [1], [WARNING] [optional] `[a-z]+` `x[5m]`'],
    ['`{{ .Values.x }}` `inventory{item="1"}` `{le="0.5"}` `{}`'],
    ['`$HOME` and {not} here'],
    ['<Tabs>\n\nsee <Tabs> and <Note/>\n\n</Tabs>'],
  ])('none in: %s', (text) => {
    expect(inProse(text)).toEqual([]);
  });
});
