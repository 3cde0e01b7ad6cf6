// What a runbook is to us: sections with steps, each with its exact place in the file. Lines count from 1.

export interface Place {
  readonly line: number;
  readonly endLine: number;
}

/** One command line of a shell, as written: continued lines, quotes and here-documents are kept together. */
export interface CommandStep extends Place {
  readonly kind: 'command';
  readonly command: string;
  /** The `# comment` right above it, or the text of the list item it stands in. */
  readonly label: string | null;
}

/** "Wait until `command` succeeds, for at most 5 minutes". Nominal milliseconds. */
export interface WaitUntilStep extends Place {
  readonly kind: 'wait-until';
  readonly command: string;
  /** Null when the runbook names no limit. */
  readonly atMostMs: number | null;
}

/** "Wait 30 seconds". Nominal milliseconds. */
export interface WaitStep extends Place {
  readonly kind: 'wait';
  readonly ms: number;
}

export type RunbookStep = CommandStep | WaitUntilStep | WaitStep;

export interface Section extends Place {
  /** Plain text: no marks, no leading emoji, no closing colon. */
  readonly title: string;
  /** Titles from the outermost heading to this one; a lone document title is left out. */
  readonly path: readonly string[];
  /** 1 to 6 as the heading says; a bold line that serves as a heading is one below the heading above it. */
  readonly level: number;
  /** All steps up to the next heading of the same or a higher level, those of nested sections included. */
  readonly steps: readonly RunbookStep[];
}

export interface Runbook {
  readonly sections: readonly Section[];
}
