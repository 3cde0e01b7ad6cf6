// Reads a test runner's own results: a runner that died, or ran nothing, counts as a failure.
import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface VitestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

interface PlaywrightResult {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

/** Counts of the runner `name` from its JSON result and its exit code. */
export const counted = (name: string, file: string, exitCode: number): Counts => {
  const counts = existsSync(file)
    ? countsOf(JSON.parse(readFileSync(file, 'utf8')) as VitestResult | PlaywrightResult)
    : none;
  const silent = counts.passed + counts.failed === 0;
  if (silent) process.stdout.write(`${name}: no results (exit code ${exitCode})\n`);
  // E.g. an error outside of any test: no test failed, and yet the runner did.
  return silent || (exitCode !== 0 && counts.failed === 0)
    ? { ...counts, failed: counts.failed + 1 }
    : counts;
};

const none: Counts = { passed: 0, failed: 0, skipped: 0 };

const countsOf = (result: VitestResult | PlaywrightResult): Counts =>
  'stats' in result
    ? {
        passed: result.stats.expected,
        // What passes only at the second try is a defect here.
        failed: result.stats.unexpected + result.stats.flaky,
        skipped: result.stats.skipped,
      }
    : {
        passed: result.numPassedTests,
        failed: result.numFailedTests,
        skipped: result.numPendingTests + result.numTodoTests,
      };
