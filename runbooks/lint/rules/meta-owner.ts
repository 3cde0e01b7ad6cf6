// A runbook that nobody owns.
import { hasLabel, standsAlone, titleLine } from '../looking/about.ts';
import { saidLines } from '../looking/said.ts';
import { textOf } from '../looking/section-tree.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const owner =
  /(?:(?:runbook|document|doc|service|primary|technical|business|page) )?(?:owners?|owned by|owning team|maintainers?|maintained by|authors?|written by|prepared by|team|contacts?|point of contact|poc|dri|responsible(?: team)?|verantwortliche?r?|ansprechpartner(?:in)?|zuständig|eigentümer|responsable|propriétaire|équipe|propietario|contacto|responsabile|(?:primary )?pager|on-?call(?: (?:team|contact|engineer|rotation|primary))?|first responders?|audience)/;

const check = (document: LintDocument): readonly Found[] => {
  if (!standsAlone(document) || hasLabel(document, owner) || saysSo(document)) return [];
  const line = titleLine(document);
  return [
    {
      at: { line, endLine: line },
      message: 'the runbook names no owner: nobody to ask, and nobody to mend it',
    },
  ];
};

const saysSo = (document: LintDocument): boolean =>
  document.runbook.sections.some(
    (section) =>
      /\b(?:contacts?|owners?|ownership|escalations?|on-?call)\b/i.test(section.title) &&
      textOf(document, { line: section.line + 1, endLine: section.endLine }).trim() !== '',
  ) ||
  saidLines(document).some(({ text }) =>
    /(?:^|[^\p{L}])(?:owned|maintained|written) by\b|\bCODEOWNERS\b/iu.test(text),
  );

export const metaOwner: Rule = {
  id: 'META-OWNER',
  level: 'low',
  summary: 'no owner named',
  why: 'A step that does not work is told to nobody, and stays as it is until the next night.',
  bad: `# Orders runbook\n\n## Overview\n\nHow to run it.\n\n## Restart\n\n\`\`\`bash\ndocker compose restart api\n\`\`\`\n${'\n'.repeat(14)}## End\n\nThat is all.\n`,
  good: `# Orders runbook\n\n**Owner:** Orders team\n\n## Overview\n\nHow to run it.\n\n## Restart\n\n\`\`\`bash\ndocker compose restart api\n\`\`\`\n${'\n'.repeat(14)}## End\n\nThat is all.\n`,
  check,
};
