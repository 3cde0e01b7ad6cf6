// SH-NOFAIL: a check by curl that can't fail.
import type { Section } from '../../model.ts';
import type { ShellWord } from '../../shell/shell-model.ts';
import { curlCallOf, curlHas, partsOfUrl, type CurlCall } from '../looking/curl-calls.ts';
import { gather, type Hit } from '../looking/gather.ts';
import { httpOf, tellsPeople, writesByHttp } from '../looking/http-calls.ts';
import { laterInPipe, runsOf, sectionOf, spanOfRun, type Run } from '../looking/runs.ts';
import { isReference } from '../looking/sections.ts';
import type { Level, LintDocument, Rule } from '../rule.ts';

export const shNofail: Rule = {
  id: 'SH-NOFAIL',
  level: 'medium',
  summary: '`curl` as a check without `-f`: exit code 0 whatever the server answers',
  why: 'Without `-f` curl is content with any answer, also 404 and 503. A health check or verification step that is scripted, or read in a hurry, passes while the service is down.',
  bad: '## Verification\n\n```bash\ncurl http://localhost:8080/health\n```\n',
  good: '## Verification\n\n```bash\ncurl -f http://localhost:8080/health\n```\n',
  check: (document) => {
    const runs = runsOf(document, ['curl']);
    const checks = runs.flatMap((one): readonly Hit[] => hitsOf(document, one));
    const shown = checks.length === 0 ? [] : runs.flatMap((one) => shownOnly(document, one));
    return [...gather([...checks, ...shown]), ...gather(runs.flatMap((one) => refused(document, one)))];
  },
};

const hitsOf = (document: LintDocument, one: Run): readonly Hit[] => {
  const call = curlCallOf(one.run);
  const [url] = call?.urls ?? [];
  if (call === null || url === undefined || one.run.nesting === 'substitution') return [];
  if (looksAtStatus(call) || judgesOutput(one)) return [];
  // The answer of Prometheus is read, and says itself when something was wrong.
  if (/\/api\/v1\/query/.test(url.value) || measuresTime(call) || isReadBy(one)) return [];
  const section = sectionOf(document, one.command);
  const isDownload = curlHas(call, '--output', '--remote-name');
  if (!isHealth(url) && (isDownload || !isVerification(section, one.command.label))) return [];
  const piped = laterInPipe(one)[0]?.program;
  return [
    {
      at: spanOfRun(document, one),
      message:
        `\`curl\` without \`-f\` exits 0 also when ${shown(url)} answers 404 or 503` +
        (piped === undefined ? '.' : `, and \`${piped}\` behind it does not fail either.`),
      level: levelOf(one, section),
    },
  ];
};

/** `curl -i` beside them: the status is printed, and nothing but the eye of the reader takes notice. */
const shownOnly = (document: LintDocument, one: Run): readonly Hit[] => {
  const call = curlCallOf(one.run);
  const [url] = call?.urls ?? [];
  const isCheck = isVerification(sectionOf(document, one.command), one.command.label);
  if (call === null || url === undefined || !isCheck || !curlHas(call, '--include', '--head')) return [];
  if (curlHas(call, '--fail', '--fail-with-body') || judgesOutput(one)) return [];
  return [
    {
      at: spanOfRun(document, one),
      message: `it prints the status of ${shown(url)}, and exits 0 whatever it is`,
    },
  ];
};

/** A change that is asked for by HTTP: when the server refuses it, the step looks done. */
const refused = (document: LintDocument, one: Run): readonly Hit[] => {
  const call = curlCallOf(one.run);
  const [url] = call?.urls ?? [];
  if (call === null || url === undefined || one.run.nesting === 'substitution') return [];
  const words = one.run.args.map(({ value }) => value);
  const asked = { ...one, program: one.run.program, words, invocation: one.run };
  if (!writesByHttp(asked) || tellsPeople(asked) || looksAtStatus(call) || judgesOutput(one)) return [];
  if (!isActedOn(document, one)) return [];
  const method = httpOf(asked)?.method ?? 'POST';
  return [
    {
      at: spanOfRun(document, one),
      message: `\`curl -X ${method}\` without \`-f\` exits 0 also when ${shown(url)} refuses it (401, 404, 500): the step counts as done, and nothing has changed.`,
      level: 'medium',
      suggestion: 'add `-f`, or `--fail-with-body` to see what the server says',
    },
  ];
};

