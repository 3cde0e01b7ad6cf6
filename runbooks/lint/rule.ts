// The contract of a lint rule: one file in rules/, one row in rules.ts. A rule only looks at what it is given.
import type { AlertRule } from '../../core/rules.ts';
import type { Place, Runbook, Span } from '../model.ts';
import type { ReadCommand } from '../shell/shell-model.ts';

export type Level = 'high' | 'medium' | 'low';

/** The runbook that is looked at, read once for all rules. */
export interface LintDocument {
  /** As messages and SARIF name it. */
  readonly uri: string;
  readonly text: string;
  /** `lines[0]` is line 1. */
  readonly lines: readonly string[];
  readonly runbook: Runbook;
  /** The runbook's commands as the shell sees them; `commands[i]` belongs to `runbook.commands[i]`. */
  readonly commands: readonly ReadCommand[];
}

/** What is known beside the runbook; each is null unless it was given. */
export interface LintContext {
  readonly compose: ComposeFacts | null;
  readonly rules: RuleFacts | null;
  readonly metrics: MetricFacts | null;
}

export interface ComposeFacts {
  readonly file: string;
  /** The project's name: `name:` in the file, else that of its folder. */
  readonly project: string;
  readonly services: ReadonlyMap<string, ComposeService>;
  /** Named volumes, as the file names them. */
  readonly volumes: readonly string[];
}

export interface ComposeService {
  readonly containerName: string | null;
  /** Null when it says nothing of environment; values are as written, before any substitution. */
  readonly environment: ReadonlyMap<string, string | null>;
  readonly ports: readonly { readonly host: number | null; readonly container: number }[];
  /** Container paths, of volumes and bind mounts alike. */
  readonly mounts: readonly string[];
  readonly stopGracePeriodMs: number | null;
  readonly image: string | null;
}

export interface RuleFacts {
  readonly file: string;
  readonly alerts: readonly KnownAlert[];
  /** Names of the series that recording rules make. */
  readonly records: readonly string[];
}

export interface KnownAlert extends AlertRule {
  readonly file: string;
  readonly line: number;
  /** Why its expression is no PromQL; null when it parses. */
  readonly problem: string | null;
}

export interface MetricFacts {
  /** File or URL. */
  readonly source: string;
  /** By family name; `_bucket`, `_sum` and `_count` belong to their histogram. */
  readonly families: ReadonlyMap<string, MetricFamily>;
}

export interface MetricFamily {
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';
  readonly labels: readonly string[];
}

/** What a rule says. Its id, level and file are added by whoever asks. */
export interface Found {
  /** One sentence: the fact, with the text it is about. */
  readonly message: string;
  /** The first place concerned. */
  readonly at: Place | Span;
  readonly related?: readonly { readonly at: Place | Span; readonly message: string }[];
  /** A mend, where one is certain. */
  readonly suggestion?: string;
  /** Where this one is worse or better than the rule's own level. */
  readonly level?: Level;
}

/** What people read about a rule. */
export interface RuleText {
  /** `FAMILY-NAME`, as published in docs/lint-rules.md. */
  readonly id: string;
  readonly level: Level;
  /** One line: what it finds. */
  readonly summary: string;
  /** One or two sentences: what goes wrong in the night when this is left as it is. */
  readonly why: string;
  /** Markdown that it finds something in, and the same made right, in which it finds nothing. Tests run both. */
  readonly bad: string;
  readonly good: string;
  /** Context without which it finds nothing at all. */
  readonly needs?: keyof LintContext;
}

export interface Rule extends RuleText {
  check(document: LintDocument, context: LintContext): Iterable<Found>;
}

export interface Finding {
  readonly ruleId: string;
  readonly level: Level;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  readonly suggestion: string | null;
}
