// Ranges that hold fewer than two samples give nothing; those below four scrapes give nothing whenever one scrape is lost.
import { durationsOf } from '../../../core/promql/durations.ts';
import { parseDuration, formatDuration } from '../../../core/duration.ts';
import { nodeText } from '../../../core/promql/parse.ts';
import { grouped } from '../looking/group.ts';
import { around, calleeOf, expressionsOf, type Expression } from '../looking/promql.ts';
import { saidLines } from '../looking/said.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

// Without a word about the interval: nobody scrapes so much faster than every 15 s that this would do.
const shortestMs = 30_000;

const check = (document: LintDocument): readonly Found[] => {
  const ranges = expressionsOf(document).map((expression) => ({ expression, ranges: rangesOf(expression) }));
  if (ranges.every(({ ranges: own }) => own.length === 0)) return [];
  const intervalMs = scrapeIntervalOf(document);
  return grouped(
    ranges.flatMap(({ expression, ranges: own }) =>
      own.flatMap(({ ms, text }) => {
        const least = intervalMs === null ? shortestMs : intervalMs * 2;
        if (ms >= least) return [];
        const why =
          intervalMs === null
            ? 'at the usual scrape intervals'
            : `with a scrape every ${formatDuration(intervalMs)}`;
        const message = `[${text}] holds fewer than the two samples that ${functionOf(expression)} needs ${why}: it gives nothing, take at least [${formatDuration(Math.max(60_000, (intervalMs ?? 15_000) * 4))}]`;
        return [{ key: text, at: expression.span, also: `[${text}] again`, found: { message } }];
      }),
    ),
  );
};

const needsTwo = /^(?:i?rate|increase|i?delta|deriv|predict_linear)$/;

const rangesOf = ({ text, tree }: Expression): readonly { ms: number; text: string }[] =>
  durationsOf(text).flatMap(({ role, ms, from, to }) => {
    const selector = around(tree.resolveInner(from, 1), 'MatrixSelector');
    const call = selector === null ? null : around(selector, 'FunctionCall');
    const callee = call === null ? null : calleeOf(text, call);
    return role === 'range' && needsTwo.test(callee ?? '') ? [{ ms, text: text.slice(from, to) }] : [];
  });

const functionOf = ({ text, tree }: Expression): string => {
  let name = 'rate';
  tree.iterate({
    enter: (node) => {
      if (node.name === 'FunctionIdentifier' && needsTwo.test(nodeText(text, node)))
        name = nodeText(text, node);
    },
  });
  return `${name}()`;
};

/** `scrape_interval: 15s` in a snippet, or "scraped every 15 seconds". */
const scrapeIntervalOf = (document: LintDocument): number | null => {
  for (const { fence } of document.runbook.blocks) {
    const written = fence?.lines
      .map((line) => /^\s*scrape_interval:\s*["']?(\w+)/.exec(line)?.[1])
      .find((value) => value !== undefined);
    const ms = written === undefined ? null : parseDuration(written);
    if (ms !== null) return ms;
  }
  for (const { text } of saidLines(document)) {
    const [, amount, unit] =
      /\bscrap(?:es?|ed|ing)\b[^.]*?\bevery\s+(\d+)\s*(s|m)(?:ec|in)?/i.exec(text) ?? [];
    if (amount !== undefined && unit !== undefined) return parseDuration(`${amount}${unit.toLowerCase()}`);
  }
  return null;
};

export const pqlWindow: Rule = {
  id: 'PQL-WINDOW',
  level: 'medium',
  summary: 'a range too short for the scrape interval',
  why: 'rate() and its like need two samples in their range. With fewer they give nothing, without an error, and an alert on nothing never fires.',
  bad: '```promql\nrate(http_requests_total[15s])\n```\n',
  good: '```promql\nrate(http_requests_total[1m])\n```\n',
  check,
};
