// Reading of command lines: placeholders, what runs inside of what, and text that is no command at all.
import { describe, expect, it } from 'vitest';
import { findPlaceholders, replacePlaceholders } from './placeholders.ts';
import { readCommand } from './read-command.ts';

const programs = (command: string): readonly string[] =>
  readCommand(command).invocations.map(({ program, args, wrappers }) =>
    [
      ...wrappers.map(({ kind, target }) => (target === null ? `${kind}:` : `${kind}(${target}):`)),
      program,
      ...args.map(({ value }) => value),
    ].join(' '),
  );

describe('placeholders', () => {
  it.each([
    ['kubectl logs <POD_NAME> -n <namespace>', ['POD_NAME', 'namespace']],
    ['curl http://<host>:<port>/x?id=<order-id>', ['host', 'port', 'order-id']],
    ['cat <path to file>', ['path to file']],
    ['docker stop <container name or id>', ['container name or id']],
    ['deploy --env <dev|prod>', ['dev|prod']],
    ['psql -c "DELETE FROM t WHERE id = <id>"', ['id']],
    ['scp file <user>@<host>:/tmp', ['user', 'host']],
    ['<your-command> --x', ['your-command']],
    ['kubectl delete pod [POD_NAME]', ['POD_NAME']],
    ['kubectl delete pod [pod-name]', ['pod-name']],
    ['echo "$(docker logs <name>)"', ['name']],
    ['sort < in.txt', []],
    ['sort <in.txt', []],
    ['sort <in >out', []],
    ['sort <in>out', []],
    ['cmd <in>/dev/null', []],
    ['cmd <in 2>&1', []],
    ['cat <<EOF\n<a>\nEOF', []],
    ['cat <<< word', []],
    ['diff <(ls a) <(ls b)', []],
    ['[[ $a < $b ]]', []],
    ["grep '<html>' x", []],
    ['grep "\\<word\\>" x', []],
    ["psql -c 'VACUUM FULL <TABLE>' <db>", ['TABLE', 'db']],
    ['curl -d \'{"id": "<order-id>", "by": <USER ID>}\' x', ['order-id', 'USER ID']],
    ["ssh h 'tail <in>' it's <x>", []],
    ["grep '\\<WORD\\>' x", []],
    ["grep -P '(?<NAME>x)' x", []],
    ["perl -ne 'while (<STDIN>) { }' x", []],
    ["curl -d '<ORDER><ID>1</ID></ORDER>' x", []],
    ["awk '$1 < A && $2 > B' x", []],
    ["sed 's/<A/b>/' x", []],
    ['echo "it\'s <a>"', ['a']],
    ['cmd 2>&1 >out', []],
    ['ls [abc]*', []],
    ['[ -f x ]', []],
    ['echo "[ERROR]"', []],
    ['echo ${a[IDX]}', []],
    ["# don't <x>\nls", []],
    ['a < b > c', []],
  ])('%s', (command, names) => {
    expect(findPlaceholders(command).map(({ name }) => name)).toEqual(names);
  });

  it('keeps every offset', () => {
    const command = 'docker exec <container> redis-cli -h <redis host> GET <key>';
    expect(replacePlaceholders(command)).toBe('docker exec _container_ redis-cli -h _redis_host_ GET _key_');
  });

  it('is taken as it is when everything is bound', () => {
    expect(readCommand('sort <in>').problem).toBeNull();
    expect(readCommand('sort <in>', { bound: true }).problem).toContain('redirect');
  });
});

