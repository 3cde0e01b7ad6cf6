// A command's result against its promise, with the rule beside the value.
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import { worstCheck } from '../../core/verdicts.ts';
import type { ExecResult } from '../../stack/stack.ts';
import { readPattern, type Promised } from './expectations.ts';
import { judgeJson } from './judge-json.ts';

/** Where nothing is promised the exit code must be 0. `before`: its output before the fault, where that was asked for. */
export const judgeResult = (
  result: ExecResult,
  limitMs: number,
  promised: Promised | null,
  before: string | null = null,
): Observation => {
  if (result.timedOut)
    return fail('duration', `at most ${limitMs / 1000} s`, 'still running then: ended by gameday');
  const { shows, not: lacks, json, differs } = promised ?? {};
  const checks = [
    judgeExit(result.exitCode, promised?.exitCode ?? 0),
    ...(shows === undefined ? [] : [judgeOutput(result, shows, true)]),
    ...(lacks === undefined ? [] : [judgeOutput(result, lacks, false)]),
    ...(json === undefined ? [] : judgeJson(result, json)),
    ...(differs === undefined ? [] : [judgeChange(result, before)]),
  ];
  const verdict = worstCheck(checks.map((check) => check.verdict));
  // What was as it should be is no reason for a verdict that is not.
  const told = verdict === 'pass' ? checks : checks.filter((check) => check.verdict !== 'pass');
  return { verdict, evidence: told.flatMap(({ evidence }) => evidence) };
};

/** What it must show, for people. */
export const promiseText = (promised: Promised | null): string => {
  const { exitCode = 0, shows, not: lacks, json, differs } = promised ?? {};
  return [
    `exit code ${exitText(exitCode)}`,
    ...(shows === undefined ? [] : [`output has ${quoted(shows)}`]),
    ...(lacks === undefined ? [] : [`output lacks ${quoted(lacks)}`]),
    ...Object.entries(json ?? {}).map(([path, value]) => `${path} is ${JSON.stringify(value)}`),
    ...(differs === undefined ? [] : ['output differs from before the fault']),
  ].join(', ');
};

/** A shell's codes for a command that can't be run or found: it has asked nobody, so its failure says nothing. */
const neverRan: ReadonlySet<number> = new Set([126, 127]);

const judgeExit = (exitCode: number | null, wanted: number | 'nonzero'): Observation => {
  if (wanted !== 'nonzero')
    return (exitCode === wanted ? pass : fail)('exit code', exitText(wanted), String(exitCode ?? 'none'));
  if (exitCode !== null && neverRan.has(exitCode))
    return fail('exit code', 'not 0, by what it asks', `${exitCode}: the command itself can't be run`);
  const met = exitCode !== 0 && exitCode !== null;
  return (met ? pass : fail)('exit code', exitText(wanted), String(exitCode ?? 'none'));
};

const exitText = (wanted: number | 'nonzero'): string => (wanted === 'nonzero' ? 'not 0' : String(wanted));

type Output = Pick<ExecResult, 'output' | 'truncated'>;

const judgeOutput = ({ output, truncated }: Output, text: string, wanted: boolean): Observation => {
  const promise = `${wanted ? 'has' : 'lacks'} ${quoted(text)}`;
  const found = readPattern(text)?.exec(output) ?? null;
  if (found === null && truncated) return unknown('output', promise, `not in what was kept of it: ${cutOff}`);
  const met = (found !== null) === wanted;
  const actual = found === null ? `not in ${excerpt(output)}` : lineAround(output, found.index);
  return (met ? pass : fail)('output', promise, actual);
};

const cutOff = 'the rest of a long output was cut off';

const judgeChange = ({ output, truncated }: Output, before: string | null): Observation => {
  const wanted = 'differs from before the fault';
  if (before === null) return unknown('output', wanted, 'nobody saw what it showed before the fault');
  const same = output.trim() === before.trim();
  if (same && truncated) return unknown('output', wanted, `the same as far as it was kept: ${cutOff}`);
  return (same ? fail : pass)(
    'output',
    wanted,
    same ? `the same: ${excerpt(output)}` : `before: ${excerpt(before)}`,
  );
};

const quoted = (text: string): string => (/^\/.+\/[ims]*$/s.test(text) ? text : `"${text}"`);

const longestExcerpt = 160;

// The end of an output says more than its beginning.
const excerpt = (output: string): string => {
  const text = output.trim();
  if (text === '') return 'an empty output';
  return text.length <= longestExcerpt ? `"${text}"` : `"… ${text.slice(-longestExcerpt)}"`;
};

const lineAround = (output: string, index: number): string => {
  const start = index === 0 ? 0 : output.lastIndexOf('\n', index - 1) + 1;
  const end = output.indexOf('\n', index);
  return `"${output.slice(start, end === -1 ? undefined : end).slice(0, longestExcerpt)}"`;
};
