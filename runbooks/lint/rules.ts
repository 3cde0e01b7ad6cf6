// The table of lint rules, sorted by id: one file in rules/ and one row here. A test compares folder and table.
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [];
