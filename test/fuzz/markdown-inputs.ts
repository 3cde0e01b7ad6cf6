// Markdown as nobody should write it: real documents with accidents, soups of marks, and one thing repeated until something gives in.
import { randomOf, type Random } from './random.ts';

/** The same seed, number and documents give the same text. */
export const markdownInput = (seed: number, index: number, documents: readonly string[]): string => {
  const random = randomOf(seed * 1_000_003 + index);
  const kind = random.below(10);
  if (kind < 6) return mutated(random.pick(documents), random, documents);
  if (kind < 8) return soup(random);
  return kind === 8 ? repeated(random) : noise(random);
};

const mutated = (document: string, random: Random, documents: readonly string[]): string => {
  let lines = document.split('\n');
  const start = random.below(Math.max(1, lines.length - 40));
  // A part is enough, and quicker; now and then the whole.
  if (random.below(8) > 0) lines = lines.slice(start, start + 10 + random.below(80));
  for (let accidents = 1 + random.below(6); accidents > 0; accidents--)
    lines = random.pick(accidentKinds)(lines, random, documents);
  return lines.join(random.pick(['\n', '\n', '\n', '\r\n', '\r']));
};

type Accident = (lines: string[], random: Random, documents: readonly string[]) => string[];

const accidentKinds: readonly Accident[] = [
  (lines, random) => lines.toSpliced(random.below(lines.length + 1), random.below(4)),
  (lines, random) => lines.toSpliced(random.below(lines.length + 1), 0, random.pick(marks)),
  (lines, random) => lines.map((line) => (random.below(6) === 0 ? cut(line, random) : line)),
  (lines, random) => lines.map((line) => (random.below(6) === 0 ? insert(line, random) : line)),
  (lines, random) => lines.map((line) => ' '.repeat(random.below(9)) + line),
  (lines, random) => lines.map((line) => random.pick(['> ', '- ', '1. ', '| ', '']) + line),
  (lines) => lines.map((line) => (line.startsWith('```') ? line.slice(1) : line)),
  (lines, random) => Array.from({ length: 1 + random.below(4) }, () => lines).flat(),
  (lines, random) => lines.toSorted(() => random.below(3) - 1),
  (lines, random, documents) => [...lines, ...random.pick(documents).split('\n').slice(0, 30)],
  (lines) => [lines.join(' ')],
];

const cut = (line: string, random: Random): string => {
  const at = random.below(line.length + 1);
  return line.slice(0, at) + line.slice(at + 1 + random.below(5));
};

const insert = (line: string, random: Random): string => {
  const at = random.below(line.length + 1);
  return line.slice(0, at) + random.pick(marks) + line.slice(at);
};

// Marks of Markdown, shell, PromQL and HTML, and characters that often surprise.
const marks: readonly string[] = [
  ...[
    '```',
    '```bash',
    '~~~',
    '`',
    '``',
    '# ',
    '###### ',
    '---',
    '***',
    '**',
    '_',
    '> ',
    '- ',
    '1. ',
    '| --- |',
    '|',
    '[x](',
    '](#',
    '![',
    '[^1]: ',
    '<!--',
    '-->',
  ],
  ...[
    '<!-- gameday-lint-disable ',
    'gameday-lint-enable',
    '<div>',
    '</',
    '&#0;',
    '<script>',
    '<X>',
    '[YOUR_ID]',
    '{id}',
    '\\',
    '    ',
    '\t',
  ],
  ...[
    'curl ',
    'docker exec -it c ',
    'kubectl -n x get ',
    'psql -c "',
    "ssh host '",
    'sudo ',
    'rm -rf / ',
    '| grep',
    '|| true',
    '&& ',
    '$(',
    '`date`',
    '${',
    '}',
    '<<EOF',
    'EOF',
    '> /dev/null',
    '2>&1',
    'for i in',
    'done',
    'if [ ',
    'fi',
    '()',
    '(){ :|:& };:',
    ' # ',
    '\\\n',
  ],
  ...[
    'rate(x[5m])',
    'sum by (',
    '> 0.05',
    '{p99}',
    '[5m',
    'p95 > 2s',
    '10+ errors in 5 minutes',
    'for 2+ minutes',
    '99.9%',
    'Wait 30 seconds',
    'Wait until `x`',
  ],
  ...[
    '\0',
    '\u001b[31m',
    '\u202e',
    '\ud800',
    '\ufeff',
    '\u2028',
    '\u00a0',
    '注',
    '🚨',
    '\r',
    '\v',
    '\u0301',
    '%',
    '"',
    "'",
  ],
];

const soup = (random: Random): string =>
  Array.from(
    { length: random.below(400) },
    () => random.pick(marks) + random.pick(['', ' ', '\n', '\n\n', 'x']),
  ).join('');

// Nesting, and what invites regular expressions to try everything.
const repeatable: readonly string[] = [
  ...marks,
  ...[
    '> > ',
    '- - ',
    '[',
    '![[',
    '](',
    '* * ',
    '**a ',
    '`a',
    '<a ',
    'a@b.',
    'http://',
    '&amp',
    '- x\n  ',
    '1) ',
    '# #',
    '| a ',
    '|---',
    '$((',
    '"$(',
    '\'"',
    '{a,',
    '[[ ',
    'case x in ',
    '\n```\n',
    'x: ',
    '1h',
    '0.',
    '((',
    'a ',
    '  \n',
    '<!-- ',
    '**x**\n',
    '> 5 ',
    'a=b ',
    'sudo ',
    'bash -c "',
  ],
];

const repeated = (random: Random): string => {
  const piece = random.pick(repeatable) + (random.below(3) === 0 ? random.pick(repeatable) : '');
  const times = random.pick([10, 300, 3_000, 20_000]);
  const text = piece.repeat(Math.min(times, Math.ceil(100_000 / piece.length)));
  return random.below(2) === 0 ? text : `\`\`\`bash\n${text}\n\`\`\`\n`;
};

const noise = (random: Random): string => {
  const top = random.pick([0x7f, 0xff, 0xffff]);
  return String.fromCharCode(...Array.from({ length: random.below(2_000) }, () => random.below(top + 1)));
};
