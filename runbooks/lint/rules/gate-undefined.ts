// "With approval": whose?
import { around } from '../looking/sections.ts';
import { quoted } from '../looking/listing.ts';
import { said, type Said } from '../looking/said.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const approval = String.raw`(?:approval|sign-?off|authori[sz]ation)`;
const adjective = String.raw`(?:(?:an?|the|prior|explicit|written|verbal|formal|proper|manual|appropriate|necessary|required|additional|human|final) )*`;
const gate = new RegExp(
  String.raw`\b(?:(?:only |not )?with(?:out)? ${adjective}${approval}|(?:requires?|needs?|requiring|pending|await(?:ing)?|wait for|get|obtain|seek|request|upon|after|subject to) ${adjective}${approval})\b`,
  'i',
);

const check = (document: LintDocument): readonly Found[] => {
  if (definesApprovers(document)) return [];
  return [...said(document, gate)].flatMap((one) =>
    isDefined(document, one)
      ? []
      : [{ at: one.span, message: `"${quoted(one.match[0])}" does not say whose` }],
  );
};

/** Who, or where it is asked for, stands in the same sentence or right around it. */
const isDefined = (document: LintDocument, { line, match }: Said): boolean => {
  const behind = line.text.slice(match.index + match[0].length);
  const after = [behind, ...document.lines.slice(line.line, line.line + 2)].join(' ');
  if (/^\W*(?:of|from|by|via|in|through|at)\b/i.test(after)) return true;
  // Not consent of a person: rights of an account, or errors about them.
  if (
    /authori[sz]ation/i.test(match[0]) &&
    /\b(?:denied|error|fail|token|header|scope|role|iam|rbac|grant|code|flow|server|check|level|bearer|403|401)/i.test(
      line.text,
    )
  )
    return true;
  if (
    /^\s*(?:headers?|tokens?|tests?|steps?|gates?|flows?|rules?|requests?|screens?|workflow|matrix|process|page|policy)\b/i.test(
      behind,
    )
  )
    return true;
  const around3 = document.lines.slice(Math.max(0, line.line - 3), line.line + 3).join(' ');
  return (
    people.test(line.text) ||
    (people.test(around3) &&
      /approv|sign-?off|authori/i.test(document.lines.slice(line.line, line.line + 2).join(' ')))
  );
};

const people =
  /\b(?:managers?|leads?|owners?|directors?|cto|ciso|ceo|vp|on-?call|team|dba|commander|architect|officer|stakeholders?|engineer|admin(?:istrator)?s?|maintainers?|reviewers?|security|legal|compliance|customer|committee|board|ic|sre|peers?|second person|two people|change request|ticket|jira|servicenow|cab|codeowners)\b|@\w/i;

const definesApprovers = (document: LintDocument): boolean =>
  document.runbook.sections.some(
    ({ title, index }) =>
      /\bapprov(?:al|als|ers?)\b|\bauthori[sz]ation matrix\b|\braci\b/i.test(title) &&
      around(document, index).length > 0,
  );

export const gateUndefined: Rule = {
  id: 'GATE-UNDEFINED',
  level: 'medium',
  summary: 'an approval that is asked for, and nobody who gives it',
  why: 'In the night either the step waits for somebody whom nobody knows, or it is done without.',
  bad: '## Restore\n\nOnly in an emergency, with approval.\n',
  good: '## Restore\n\nOnly in an emergency, with approval from the incident commander.\n',
  check,
};
