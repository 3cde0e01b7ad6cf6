// What gameday bind writes can be answered by taking the # away: whatever a runbook's placeholders and commands look like.
import { describe, expect, it } from 'vitest';
import { checkShape } from '../../core/yaml/check-shape.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { checkBindings } from './check-bindings.ts';
import { firstBindings } from './first-bindings.ts';
import { hashInYaml } from './command-key.ts';
import { bindingsSchema, noBindings, type Bindings } from './schema.ts';

const fenced = (...lines: readonly string[]): string =>
  `## Fix "it" > now\n\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`;

const uncommented = (text: string): string =>
  text
    .split('\n')
    .filter(
      (line) => !/^(?:#| {2}# (?:line \d|nobody can tell|[WX]\d.* --approve|.*, line [\d, ]+:))/.test(line),
    )
    .map((line) => line.replace(/^ {2}# /, '  '))
    .join('\n')
    .replaceAll(": ''", ': x');

it.each([
  ['names with spaces and signs', fenced('./fix.sh <user name> <your-id> --at=<YYYY-MM-DD>')],
  ['names that YAML takes for something else', fenced('./fix.sh <null> <No> $ON')],
  ['non-ASCII', fenced('./починить.sh <имя> "支付"')],
  ['quotes, backslashes, a colon', fenced(`./fix.sh 'a: "b"' "\\\\n # no" <ID>`)],
  ['a here-document', fenced('./load.sh <<EOF', 'key: <VALUE>', 'EOF')],
  ['the same command twice', `${fenced('./fix.sh a')}\n${fenced('./fix.sh   a')}`],
  ['what it should show', '## Look\n\n```bash\n$ ./look.sh\n\n/var/lib: ok # fine\n```\n'],
  [
    'what only --approve lets through',
    fenced('psql -c "select pg_terminate_backend(<PID>)"', 'rm -rf $BACKUP_DIR/*'),
  ],
  ['nothing open', fenced('docker ps')],
  ['an empty runbook', ''],
])('%s', (_, text) => {
  const runbook = parseRunbook(text);
  const yaml = parseYaml('bindings.yaml', uncommented(firstBindings(runbook, 'runbook.md')));
  const { value, problems } = checkShape(yaml, bindingsSchema);
  expect(problems).toEqual([]);
  expect(value === null ? null : checkBindings(yaml, value, runbook)).toEqual([]);
});

it('names each command once, with all its lines', () => {
  const text = firstBindings(parseRunbook(`${fenced('./fix.sh a')}\n${fenced('./fix.sh   a')}`), 'x.md');
  expect(text.match(/- command:/g)).toHaveLength(1);
  expect(text).toContain('# line 4, 10, Fix "it" > now');
});

it.each([
  ['./x.sh # → PONG', 'PONG'],
  ['./x.sh # => {"status":"ok"}', '{"status":"ok"}'],
  ['./x.sh # should print PONG', 'PONG'],
  ['./x.sh # returns 1', '1'],
  ['./x.sh # → Ok', 'Ok'],
  ['./x.sh # must contain "up"', 'up'],
  ['./x.sh # expected: healthy.', 'healthy'],
  ['./x.sh # you should see "3 of 3" here', '3 of 3'],
  ['./x.sh # Expect 200 OK.', null],
  ['./x.sh # should show 3 containers', null],
  ['./x.sh # should return nothing', null],
  ['./x.sh # should print "a" or "b"', null],
])('the promise of %s is what it prints, or a question', (line, shows) => {
  const yaml = parseYaml(
    'bindings.yaml',
    uncommented(firstBindings(parseRunbook(`## Look\n\n\`\`\`bash\n${line}\n\`\`\`\n`), 'runbook.md')),
  );
  const { value } = checkShape(yaml, bindingsSchema);
  const said = value?.commands[0]?.expect?.shows;
  if (shows === null)
    expect(said).toMatch(new RegExp(`^TODO: .*${line.slice(line.indexOf('#') + 2, -1).replace('.', '')}`));
  else expect(said).toBe(shows);
});

it('a code span of the prose behind it, and the first line of an output, are what it prints', () => {
  const item = '## Look\n\n1. Run `./x.sh a` → should print `PONG`\n';
  const fence = '## Look\n\n```bash\n./x.sh a\n```\n\nExpected output:\n\n```\nreturns 1 row\n```\n';
  const text = (runbook: string): string => firstBindings(parseRunbook(runbook), 'runbook.md');
  expect(text(item)).toContain('shows: PONG }');
  expect(text(fence)).toContain('shows: returns 1 row }');
});

describe('a command that a run holds is listed, with its class', () => {
  const lines = (command: string, known?: Bindings): string =>
    firstBindings(parseRunbook(fenced(command)), 'runbook.md', known);
  const kill = 'psql -c "select pg_terminate_backend(<PID>)"';

  it.each([
    ['W2', kill],
    ['X1', 'rm -rf $BACKUP_DIR/*'],
  ])('%s, which depends on what is not in its line: %s', (commandClass, command) => {
    const text = lines(command);
    expect(text).toMatch(
      new RegExp(
        `# ${commandClass} .*: runs with --approve ${commandClass} only, since what it does depends`,
      ),
    );
    expect(text).toContain(`hash: ${hashInYaml(command)}`);
    // checkBindings takes no approval of it.
    expect(text).not.toContain('approve: ');
  });

  it('also when its placeholder has a value', () => {
    const text = lines(kill, { ...noBindings, placeholders: { PID: '7' } });
    expect(text).toContain('placeholders: {}');
    expect(text).toContain('runs with --approve W2 only');
  });

  it('a review of the line is enough where it says all', () => {
    expect(lines('rm -rf /data/old')).toMatch(/# X1 .*, or when this line is approved\n[^]*approve: X1/);
  });
});
