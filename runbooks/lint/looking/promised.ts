// Objectives and endpoints that are spoken of as if they stood somewhere.
import type { Found, LintDocument } from '../rule.ts';
import { quoted } from './listing.ts';
import { said, saidLines } from './said.ts';

const slo =
  /\b(?:within|outside|breach(?:es|ing)?|meets?|against|violat\w+)\s+(?:of\s+)?(?:the|our)\s+(?:\w+\s+)?SL[OA]s?\b(?:\s+(?:window|target|limits?|thresholds?))?/;

/** "Within the SLO window", and no objective anywhere. */
export const missingObjectives = (document: LintDocument): readonly Found[] => {
  if (document.runbook.objectives.length > 0) return [];
  const [promise] = said(document, slo);
  if (promise === undefined) return [];
  const tells = saidLines(document).some(
    ({ text, kind }) =>
      /\bSL[OIA]s?\b|objective|uptime|availability/i.test(text) &&
      (/\d+(?:\.\d+)?\s*%|\d\s*(?:ms|s|min|minutes?|hours?|h)\b|\]\(|\.md\b|https?:/.test(text) ||
        kind === 'table'),
  );
  if (tells || document.runbook.sections.some(({ title }) => /\bSL[OIA]s?\b|objective/i.test(title)))
    return [];
  return [
    {
      at: promise.span,
      message: `"${quoted(promise.match[0])}": no objective is stated anywhere in this runbook`,
    },
  ];
};

const all = /\b(?:all|each|every)\s+(?:the\s+)?(?:service\s+)?health\s*(?:check\s*)?endpoints?\b/i;
const path =
  /(?:https?:\/\/[^\s/`"')]+)?\/(?:[\w-]+\/)*(?:health\w*|healthz|livez?|liveness|ready\w*|readyz|readiness|status|ping)\b(?:\/[\w-]+)*/g;

/** "Check all health endpoints", and only one is known. */
export const missingHealthEndpoints = (document: LintDocument): readonly Found[] => {
  const promises = [...said(document, all)];
  if (promises.length === 0) return [];
  const known = new Set(
    [...document.text.matchAll(path)].map(([url]) =>
      url.replace(/^https?:\/\/[^/]+/, (host) => host.replace(/^https?:\/\//, '')),
    ),
  );
  const hosts = new Set([...known].filter((url) => !url.startsWith('/')));
  const distinct = hosts.size > 0 ? hosts.size : known.size;
  if (distinct > 1 || /for (?:\w+ )?in\b[\s\S]{0,80}health/.test(document.text)) return [];
  return promises.map(({ match, span }) => ({
    at: span,
    message:
      distinct === 0
        ? `"${quoted(match[0])}": the runbook names none`
        : `"${quoted(match[0])}": the runbook names only one, ${[...(hosts.size > 0 ? hosts : known)][0] ?? ''}`,
  }));
};
