// "With approval": whose?
import { isForOperators } from '../looking/about.ts';
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

const check = (document: LintDocument): readonly Found[] => [
  ...(definesApprovers(document) ? [] : unnamedApprovals(document)),
  ...(isForOperators(document) ? [...unnamedConfirmations(document), ...openConditions(document)] : []),
];

const unnamedApprovals = (document: LintDocument): readonly Found[] =>
  [...said(document, gate)].flatMap((one) =>
    isDefined(document, one)
      ? []
      : [{ at: one.span, message: `"${quoted(one.match[0])}" does not say whose` }],
  );

const confirmation =
  /\b(?:(?:only )?(?:after|upon|with|without|pending|await(?:ing)?|wait for|get|obtain) (?:(?:explicit|written|verbal|final|manual) )?confirmation|once (?:it is |this is )?(?:approved|authori[sz]ed|signed off)|(?:when|if) (?:approved|authori[sz]ed)|unless (?:approved|authori[sz]ed))\b(?! (?:that|of the (?:fix|issue|recovery)|by|from|via|in|through|with|code|e-?mail|number|message|id|prompt|dialog))/i;

/** "After confirmation": of a person, since what is confirmed is not said either. */
const unnamedConfirmations = (document: LintDocument): readonly Found[] =>
  [...said(document, confirmation)].flatMap((one) =>
    isInstruction(one) && !isDefined(document, one) && !/\bPRs?\b|pull request|merge/i.test(one.line.text)
      ? [{ at: one.span, level: 'low' as const, message: `"${quoted(one.match[0])}" does not say by whom` }]
      : [],
  );

const open =
  /\b(?:if|when|where|once) (?:it(?: is|'s) |this is |deemed |considered |you (?:are sure|think) it is )?safe(?: (?:to (?:do so|proceed|continue|retry|do)))?(?=\s*(?:$|[.,;)|*_]))/i;

/** "Retry if safe": what makes it safe stands nowhere near. */
const openConditions = (document: LintDocument): readonly Found[] =>
  [...said(document, open)].flatMap((one) => {
    const { line, match } = one;
    const behind = line.text.slice(match.index + match[0].length);
    return !isInstruction(one) ||
      /^\W*(?::|\(|—|–|i\.e|that is|because|since|as )/.test(behind) ||
      tellsSafe(document, line.line)
      ? []
      : [
          {
            at: one.span,
            level: 'low' as const,
            message: `"${quoted(match[0])}" leaves open what makes it safe: no check, no criterion`,
          },
        ];
  });

const isInstruction = ({ line }: Said): boolean => line.kind === 'list-item' || line.kind === 'comment';

/** "It is safe when …", "Safe if …" right around it. */
const tellsSafe = ({ lines }: LintDocument, line: number): boolean =>
  lines
    .slice(Math.max(0, line - 6), line + 5)
    .some(
      (text, at, all) =>
        all[at] !== lines[line - 1] &&
        /\b(?:safe (?:if|when|only|because|to \w+ (?:if|when))|idempoten\w+|not safe)\b/i.test(text),
    );

/** Who, or where it is asked for, stands in the same sentence or right around it. */
const isDefined = (document: LintDocument, { line, match }: Said): boolean => {
  const behind = line.text.slice(match.index + match[0].length);
  const after = [behind, ...document.lines.slice(line.line, line.line + 2)].join(' ');
  if (/^\W*(?:of|from|by|via|in|through|at)\b/i.test(after)) return true;
  // Not consent of a person: rights of an account, or errors about them.
  if (/^request authori/i.test(match[0])) return true;
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
