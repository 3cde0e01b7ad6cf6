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
  [
    'brackets in quotes in quotes, as the grammar has them',
    'a "$(b "c(d")"\nfor i in 1; do\n x "$(b "c(d")"\ndone\n\nls',
    ['1-1 a "$(b "c(d")"', '2-4 for i in 1; do\n x "$(b "c(d")"\ndone', '6-6 ls'],
  ],
  ['placeholders', 'docker logs <id>\nls', ['1-1 docker logs <id>', '2-2 ls']],
  [
    'a case with its patterns',
    'case "$1" in\n  a|b)\n docker restart api\n ;;\n  (c) for i in 1; do ls; done ;;\n *) echo in;;\nesac\nls',
    [
      '1-7 case "$1" in\n  a|b)\n docker restart api\n ;;\n  (c) for i in 1; do ls; done ;;\n *) echo in;;\nesac',
      '8-8 ls',
    ],
  ],
  [
    'a case in a loop in brackets',
    '(for i in 1; do\n case $i in\n  1) ls\n esac\ndone\n)\nps',
    ['1-6 (for i in 1; do\n case $i in\n  1) ls\n esac\ndone\n)', '7-7 ps'],
  ],
  [
    'a function whose body begins below its head',
    'f()\n\n{\n ls\n}\nfunction g # x\n(\n ls\n)\nps',
    ['1-5 f()\n\n{\n ls\n}', '6-9 function g # x\n(\n ls\n)', '10-10 ps'],
  ],
  ['a call that only looks like a head', 'rs.status()\n# see\nls', ['1-1 rs.status()', '3-3 (see) ls']],
  [
    'what an operator waits for behind comments',
    'curl h ||\n # fall back\n\n restart\nls',
    ['1-4 curl h ||\n # fall back\n\n restart', '5-5 ls'],
  ],
  [
    'what it waits for behind a here-document',
    'cat <<E |\nif\nE\n# all\n sort\nls',
    ['1-5 cat <<E |\nif\nE\n# all\n sort', '6-6 ls'],
  ],
  [
    'quotes with an escaped quote',
    "echo $'it\\'s'\nls\na$'\\n'b",
    ["1-1 echo $'it\\'s'", '2-2 ls', "3-3 a$'\\n'b"],
  ],
  ['backticks over lines', 'a=`ls\n  x`\nps', ['1-2 a=`ls\n  x`', '3-3 ps']],
  ['block words behind \\', 'echo a \\\n if x\nls', ['1-2 echo a \\\n if x', '3-3 ls']],
  [
    'a stray bracket in a loop',
    'for i in 1; do\n echo )\ndone\nls',
    ['1-3 for i in 1; do\n echo )\ndone', '4-4 ls'],
  ],
  ['command words as arguments', 'echo if for {\n}\necho case', ['1-2 echo if for {\n}', '3-3 echo case']],
])('keeps together: %s', (_, text, expected) => {
  expect(split(text)).toEqual(expected);
});
