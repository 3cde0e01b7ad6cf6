// Conditions without a number: something happens (T8), or goes up and down (T9).
import { holdAnywhere } from './times.ts';
import { conditionAt, isMetricName, textOf, type FoundCondition, type Statement } from './statement.ts';

const trend =
  /\b(?:increas(?:e|es|ed|ing)|spik(?:e|es|ed|ing)|ris(?:e|es|ing)|grow(?:s|ing|th)?|climbing|surg(?:e|es|ing)|decreas(?:e|es|ed|ing)|dropp?(?:s|ing|ed)?|declin(?:e|es|ing)|fluctuat\w+|elevated|high|higher|low|lower|slow|slower|excessive|unusual|abnormal|anomal\w+|degrad\w+|too (?:many|few|high|low|much)|builds? up|building up|approaching|steigt|steigend\w*|hohe?r?|erhöht\w*|augmente\w*|élevée?s?)\b/iu;

const event =
  /\b(?:returns?|returning|responds?(?: with)?|respond(?:ing)? with|status(?: code)?|HTTP|gives?|answers?)\s+(?:an? )?(?:HTTP )?`?[45](?:\d\d|xx)\b|\b[45](?:\d\d|xx)\s+(?:errors?|responses?|status|service unavailable|too many requests|bad gateway|gateway timeout|internal server error)\b|\b(?:OOM-?Killed|OOM|out of memory|CrashLoopBackOff|ImagePullBackOff|ErrImagePull|Evicted|NotReady|CreateContainerConfigError)\b|\b(?:pods?|containers?|process(?:es)?|services?|instances?|nodes?)\s+(?:\w+\s+)?(?:restart(?:s|ed|ing)?|crash(?:es|ed|ing)?|exit(?:s|ed)?|down|unreachable|not ready|unavailable|evicted)\b|\b(?:connection refused|connections? (?:timed out|reset)|no route to host|certificate (?:has )?expired|read-only file ?system|no space left)\b/i;

/** What happens, as a monitor could see it: a status, a state of a container, a message. */
export const isEvent = (text: string): boolean => event.test(text);
export const isTrend = (text: string): boolean => trend.test(text);

/** "replicas != desired": two things are compared, none of them a number. */
const compared =
  /^[^\p{L}\p{N}]*(\p{L}[\p{L}\p{N}_. -]{0,60}?)\s+(?:[!=]=|[<>]=?|≠|≥|≤)\s+\p{L}[\p{L}\p{N}_. -]*$/u;

/** What must be so for some time, or compared with something else, is a condition whatever words it is in. */
export const isCondition = (text: string): boolean =>
  isEvent(text) || compared.test(text) || holdAnywhere(text) !== null;

/** The whole statement as a condition, with what it is about where it begins with a metric in code. */
export const worded = (statement: Statement): FoundCondition => {
  const text = textOf(statement);
  const lead = text.length - text.trimStart().length;
  const from = statement.from + lead;
  const to = statement.from + text.trimEnd().length;
  const code = statement.inline.codes.find(
    (one) => one.from >= from && one.to <= to && isMetricName(one.text),
  );
  const named = code !== undefined && /[_:]/.test(code.text);
  const form = !isEvent(text) && isTrend(text) ? 'T9' : 'T8';
  const metric = named
    ? code.text
    : form === 'T9'
      ? trendSubject(text, statement.subject)
      : (compared.exec(text)?.[1] ?? statement.subject);
  return conditionAt(statement, from, to, {
    form,
    metric,
    isMetricName: named,
    holdMs: holdAnywhere(text),
  });
};

/** "Rate limit rejections increasing" is about rate limit rejections. */
const trendSubject = (text: string, known: string | null): string | null => {
  const found = trend.exec(text);
  const words = text
    .slice(0, found?.index ?? 0)
    .replace(/^\W+|\s*(?:is|are|has|have|metric|on|an?|the)\s*$|\W+$/gi, '')
    .trim();
  return words === '' || words.length > 80 ? known : words;
};
