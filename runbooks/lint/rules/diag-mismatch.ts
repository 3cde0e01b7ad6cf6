// DIAG-MISMATCH: a diagnosis that does not look at what the section is about.
import type { Alert, Command, Section } from '../../model.ts';
import { callsIn, quoted, type Call } from '../looking/calls.ts';
import { httpOf } from '../looking/http-calls.ts';
import { mismatchesOf } from '../looking/mismatches.ts';
import { neverLooksAt } from '../looking/never-looked-at.ts';
import { isWithin, procedureOf, roleAt } from '../looking/sections.ts';
import { quotedText } from '../looking/text.ts';
import { brokenWord, looks } from '../looking/words-and-deeds.ts';
import { unseenSymptoms } from '../looking/unseen-symptoms.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const diagMismatch: Rule = {
  id: 'DIAG-MISMATCH',
  level: 'medium',
  summary: 'a diagnosis command does not look at the stated symptom',
  why: 'The command says "fine" while the alert fires, or the other way round: who follows it looks for the fault in the wrong place.',
  bad: '## HighErrorRate\n\n**Alert:** error rate > 5% for 5 minutes\n\n**Diagnosis:**\n\n```bash\ncurl -s http://localhost:9090/api/v1/query?query=http_errors_total\n```\n',
  good: "## HighErrorRate\n\n**Alert:** error rate > 5% for 5 minutes\n\n**Diagnosis:**\n\n```bash\ncurl -s --data-urlencode 'query=rate(http_errors_total[5m])' http://localhost:9090/api/v1/query\n```\n",
  *check(document) {
    for (const command of document.runbook.commands) {
      const broken = brokenWord(document, command, looks);
      if (broken !== null) {
        yield { at: command, message: `"${quotedText(command.label ?? '')}": ${broken}.` };
        continue;
      }
      const call =
        callsIn(document, command).find((one) => httpOf(one) !== null) ?? callsIn(document, command)[0];
      if (call === undefined || !isDiagnosis(document, command)) continue;
      const found = lifetimeCounter(document, call) ?? oneSample(document, call) ?? otherSubject(call);
      if (found !== null) yield { at: command, ...found };
    }
    yield* mismatchesOf(document);
    yield* neverLooksAt(document);
    yield* unseenSymptoms(document);
  },
};

const isDiagnosis = (document: LintDocument, { section }: Command): boolean => {
  const role = roleAt(document, section);
  return (
    role === 'diagnosis' ||
    role === 'verification' ||
    role === null ||
    role === 'trigger' ||
    role === 'symptom' ||
    role === 'remediation'
  );
};

/** Alerts of the procedure that a command belongs to. */
const alertsOf = (document: LintDocument, section: number | null): readonly Alert[] => {
  const root: Section | null = procedureOf(document, section);
  return root === null
    ? []
    : document.runbook.alerts.filter(
        (alert) => isWithin(alert, root) && !/^(?:table|objective|list)$/.test(alert.origin),
      );
};

const queryOf = (call: Call): string | null => {
  const http = httpOf(call);
  if (http === null || !/\/api\/v1\/query\b/.test(http.url)) return null;
  const text = [http.url, http.body]
    .map((one) => /query=([^&]+)/.exec(one)?.[1])
    .find((one) => one !== undefined);
  return text === undefined ? null : decode(text);
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
};

/** A counter's value since the process began, where the alert is on a rate. */
const lifetimeCounter = (document: LintDocument, call: Call): Omit<Found, 'at'> | null => {
  const query = queryOf(call);
  const counter = query === null ? null : /^\s*(?:sum\s*\(\s*)?([a-zA-Z_:][\w:]*_total)\b/.exec(query)?.[1];
  if (
    query === null ||
    counter === null ||
    counter === undefined ||
    /\b(?:rate|irate|increase|delta)\s*\(/.test(query)
  )
    return null;
  const alert = alertsOf(document, call.command.section).find(({ conditions }) =>
    conditions.some(
      ({ windowMs, unit, holdMs, metric, promql }) =>
        windowMs !== null ||
        unit === '%' ||
        holdMs !== null ||
        /\brate\b/i.test(`${metric ?? ''} ${promql ?? ''}`),
    ),
  );
  if (alert === undefined) return null;
  return {
    message: `${quoted(call.command)} shows what \`${counter}\` has counted since the process began; the alert of this section is on a rate (line ${alert.line}).`,
    related: [{ at: alert, message: 'the alert' }],
  };
};

/** One measurement, where the alert is on a percentile. */
const oneSample = (document: LintDocument, call: Call): Omit<Found, 'at'> | null => {
  if (
    !call.invocation.wrappers.some(({ kind }) => kind === 'time') &&
    !/^\s*time\s/.test(call.command.command) &&
    !/time_total/.test(call.command.command)
  )
    return null;
  if (/\bfor\b[^\n]*\bdo\b|\bseq\b|\bwatch\b|\bwhile\b/.test(call.command.command)) return null;
  const alert = alertsOf(document, call.command.section).find(({ conditions }) =>
    conditions.some(({ quantile }) => quantile !== null),
  );
  if (alert === undefined) return null;
  return {
    message: `${quoted(call.command)} is one sample; it can not confirm the percentile that the alert of this section is on (line ${alert.line}).`,
    related: [{ at: alert, message: 'the alert' }],
  };
};

const liveness =
  /\/(?:health|healthz|health\/live|health\/ready|livez|readyz|ready|live|ping|status)(?:\/?$|["'?])/i;
const counted =
  /\b(?:submitted|received|processed|processing|rate|lag|backlog|queue|depth|throughput|latency|slow|orders|intents|transactions|messages|payments|sessions|users|requests|jobs|disk|memory|cpu)\b/i;
const alive =
  /\b(?:health\w*|alive|up|running|status|ready|readiness|connect\w*|reach\w*|respond\w*|available|availability|api|service|endpoint|server|gateway|app|application|deploy\w*|works?|working|accepting|online|recover\w*|traffic)\b/i;

/** The comment is on something that a liveness endpoint does not tell. */
const otherSubject = (call: Call): Omit<Found, 'at'> | null => {
  const { label } = call.command;
  const http = httpOf(call);
  if (label === null || http === null || http.method !== 'GET') return null;
  if (!liveness.test(http.url) || call.invocation.stages > 1 || alive.test(label) || !counted.test(label))
    return null;
  return {
    message: `"${label}" is not what ${quoted(call.command)} tells: a health endpoint says whether the service lives.`,
  };
};
