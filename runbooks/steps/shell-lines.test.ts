// Which lines of a fence make one command.
import { expect, it } from 'vitest';
import { splitCommands } from './shell-lines.ts';

const split = (text: string): readonly string[] =>
  splitCommands(text.split('\n').map((line, index) => ({ text: line, line: index + 1, from: 0 }))).map(
    ({ command, label, lines }) =>
      `${lines[0]?.line}-${lines.at(-1)?.line}${label === null ? '' : ` (${label})`} ${command}`,
  );

it.each([
  ['one per line', 'ls\nps', ['1-1 ls', '2-2 ps']],
  ['a continued line', 'ls \\\n  -l\nps', ['1-2 ls \\\n  -l', '3-3 ps']],
  ['a pipeline over lines', 'ls |\n wc &&\n true', ['1-3 ls |\n wc &&\n true']],
  ['quotes over lines', "a '{\n}' b\nc", ["1-2 a '{\n}' b", '3-3 c']],
  ['double quotes with escapes', 'a "x\\"\ny" b\nc', ['1-2 a "x\\"\ny" b', '3-3 c']],
  ['a here-document', "cat <<'EOF' | sh\nif x\nEOF\nls", ["1-3 cat <<'EOF' | sh\nif x\nEOF", '4-4 ls']],
  ['a here-document with tabs', 'cat <<-E\n\tE\nls', ['1-2 cat <<-E\n\tE', '3-3 ls']],
  ['a here-string', 'cat <<< x\nls', ['1-1 cat <<< x', '2-2 ls']],
  [
    'a loop',
    'for i in 1 2; do\n  echo done $i\ndone\nls',
    ['1-3 for i in 1 2; do\n  echo done $i\ndone', '4-4 ls'],
  ],
  ['a condition', 'if true\nthen ls\nfi\nls', ['1-3 if true\nthen ls\nfi', '4-4 ls']],
  ['a substitution', 'a=$(\n ls\n)\nps', ['1-3 a=$(\n ls\n)', '4-4 ps']],
  ['one-line blocks', 'for i in 1; do ls; done\nps', ['1-1 for i in 1; do ls; done', '2-2 ps']],
  [
    'jq and awk programs',
    "jq '.a | {b}' f\nawk '{print $1}'",
    ["1-1 jq '.a | {b}' f", "2-2 awk '{print $1}'"],
  ],
  [
    'comments as labels',
    '# see\n# this\nls # note (\n\n# lost\n\nps',
    ['3-3 (see this) ls # note (', '7-7 ps'],
  ],
  ['no comment inside a word', 'echo $# a#(b\n)', ['1-2 echo $# a#(b\n)']],
  ['a stray quote', "echo don't\nls", ["1-1 echo don't", '2-2 ls']],
  ['placeholders', 'docker logs <id>\nls', ['1-1 docker logs <id>', '2-2 ls']],
  ['command words as arguments', 'echo if for {\n}\necho case', ['1-2 echo if for {\n}', '3-3 echo case']],
])('keeps together: %s', (_, text, expected) => {
  expect(split(text)).toEqual(expected);
});
