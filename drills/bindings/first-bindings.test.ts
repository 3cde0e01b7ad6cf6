// What gameday bind writes can be answered by taking the # away: whatever a runbook's placeholders and commands look like.
import { expect, it } from 'vitest';
import { checkShape } from '../../core/yaml/check-shape.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { checkBindings } from './check-bindings.ts';
import { firstBindings } from './first-bindings.ts';
import { bindingsSchema } from './schema.ts';

const fenced = (...lines: readonly string[]): string =>
  `## Fix "it" > now\n\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`;

const uncommented = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^(?:#| {2}# (?:line \d|nobody can tell|.*, line [\d, ]+:))/.test(line))
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