const acted =
  /\b(emergenc\w*|incident|recover\w*|restor\w*|backup|fail ?over|kill[- ]?switch|disable|enable|shut ?down|drain|maintenance|mitigat\w*|rollback|lockdown|rotat\w*|replay|retry|silence|reload|pause|resume)\b/i;

/** Inside of a runbook's procedure, not in the description of an API. */
const isActedOn = (document: LintDocument, { command }: Run): boolean => {
  if (command.origin === 'inline' || isReference(document, command.section)) return false;
  const section = sectionOf(document, command);
  if (/^(remediation|rollback|verification)$/.test(section?.role ?? '')) return true;
  return (
    acted.test(section?.path.join(' / ') ?? '') &&
    !/\b(api|endpoints?|usage|examples?)\b/i.test(section?.title ?? '')
  );
};

/** The body is shown, and the text says what it should be: `-f` would hide what a sealed or failing service says. */
const isReadBy = (one: Run): boolean => {
  const { expected } = one.command;
  const behind = laterInPipe(one);
  return behind.length === 0
    ? expected.some(({ text }) => /^\s*[[{]/.test(text))
    : expected.length > 0 && behind.some(({ program }) => program === 'jq');
};

/** `-w "%{time_total}"`: how long it takes is what is asked for. */
const measuresTime = (call: CurlCall): boolean =>
  call.options.some(({ name, value }) => name === '--write-out' && /time_/.test(value?.value ?? ''));

const looksAtStatus = (call: CurlCall): boolean =>
  curlHas(
    call,
    '--fail',
    '--fail-with-body',
    '--include',
    '--head',
    '--verbose',
    '--trace',
    '--trace-ascii',
  ) ||
  call.options.some(
    ({ name, value }) =>
      (name === '--write-out' &&
        /http_code|response_code|http_connect|header|json|@/.test(value?.value ?? '')) ||
      (name === '--dump-header' && /^(-|\/dev\/)/.test(value?.value ?? '')),
  );

/** What reads the body behind the pipe and fails when it isn't as it should be. */
const judgesOutput = (one: Run): boolean =>
  laterInPipe(one).some(
    ({ program, args }) =>
      /^(e|f|z)?grep$|^rg$|^diff$|^cmp$|^test$|^promtool$|^bash$|^sh$|^tar$|^psql$|^kubectl$/.test(program) ||
      (program === 'jq' && args.some(({ value }) => /^-[a-z]*e|^--exit-status/.test(value))),
  );

const health =
  /(^|[/_-])(health|healthz|healthcheck|health-check|_health|ready|readyz|readiness|live|livez|liveness|alive|heartbeat|ping|status|statusz|healthy|up)([/._-]|$)/i;

const isHealth = ({ value }: ShellWord): boolean => health.test(partsOfUrl(value)?.path ?? '');

const isVerification = (section: Section | null, label: string | null): boolean =>
  section?.role === 'verification' ||
  /\b(verify|verification|smoke|health[- ]?check|readiness)\b|\btest\w* .*\b(endpoints?|api|service)\b/i.test(
    label ?? '',
  );

/** Worst where something depends on it: a fix, its check, or `&&`. */
const levelOf = ({ read, run }: Run, section: Section | null): Level => {
  const decides = /^\s*(&&|\|\|)/.test(read.text.slice(run.to)) || run.nesting === 'block';
  const role = section?.role ?? null;
  return decides || role === 'verification' || role === 'remediation' || role === 'rollback'
    ? 'high'
    : 'medium';
};

const shown = ({ value }: ShellWord): string => {
  const path = partsOfUrl(value)?.path ?? '';
  return path === '' || path === '/' ? `\`${value.slice(0, 60)}\`` : `\`${path.slice(0, 60)}\``;
};
