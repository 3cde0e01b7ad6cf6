// Metrics that don't exist: by a snapshot, by the document's own word, or because its own list leaves them out.
import { metricNames } from '../../../core/promql/facts.ts';
import type { Span } from '../../model.ts';
import { grouped, type Case } from '../looking/group.ts';
import { metricsNamed } from '../looking/metrics-named.ts';
import { familyOf } from '../looking/metric-names.ts';
import { quoted } from '../looking/listing.ts';
import { expressionsOf } from '../looking/promql.ts';
import { said } from '../looking/said.ts';
import type { Found, LintContext, LintDocument, MetricFacts, Rule } from '../rule.ts';

const check = (document: LintDocument, { metrics }: LintContext): readonly Found[] =>
  metrics === null
    ? [...maybeExported(document), ...grouped(unlisted(document))]
    : grouped(notInSnapshot(document, metrics));

/** What Prometheus makes itself, and recording rules, are in no page of a service. */
const isMadeByPrometheus = (metric: string): boolean =>
  /^(?:up|ALERTS(?:_FOR_STATE)?|scrape_\w+|absent)$|:/.test(metric);

const notInSnapshot = (document: LintDocument, metrics: MetricFacts): readonly Case[] =>
  uses(document).flatMap(({ metric, span }) => {
    if (isMadeByPrometheus(metric) || familyOf(metric, metrics) !== null) return [];
    // A page of one service says nothing about those of others.
    const prefix = `${metric.split('_')[0] ?? ''}_`;
    if (![...metrics.families.keys()].some((name) => name.startsWith(prefix))) return [];
    const near = [...metrics.families.keys()].find(
      (name) =>
        name.replaceAll('_', '') === metric.replaceAll('_', '') ||
        name === metric.replace(/_(?:total|seconds|count)$/, ''),
    );
    const found = {
      message: `\`${metric}\` is not among the metrics of ${metrics.source}`,
      ...(near !== undefined && { suggestion: near }),
    };
    return [{ key: metric, at: span, also: `\`${metric}\` again`, found }];
  });

interface Use {
  readonly metric: string;
  readonly span: Span;
}

const uses = (document: LintDocument): readonly Use[] => [
  ...expressionsOf(document).flatMap(({ text, span }) =>
    metricNames(text).map((metric) => ({ metric, span })),
  ),
  ...metricsNamed(document).map(({ metric, span }) => ({ metric, span })),
];

const maybe =
  /\b(?:if|when|where) (?:the )?(?:metrics? )?(?:(?:is|are) )?(?:exported|exposed|available|exist|exists|instrumented|implemented)\b|\b(?:if|when) (?:the )?metrics? (?:is|are)? ?(?:exported|exposed|available|exist)/i;

/** "(If metrics exported)": whoever wrote it did not know either. */
const maybeExported = (document: LintDocument): readonly Found[] =>
  [...said(document, maybe)].flatMap(({ line, match, span }) => {
    const isAboutMetrics = /\bmetrics?\b/i.test(match[0]) || /`[a-z]+(?:_[a-z0-9]+)+`/.test(line.text);
    return line.kind === 'comment' || !isAboutMetrics
      ? []
      : [
          {
            at: { ...span },
            message: `"${quoted(match[0])}": the runbook does not know whether there is such a metric`,
          },
        ];
  });

/** A metric in a command that the document's own list of this prefix leaves out. */
const unlisted = (document: LintDocument): readonly Case[] => {
  const commands = expressionsOf(document).filter(({ origin }) => origin === 'command');
  if (commands.length === 0) return [];
  const listed = new Set(
    [
      ...expressionsOf(document)
        .filter(({ origin }) => origin !== 'command')
        .flatMap(({ text }) => metricNames(text)),
      ...metricsNamed(document).map(({ metric }) => metric),
    ].map(plain),
  );
  return commands.flatMap(({ text, span }) =>
    metricNames(text).flatMap((metric) => {
      const prefix = `${metric.split('_')[0] ?? ''}_`;
      const siblings = [...listed].filter((name) => name.startsWith(prefix));
      if (
        listed.has(plain(metric)) ||
        siblings.length < 3 ||
        common.test(metric) ||
        isMadeByPrometheus(metric)
      )
        return [];
      return [
        {
          key: metric,
          at: span,
          also: `\`${metric}\` again`,
          found: {
            message: `\`${metric}\` stands only in this command: the runbook's lists of ${prefix}… metrics (${siblings.length}) don't have it`,
          },
        },
      ];
    }),
  );
};

// Prefixes that many exporters share: a list of some is no list of all.
const common =
  /^(?:node|process|go|http|kube|container|jvm|nodejs|python|up|prometheus|alertmanager|pg|redis|mysql|kafka|nginx|rabbitmq|etcd|apiserver|kubelet|grpc|system|api|app|db|database)_/;

const plain = (metric: string): string => metric.replace(/_(?:bucket|sum|count)$/, '');

export const metUnknown: Rule = {
  id: 'MET-UNKNOWN',
  level: 'medium',
  summary: 'a metric that nothing exports, or that nobody is sure of',
  why: 'Prometheus answers an unknown name with an empty result and no error. An empty graph in the night reads as "all is well".',
  bad: '- Balances: (if metrics exported) plot wallet balances\n',
  good: '- Balances: plot `wallet_balance`\n',
  check,
};
