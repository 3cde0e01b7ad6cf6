// SARIF 2.1.0 for code scanning: the rules with their help, and each finding with a fingerprint that outlives moved lines.
import type { Span } from '../../model.ts';
import { ruleTexts, type LintedFile, type LintReport } from '../report.ts';
import type { Finding, Level, RuleText } from '../rule.ts';
import { fenced } from './fenced.ts';
import { fingerprints } from './fingerprints.ts';

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';
const sarifLevels: Readonly<Record<Level, string>> = { high: 'error', medium: 'warning', low: 'note' };

export const sarifText = ({ files, version }: LintReport): string => {
  const driver = { name: 'gameday', version, rules: ruleTexts.map(descriptor) };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    artifacts: files.map(({ uri }) => ({ location: { uri: encoded(uri) }, sourceLanguage: 'markdown' })),
    results: files.flatMap(resultsOf),
  };
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

const descriptor = ({ id, level, summary, why, bad, good }: RuleText) => ({
  id,
  shortDescription: { text: sentence(summary) },
  fullDescription: { text: `${sentence(summary)} ${why}` },
  help: {
    text: `${why}\n\nBad:\n\n${bad}\nGood:\n\n${good}`,
    markdown: `${why}\n\n**Bad**\n\n${fenced(bad)}\n\n**Good**\n\n${fenced(good)}\n`,
  },
  defaultConfiguration: { level: sarifLevels[level] },
  properties: { tags: [id.split('-')[0] ?? id], 'problem.severity': problemSeverity[level] },
});

const problemSeverity: Readonly<Record<Level, string>> = {
  high: 'error',
  medium: 'warning',
  low: 'recommendation',
};

const resultsOf = (file: LintedFile, index: number) => {
  const prints = fingerprints(file);
  return file.findings.map((finding, at) => ({
    ruleId: finding.ruleId,
    ruleIndex: ruleTexts.findIndex(({ id }) => id === finding.ruleId),
    level: sarifLevels[finding.level],
    message: { text: textOf(finding) },
    locations: [{ physicalLocation: place(file.uri, finding.span, index) }],
    relatedLocations: finding.related.map(({ span, message }, id) => ({
      id,
      physicalLocation: place(file.uri, span, index),
      message: { text: message },
    })),
    partialFingerprints: { 'gamedayLint/v1': prints[at] },
  }));
};

const textOf = ({ message, suggestion }: Finding): string =>
  suggestion === null ? message : `${message}\nMend: ${suggestion}`;

const place = (uri: string, { line, endLine, column, endColumn }: Span, index: number) => ({
  artifactLocation: { uri: encoded(uri), index },
  region: { startLine: line, startColumn: column, endLine, endColumn },
});

const encoded = (uri: string): string => {
  const path = uri.toWellFormed().split('/').map(encodeURIComponent).join('/');
  // `a:b.md` alone would be read as a scheme.
  return /^[^/]*%3A/i.test(path) ? `./${path}` : path;
};

const sentence = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