describe('invocations', () => {
  it.each([
    ['ls -la', ['ls -la']],
    ['A=1 ls', ['ls']],
    ['ls | grep x && pwd; date', ['ls', 'grep x', 'pwd', 'date']],
    ['echo $(ls) `pwd`', ['echo $(ls) `pwd`', 'ls', 'pwd']],
    ['diff <(ls a) <(ls b)', ['diff <(ls a) <(ls b)', 'ls a', 'ls b']],
    ['for i in a; do ls $i; done', ['ls $i']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['f() { ls; }; f', ['ls', 'f']],
    ['(cd x; ls) &', ['cd x', 'ls']],
    ['sudo -u app ls', ['sudo: ls']],
    [
      'sudo docker exec -it api sh -c "ls; pwd"',
      ['sudo: docker exec(api): sh -c: ls', 'sudo: docker exec(api): sh -c: pwd'],
    ],
    ['env A=1 -u B ls x', ['env: -u B ls x']],
    ['env -u B A=1 ls x', ['env: ls x']],
    ['timeout -k 5 30 ls', ['timeout: ls']],
    ['timeout --signal=KILL 30s ls', ['timeout: ls']],
    ['time ls', ['ls']],
    ['nohup nice -n 5 ls &', ['nohup: nice: ls']],
    ['xargs -n 1 -I {} rm {}', ['xargs: rm {}']],
    [
      'find . -name x -exec rm {} + -exec ls {} \\;',
      ['find . -name x -exec rm {} + -exec ls {} ;', 'find -exec: rm {}', 'find -exec: ls {}'],
    ],
    ['watch -n 2 "ls | wc"', ['watch: ls', 'watch: wc']],
    ['ssh -i key -p 22 u@h "ls | wc"', ['ssh(u@h): ls', 'ssh(u@h): wc']],
    ['ssh h ls "a b"', ['ssh(h): ls a b']],
    ['ssh h', ['ssh h']],
    ['docker exec -it c bash', ['docker exec(c): bash']],
    ['docker exec -e A=1 --user root c ls', ['docker exec(c): ls']],
    ['docker --log-level error exec c ls', ['docker exec(c): ls']],
    ['docker container exec c ls', ['docker exec(c): ls']],
    ['docker run --rm -v a:/a alpine ls /a', ['docker run(alpine): ls /a']],
    ['docker run -d redis', ['docker run -d redis']],
    ['docker run --rm redis --version', ['docker run --rm redis --version']],
    ['docker run --entrypoint ls alpine -l', ['docker run(alpine): ls -l']],
    ['docker compose -f a.yml exec -T db psql -l', ['docker compose exec(db): psql -l']],
    ['docker-compose run --rm api ls', ['docker-compose run(api): ls']],
    ['docker compose restart api', ['docker compose restart api']],
    ['kubectl exec -it p -c c -- ls', ['kubectl exec(p): ls']],
    ['kubectl exec p ls', ['kubectl exec(p): ls']],
    ['kubectl run t --rm -it --image=busybox -- wget x', ['kubectl run(t): wget x']],
    ['su - app -c "ls x"', ['su -c(app): ls x']],
    ['chroot /mnt ls', ['chroot: ls']],
    ['nsenter -t 5 -n ls', ['nsenter: ls']],
    ['flock -n /tmp/l ls', ['flock: ls']],
    ['command -v jq', ['command -v jq']],
    ['command ls', ['command: ls']],
    ['/usr/bin/curl x', ['curl x']],
    ['./scripts/x.sh a', ['x.sh a']],
    ['$CMD x', [' x']],
    ['"$CMD" x', [' x']],
  ])('%s', (command, found) => {
    expect(programs(command)).toEqual(found);
  });

  it.each([
    [
      'a | b | c',
      [
        [0, 3, 0],
        [1, 3, 0],
        [2, 3, 0],
      ],
    ],
    [
      'a | b; c',
      [
        [0, 2, 0],
        [1, 2, 0],
        [0, 1, 1],
      ],
    ],
    [
      'a | docker exec c b | d',
      [
        [0, 3, 0],
        [1, 3, 0],
        [2, 3, 0],
      ],
    ],
    [
      'a $(b | c) | d',
      [
        [0, 2, 0],
        [0, 2, 1],
        [1, 2, 1],
        [1, 2, 0],
      ],
    ],
  ])('%s: stages and pipelines', (command, found) => {
    expect(
      readCommand(command).invocations.map(({ stage, stages, pipeline }) => [stage, stages, pipeline]),
    ).toEqual(found);
  });

  it.each([
    ['ls', 'plain'],
    ['(ls)', 'plain'],
    ['ls &', 'background'],
    ['while true; do ls; done', 'block'],
    ['echo $(ls)', 'substitution'],
  ])('%s: ls is %s', (command, nesting) => {
    expect(readCommand(command).invocations.find(({ program }) => program === 'ls')?.nesting).toBe(nesting);
  });

  it('says where everything stands', () => {
    const command = 'A=1 docker exec <c> "ls" *.log 2>/dev/null';
    const [invocation] = readCommand(command).invocations;
    expect(command.slice(invocation?.from, invocation?.to)).toBe(command);
    expect(invocation?.args).toMatchObject([{ raw: '*.log', unquotedGlob: true, literal: false }]);
    expect(command.slice(invocation?.name?.from, invocation?.name?.to)).toBe('"ls"');
    expect(invocation?.redirections).toMatchObject([
      { operator: '>', fd: 2, target: { value: '/dev/null' } },
    ]);
    expect(invocation?.wrappers[0]).toMatchObject({ kind: 'docker exec', target: '_c_', options: [] });
  });

  it('gives a here-document as the target of its redirection', () => {
    const [invocation] = readCommand("psql <<'EOF'\nSELECT 1;\nEOF").invocations;
    expect(invocation?.redirections[0]?.target).toMatchObject({ value: 'SELECT 1;\n', literal: true });
  });
});

describe('what is no command', () => {
  it.each([
    ['echo "unclosed', 'unterminated double quote'],
    ['if true; then', "expected command after 'then'"],
    ['ls )', ''],
    ['('.repeat(300), 'it is nested too deeply to be read'],
    ['$('.repeat(30_000), 'it is nested too deeply to be read'],
    ['a'.repeat(70_000), 'it has 70000 characters; a command that is read has at most 65536'],
    ['bash -c "if true"', 'in "if true"'],
  ])('%.30s', (command, problem) => {
    const read = readCommand(command);
    expect(read.problem).toContain(problem);
    expect(read.commandClass).toBe('U');
  });

  it('never throws, whatever it gets', () => {
    const pieces = [
      '$(',
      ')',
      '`',
      '"',
      "'",
      '<<A\n',
      '<x>',
      '[X_Y]',
      'ls ',
      '|',
      '&',
      ';',
      '\\',
      '{',
      '}',
      '((',
      '))',
      '${a',
      '\n',
      '#',
      'sudo ',
      'bash -c ',
      '-',
      '=',
      '\0',
      '€',
      'docker exec ',
    ];
    let seed = 7;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 3_000; round += 1) {
      const text = Array.from({ length: next() % 24 }, () => pieces[next() % pieces.length]).join('');
      expect(readCommand(text).text).toHaveLength(text.length);
    }
  });

  it.each([
    ['ls|', 20_000],
    ['ls;', 20_000],
    ['cat|', 16_000],
    ['sudo ', 13_000],
    ['f(){ f; };', 6_000],
    ['<a ', 20_000],
    ['`', 60_001],
    ['cat <<A ', 8_000],
    ['A=1 ', 16_000],
    ['>a ', 20_000],
  ])('reads %j, %i times over', (piece, times) => {
    const before = process.cpuUsage();
    readCommand(piece.repeat(times));
    // What grows with the square of its length takes minutes.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000);
  });
});
