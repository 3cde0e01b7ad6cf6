// gameday lint: what is wrong with a runbook, without running anything of it.
import { writeFileSync } from 'node:fs';
import { invalidInput, messageOf } from '../../core/errors.ts';
import { exitCodes } from '../../core/verdicts.ts';
import { secretMask } from '../../drills/policy/runbook-secrets.ts';
import { readDocument } from '../../runbooks/lint/document.ts';
import { explainList, explainRule } from '../../runbooks/lint/explain.ts';
import { formats, type Format } from '../../runbooks/lint/formats/formats.ts';
import { lintDocument } from '../../runbooks/lint/lint.ts';
import { reaches, ruleTexts, type LintedFile, type LintReport } from '../../runbooks/lint/report.ts';
import type { Level } from '../../runbooks/lint/rule.ts';
import { readContext, type ContextArgs } from '../lint/lint-context.ts';
import { isMarkdown, readRunbooks } from '../lint/runbook-files.ts';
import { rulesNamed, selectRules } from '../lint/select-rules.ts';
import { say } from '../output.ts';
import { packageVersion } from '../package.ts';

interface LintArgs extends ContextArgs {
  readonly file?: readonly string[];
  readonly format: Format;
  readonly output?: string;
  readonly failOn: Level;
  readonly explain?: string;
  readonly rule?: readonly string[];
  readonly ignore?: readonly string[];
  readonly stdinName: string;
  readonly color?: boolean;
}

/** 0, 1 with findings at the level or above, 70 when a rule of ours broke. */
export const handle = async (args: LintArgs): Promise<number> => {
  const look = { width: process.stdout.columns || 80, color: wantsColor(args) };
  if (args.explain !== undefined) {
    const asked = args.explain === '' ? ruleTexts : rulesNamed(args.explain);
    const [rule, another] = asked;
    const one = rule !== undefined && another === undefined;
    write(one ? explainRule(rule, look) : explainList(asked, look), args.output);
    return 0;
  }
  const rules = selectRules(args.rule, args.ignore);
  const context = await readContext({ ...args, rules: args.rules?.filter((file) => !isMarkdown(file)) });
  const runbooks = readRunbooks(filesOf(args), args.stdinName);
  let broke = false;
  const files = runbooks.map(({ uri, text }) => {
    const document = readDocument(uri, text);
    const { findings, suppressed, broken } = lintDocument(document, context, rules);
    for (const { ruleId, message } of broken) say(`gameday: ${uri}: rule ${ruleId} broke: ${message}`);
    broke ||= broken.length > 0;
    const file = { uri, lines: document.lines, findings, suppressed: suppressed.length };
    return args.format === 'pretty' ? masked(file, secretMask(document.runbook, document.commands)) : file;
  });
  if (runbooks.every(({ text }) => text.trim() === ''))
    say('gameday: nothing was looked at: there is no text');
  const report: LintReport = { files, version: packageVersion() };
  write(formats[args.format](report, look), args.output);
  if (broke) return exitCodes.internal;
  return reaches(report, args.failOn) ? exitCodes.fail : exitCodes.pass;
};

/** A terminal is looked at over shoulders, and its text goes into tickets: what the document has in the clear is not said again. */
const masked = (file: LintedFile, mask: (text: string) => string): LintedFile => ({
  ...file,
  lines: maskedLines(file, mask),
  findings: file.findings.map((finding) => ({
    ...finding,
    message: mask(finding.message),
    related: finding.related.map((one) => ({ ...one, message: mask(one.message) })),
    suggestion: finding.suggestion === null ? null : mask(finding.suggestion),
  })),
});

/** Only the line that a finding begins on is shown. */
const maskedLines = ({ lines, findings }: LintedFile, mask: (text: string) => string): readonly string[] => {
  const shown = new Set(findings.map(({ span }) => span.line));
  return lines.map((text, at) => (shown.has(at + 1) ? mask(text) : ''));
};

/** `--rules a.yaml runbook.md`: what follows an option that takes several is still a runbook by its name. */
const filesOf = ({ file = [], rules = [] }: LintArgs): readonly string[] => [
  ...file,
  ...rules.filter(isMarkdown),
];

const wantsColor = ({ color, output }: LintArgs): boolean => {
  if (color !== undefined) return color;
  const plain = process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== '';
  return output === undefined && !plain && process.env['TERM'] !== 'dumb' && process.stdout.isTTY === true;
};

const write = (text: string, output: string | undefined): void => {
  if (output === undefined || output === '-') return void process.stdout.write(text);
  try {
    writeFileSync(output, text);
  } catch (error) {
    const message = `can not be written: ${messageOf(error)}`;
    throw invalidInput([{ file: output, line: null, column: null, message, hint: null }]);
  }
};
