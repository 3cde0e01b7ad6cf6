// workload.ts is a program: that it parses and exports what a run calls is seen without running it.
import { stripTypeScriptTypes } from 'node:module';
import { messageOf, type Problem } from '../../core/errors.ts';

export const wantedExports = ['createWorkload', 'createOracle'] as const;

export const checkWorkloadText = (file: string, text: string): readonly Problem[] => {
  const syntax = syntaxProblem(file, text);
  if (syntax !== null) return [syntax];
  const missing = wantedExports.filter((name) => !exportsName(text, name));
  if (missing.length === 0) return [];
  const message = `expected the named ${missing.length === 1 ? 'export' : 'exports'} ${missing.join(' and ')}`;
  return [{ file, line: 1, column: 1, message, hint: 'gameday init writes a workload.ts to begin with' }];
};

const syntaxProblem = (file: string, text: string): Problem | null => {
  try {
    quietly(() => stripTypeScriptTypes(text));
    return null;
  } catch (error) {
    const message = `does not parse: ${messageOf(error)}`;
    return { file, ...placeOf(error), message, hint: 'Node runs it as it is: types that can be left out' };
  }
};

/** Node calls this experimental, once, on standard error: that is no word to those who check their files. */
const quietly = (act: () => void): void => {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    act();
  } finally {
    process.emitWarning = emitWarning;
  }
};

/** Node says it in the stack alone: `:LINE`, the lines around it, and a caret below the last one. */
const placeOf = (error: unknown): { readonly line: number; readonly column: number } => {
  const lines = (error instanceof Error ? (error.stack ?? '') : '').split('\n');
  const line = Number(/:(\d+)$/.exec(lines[0] ?? '')?.[1] ?? 1);
  const caret = lines.find((one) => /^\s*\^/.test(one));
  return { line, column: (caret?.indexOf('^') ?? 0) + 1 };
};

const exportsName = (text: string, name: string): boolean =>
  new RegExp(
    String.raw`\bexport\s+(?:(?:const|let|var|(?:async\s+)?function\*?|class)\s+${name}\b|\*\s+from\b|\{[^}]*\b${name}\b)`,
  ).test(text);
