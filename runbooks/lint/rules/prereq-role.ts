// Keys and roles that the steps use and the list of prerequisites leaves out.
import type { Section } from '../../model.ts';
import { quoted } from '../looking/listing.ts';
import { isPrerequisites } from '../looking/prerequisites.ts';
import { runsOf, spanOfRun } from '../looking/runs.ts';
import { childrenOf, parentOf, textOf, visiblePart } from '../looking/section-tree.ts';
import { splitName } from '../looking/words.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  document.runbook.sections.filter(isPrerequisites).flatMap((section) => {
    const text = textOf(document, section);
    const scope = parentOf(document, section);
    if (scope === null || !asksForAccess.test(text)) return [];
    const known = new Set(splitName(text));
    return missing(document, section, scope, known);
  });

// A list that names no access at all leaves all of it to somebody else.
const asksForAccess = /\b\w*(?:role|key|permission|credential|token|access|rights?|admin|secret)s?\b/i;

const secret = /\$\{?([A-Z][A-Z0-9_]*?)_(?:PRIVATE_KEY|KEY|TOKEN|SECRET|PASSWORD|PASS|CREDENTIALS)\b/g;
const generic = new Set(['api', 'private', 'access', 'the', 'my', 'auth', 'bearer', 'public', 'master']);

const missing = (
  document: LintDocument,
  section: Section,
  scope: Section,
  known: ReadonlySet<string>,
): readonly Found[] => {
  const siblings = childrenOf(document, scope).filter(({ line }) => line > section.line);
  const end = siblings.at(-1)?.endLine ?? scope.endLine;
  const uses = new Map<string, Found>();
  const first: Found[] = [];
  for (const one of runsOf(document)) {
    if (one.command.line <= section.endLine || one.command.line > end) continue;
    for (const { raw } of one.run.args) {
      for (const { 0: variable, 1: owner = '' } of raw.matchAll(secret)) {
        const words = splitName(owner).filter((word) => !generic.has(word));
        if (words.length === 0 || words.some((word) => known.has(word)) || uses.has(owner)) continue;
        const at = spanOfRun(document, one);
        const found = {
          at: visiblePart(document, section),
          message: `the prerequisites don't name what \`${quoted(variable)}\` of line ${at.line} stands for`,
          related: [{ at, message: `${variable} is used here` }],
        };
        uses.set(owner, found);
        first.push(found);
      }
    }
  }
  return first;
};

export const prereqRole: Rule = {
  id: 'PREREQ-ROLE',
  level: 'medium',
  summary: 'prerequisites that leave out a key or role which the steps use',
  why: 'Whoever has gathered everything on the list stands in the middle of the procedure without the key for the next step, with half of it done.',
  bad: '## Rollback\n\n### Prerequisites\n\n- UPGRADER_ROLE on the proxy\n\n### Procedure\n\n```bash\ncast send 0x1 "pause()" --private-key $ADMIN_KEY\n```\n',
  good: '## Rollback\n\n### Prerequisites\n\n- UPGRADER_ROLE on the proxy\n- the ADMIN key, for the pause\n\n### Procedure\n\n```bash\ncast send 0x1 "pause()" --private-key $ADMIN_KEY\n```\n',
  check,
};
