// What a runbook is to us: everything that was recognised, each with its exact place in the file. `gameday parse` prints it.
// Lines and columns count from 1, columns in UTF-16 code units.

export interface Place {
  readonly line: number;
  readonly endLine: number;
}

/** A place to the column; `endColumn` is the column after the last character. */
export interface Span extends Place {
  readonly column: number;
  readonly endColumn: number;
}

export interface Runbook {
  /** The document's own title; null when it has none. */
  readonly title: string | null;
  readonly lineCount: number;
  /** In the order of the document, nested ones after the one that they stand in. */
  readonly sections: readonly Section[];
  /** The leaves of the document in order: each line that isn't blank belongs to one, and what nobody understands is `prose`. */
  readonly blocks: readonly Block[];
  /** Every fenced command once, and the inline ones that a step or a sentence tells people to type. */
  readonly commands: readonly Command[];
  readonly waits: readonly (Wait | WaitUntil)[];
  readonly alerts: readonly Alert[];
  readonly objectives: readonly Objective[];
  readonly expressions: readonly PromqlExpression[];
  readonly placeholders: readonly Placeholder[];
  readonly links: readonly Link[];
}

/** What a section is for, by its title; a section without a telling title has the role of the one around it. */
export type Role =
  | 'symptom'
  | 'trigger'
  | 'impact'
  | 'diagnosis'
  | 'remediation'
  | 'verification'
  | 'rollback'
  | 'escalation'
  | 'prevention'
  | 'pre-flight'
  | 'reference';

export interface Section extends Place {
  readonly index: number;
  /** Index of the section around it; null for an outermost one. */
  readonly parent: number | null;
  /** Plain text: no marks, no leading emoji, no closing colon. */
  readonly title: string;
  /** Titles from the outermost heading to this one; a lone document title is left out. */
  readonly path: readonly string[];
  /** 1 to 6 as the heading says; a bold line that serves as a heading is one below the heading above it. */
  readonly level: number;
  /** True for a bold line that serves as a heading. */
  readonly bold: boolean;
  /** Null: neither its title nor one around it tells. */
  readonly role: Role | null;
  /** True when the role comes from its own title. */
  readonly ownRole: boolean;
  /** A severity that its title begins with, in lower case, e.g. `critical`, `warning`, `p1`. */
  readonly severity: string | null;
  /** Numbered or bulleted steps that stand right in this section, not in nested ones. */
  readonly steps: readonly Step[];
  /** What a person types or waits for, up to the next heading of the same or a higher level, in order. */
  readonly actions: readonly Action[];
}

/** One item of a list, with the lists inside it. */
export interface Step extends Span {
  /** `1`, `2`, `a`; null for a bullet. */
  readonly number: string | null;
  /** Its own text without marks, white space folded, without nested lists and fences. */
  readonly text: string;
  /** "If RPC provider issue": what has to hold for this step; null when it is for everybody. */
  readonly condition: string | null;
  /** The commands in it, nested steps left out. */
  readonly commands: readonly Command[];
  readonly steps: readonly Step[];
}

export type BlockKind =
  'front-matter' | 'heading' | 'prose' | 'list-item' | 'table' | 'fence' | 'html' | 'rule';

export interface Block extends Place {
  readonly kind: BlockKind;
  /** Index of the section it stands in; null before the first heading. */
  readonly section: number | null;
  /** Given for fences. */
  readonly fence: Fence | null;
  /** Given for tables. */
  readonly table: Table | null;
}

/** What a fence holds, by its language and, where that says nothing, by its lines. */
export type FenceUse = 'shell' | 'promql' | 'output' | 'data' | 'code' | 'diagram' | 'text';

export interface Fence {
  /** As written behind the backticks, first word, lower case; '' when there is none. */
  readonly language: string;
  readonly use: FenceUse;
  /** First line of the content, and the content without the indentation of what it stands in. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

export interface Cell extends Span {
  /** Plain text without marks. */
  readonly text: string;
}

