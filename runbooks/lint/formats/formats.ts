// The table of formats that lint writes.
import type { LintReport } from '../report.ts';
import { githubText } from './github.ts';
import { jsonText } from './json.ts';
import { prettyText, type PrettyOptions } from './pretty.ts';
import { sarifText } from './sarif.ts';

export const formats = {
  pretty: prettyText,
  json: jsonText,
  sarif: sarifText,
  github: githubText,
} satisfies Record<string, (report: LintReport, options: PrettyOptions) => string>;

export type Format = keyof typeof formats;
