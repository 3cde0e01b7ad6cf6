// One row of the verdict table: what happened, and `verdict reasonCode cleanup exitCode` that follow from it.
import type { Row, RunShape } from '../../fixtures/mini-journal.ts';

export type VerdictRow = readonly [name: string, expected: string, rows: readonly Row[], shape?: RunShape];