export interface Table {
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One command line of a shell, as written: continued lines, quotes and here-documents are kept together. */
export interface Command extends Span {
  readonly kind: 'command';
  /** Position in `Runbook.commands`. */
  readonly index: number;
  readonly command: string;
  /** The `# comment` right above it, or the text of the list item it stands in. */
  readonly label: string | null;
  readonly origin: 'fence' | 'inline';
  readonly section: number | null;
  /** Index of its fence in `Runbook.blocks`; null for inline code. */
  readonly block: number | null;
  /** The program that does the work, e.g. `redis-cli` in `docker exec c redis-cli GET x`, `docker compose restart`; null when the line does not parse. */
  readonly tool: string | null;
  /** Its class as written, before placeholders are bound. */
  readonly commandClass: CommandClass;
  readonly placeholders: readonly Placeholder[];
  /** What the text says it should show. */
  readonly expected: readonly ExpectedOutput[];
}

/** What a command may do to the world (docs/command-classes.md), from harmless to unknown. */
export const commandClasses = ['R0', 'R1', 'W1', 'W2', 'X1', 'X2', 'X3', 'X4', 'U'] as const;
export type CommandClass = (typeof commandClasses)[number];

export interface ExpectedOutput extends Span {
  readonly form: 'trailing-comment' | 'comment' | 'fence' | 'prompt-output' | 'prose';
  readonly text: string;
}

/** "Wait until `command` succeeds, for at most 5 minutes". Nominal milliseconds. */
export interface WaitUntil extends Span {
  readonly kind: 'wait-until';
  readonly section: number | null;
  readonly command: string;
  /** Null when the runbook names no limit. */
  readonly atMostMs: number | null;
}

/** "Wait 30 seconds". Nominal milliseconds. */
export interface Wait extends Span {
  readonly kind: 'wait';
  readonly section: number | null;
  readonly ms: number;
}

export type Action = Command | WaitUntil | Wait;

/** How a threshold is written: table cell, PromQL, metric and comparator, count in a window, prose with a hold, percentile, response budget, event, trend word. */
export type ThresholdForm = 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T7' | 'T8' | 'T9';

export type Comparator = '>' | '>=' | '<' | '<=' | '==' | '!=';

/** One statement of when something is wrong (or, in an objective, right). Null where the text doesn't say. */
export interface Condition extends Span {
  readonly form: ThresholdForm;
  readonly text: string;
  /** A metric's name, or the words that stand for one, e.g. `RPC error rate`. */
  readonly metric: string | null;
  /** True when `metric` is a name that Prometheus could have. */
  readonly isMetricName: boolean;
  /** The expression, where the text has one. */
  readonly promql: string | null;
  readonly comparator: Comparator | null;
  readonly value: number | null;
  /** `%`, `ms`, `s`, `bytes` … as written, in lower case; null for a plain number. */
  readonly unit: string | null;
  /** 0.95 for p95. */
  readonly quantile: number | null;
  /** "in 10 minutes", "/5min", `[5m]`: over how long it is counted. */
  readonly windowMs: number | null;
  /** "for 2+ minutes": how long it must hold. */
  readonly holdMs: number | null;
}

export interface Alert extends Span {
  /** As written, e.g. `HighRPCErrorRate`, `Circuit Breaker Open`; null for a condition without a name. */
  readonly name: string | null;
  readonly severity: string | null;
  readonly origin: 'section' | 'list' | 'table' | 'objective' | 'symptom' | 'prose' | 'rule';
  readonly section: number | null;
  /** Never empty: what the text gives as its condition. */
  readonly conditions: readonly Condition[];
}

/** A service-level objective: a row of an SLO table, or a stated budget ("Response Time: < 100ms"). */
export interface Objective extends Span {
  readonly name: string;
  readonly section: number | null;
  readonly target: Condition;
  readonly windowMs: number | null;
  /** The row's alert threshold. */
  readonly alert: Condition | null;
}

export interface PromqlExpression extends Span {
  readonly expression: string;
  readonly origin: 'fence' | 'inline' | 'command';
  readonly section: number | null;
  /** The comment above it in a fence. */
  readonly label: string | null;
  /** Null when it parses. */
  readonly problem: string | null;
}

export type PlaceholderForm = 'angle' | 'square' | 'brace' | 'variable' | 'dummy' | 'bare';

export interface Placeholder extends Span {
  readonly form: PlaceholderForm;
  /** As written: `<USER_ADDRESS>`, `$RPC_URL`, `your-api-key`. */
  readonly text: string;
  /** The name alone: `USER_ADDRESS`. */
  readonly name: string;
  /** Index of the command it stands in; null in prose. */
  readonly command: number | null;
}

export interface Link extends Span {
  readonly text: string;
  readonly url: string;
}
