// Defects that a person has found in a runbook: the table that the linter is measured against.
import { invalidInput } from '../../core/errors.ts';
import type { Place } from '../../runbooks/model.ts';
import { readTsv } from './tsv.ts';

export interface Label {
  readonly id: string;
  /** Name of the runbook, as the table has it. */
  readonly file: string;
  readonly lines: string;
  readonly places: readonly Place[];
  /** `FAMILY-NAME`; a family alone stands for each of its rules. */
  readonly rule: string;
  readonly severity: string;
  readonly detect: ReadonlySet<Detect>;
  readonly finding: string;
}

/** By its text, by another place in it, with context beside it, by drilling only, by judgement only. */
export type Detect = 'S' | 'X' | 'C' | 'D' | 'J';

/** The column with the runbook's name is `file` or `seed`. */
export const readLabels = (file: string, text: string): readonly Label[] => {
  const rows = readTsv(file, text, ['id', 'lines', 'rule', 'severity', 'detect', 'finding']);
  const bad = rows.filter(({ cells }) => parseLines(cells['lines'] ?? '').length === 0);
  if (bad.length > 0)
    throw invalidInput(
      bad.map(({ line, cells }) => ({
        file,
        line,
        column: null,
        message: `lines: expected numbers, got "${cells['lines']}"`,
        hint: 'write e.g. 12, 12-15 or 12,40-42',
      })),
    );
  return rows.map(({ cells }) => ({
    id: cells['id'] ?? '',
    file: cells['file'] ?? cells['seed'] ?? '',
    lines: cells['lines'] ?? '',
    places: parseLines(cells['lines'] ?? ''),
    rule: cells['rule'] ?? '',
    severity: cells['severity'] ?? '',
    detect: new Set((cells['detect'] ?? '').split('+').map((word) => word.trim() as Detect)),
    finding: cells['finding'] ?? '',
  }));
};

/** `60-62`, `40,148`, `134,139,...,560` (all between), `330 (with 83)`, `229 -> 246-257`: every number in it is a place. */
export const parseLines = (text: string): readonly Place[] => {
  const listed = text.replace(/(\d+)\s*,?\s*(?:\.{3}|…)\s*,?\s*(\d+)/g, '$1-$2');
  return [...listed.matchAll(/(\d+)(?:\s*[-–]\s*(\d+))?/g)].map((match) => ({
    line: Number(match[1]),
    endLine: Number(match[2] ?? match[1]),
  }));
};

/** What a linter can see without anything beside the runbook. */
export const isStatic = ({ detect }: Label): boolean => detect.has('S') || detect.has('X');

export const needsContext = ({ detect }: Label): boolean => detect.has('C');
