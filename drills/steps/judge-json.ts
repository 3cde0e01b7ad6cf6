// Promises by path over output that is JSON: `$.status` is "healthy".
import type { Json } from '../../core/json.ts';
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import { valueAt } from '../../probes/json-path.ts';
import type { ExecResult } from '../../stack/stack.ts';
import type { Promised } from './expectations.ts';

/** No JSON, or nothing at a path, is a promise that was not kept: absence is never good. */
export const judgeJson = (
  { stdout, output, truncated }: ExecResult,
  wanted: NonNullable<Promised['json']>,
): readonly Observation[] => {
  const json = parsed(stdout) ?? parsed(output);
  return Object.entries(wanted).map(([path, value]) => {
    const expected = JSON.stringify(value);
    if (json === undefined && truncated)
      return unknown(path, expected, 'a long output, of which the end was cut off');
    if (json === undefined) return fail(path, expected, 'the output is no JSON');
    const found = valueAt(json, path);
    if (found === undefined) return fail(path, expected, 'nothing there');
    return (JSON.stringify(found) === expected ? pass : fail)(path, expected, JSON.stringify(found));
  });
};

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Not JSON: each path says so.
    return undefined;
  }
};
