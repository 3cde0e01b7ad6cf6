// A table by the names of programs, asked with whatever a runbook may write: `constructor` is in no table.

export const lookUp = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
