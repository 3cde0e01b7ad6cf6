// How long a person waits for `gameday lint`, process start included: a usual runbook, large ones, and whether time grows with size.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules } from '../runbooks/lint/rules.ts';
import { gamedayProgram, median, promise, quantile, root, table, timed } from './measure.ts';

const turns = 10;
const sizes = [20_000, 250_000, 500_000, 1_000_000];
const limitsMs = new Map([
  [20_000, 200],
  [1_000_000, 1_000],
]);

interface Case {
  readonly name: string;
  readonly bytes: number;
  readonly argv: readonly string[];
  readonly values: number[];
}

export const benchLint = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'gameday-bench-'));
  try {
    const cases = sizes.flatMap((bytes) => casesOf(folder, bytes));
    const bare: number[] = [];
    // The first turn fills the compile cache, and counts for nothing.
    for (let turn = 0; turn <= turns; turn += 1) {
      const bareMs = (await timed([process.execPath, '-e', '0'])).ms;
      if (turn > 0) bare.push(bareMs);
      for (const one of cases) {
        const { ms } = await timed(one.argv, [0, 1]);
        if (turn > 0) one.values.push(ms);
      }
    }
    return page(cases, bare);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Under this Node, and for the usual size also from whatever `node` a user has, which starts the other one. */
const casesOf = (folder: string, bytes: number): readonly Case[] => {
  const file = join(folder, `${bytes}.md`);
  writeFileSync(file, runbookOf(bytes));
  const [, program = ''] = gamedayProgram;
  const name = `\`gameday lint\`, ${bytes / 1000} kB`;
  const own = { name, bytes, argv: [...gamedayProgram, 'lint', file], values: [] };
  if (bytes !== sizes[0]) return [own];
  return [
    own,
    {
      name: `${name}, by the \`node\` of the PATH`,
      bytes,
      argv: [outerNode(), program, 'lint', file],
      values: [],
    },
  ];
};

// npm run bench puts Node 24 first in the PATH; the user's own comes after it.
const outerNode = (): string => {
  const others = (process.env['PATH'] ?? '')
    .split(':')
    .filter((one) => !process.execPath.startsWith(`${one}/`));
  return others.map((one) => join(one, 'node')).find((file) => existsSync(file)) ?? process.execPath;
};

/**
 * A real runbook over and over, with service names, headings and links of its own each time, so that no command is the
 * other's copy; and after each one thing that a rule finds, as a runbook has that nobody has mended.
 */
const runbookOf = (bytes: number): string => {
  const text = readFileSync(join(root, 'scenarios', 'flash-sale-engine', 'runbook.md'), 'utf8');
  let result = '';
  for (let part = 1; result.length < bytes; part += 1) {
    const own = text
      .replace(/^(#+ .*)$/gm, `$1 ${part}`)
      .replace(/\]\(#([^)]*)\)/g, `](#$1-${part})`)
      .replace(/\b(gateway|processor|redpanda)\b/g, `$1-${part}`);
    result += `${own}\n${rules[part % rules.length]?.bad ?? ''}\n`;
  }
  return result.slice(0, bytes);
};

const page = (cases: readonly Case[], bare: readonly number[]): string => {
  const rows = [...cases, { name: "`node -e '0'`", values: bare }].map(({ name, values }) => [
    name,
    `${median(values).toFixed(0)} ms`,
    `${quantile(values, 0.95).toFixed(0)} ms`,
  ]);
  const kept = cases.flatMap(({ name, bytes, values }) => {
    const limitMs = limitsMs.get(bytes);
    return limitMs === undefined ? [] : [promise(median(values) < limitMs, `${name} under ${limitMs} ms`)];
  });
  const ms = (bytes: number): number => median(cases.find((one) => one.bytes === bytes)?.values ?? []);
  // From 250 kB on, so that the start of the process weighs little.
  const growth = (ms(1_000_000) - ms(500_000)) / (ms(500_000) - ms(250_000));
  const linear = promise(
    growth < 2.6,
    `time grows with size: the second half megabyte costs ${growth.toFixed(1)} × the quarter before it (2 is linear)`,
  );
  return `## Lint, ${turns} runs each\n\n${table([['command', 'median', 'p95'], ...rows])}\n\n${[...kept, linear].join('\n\n')}`;
};
