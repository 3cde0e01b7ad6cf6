// A runbook that does not say when somebody last looked at it.
import { hasLabel, standsAlone, titleLine } from '../looking/about.ts';
import { quoted } from '../looking/listing.ts';
import { said, saidLines } from '../looking/said.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const date =
  /(?:(?:last|next) (?:updated?|edit(?:ed)?|review(?:ed)?|revised|modified|tested|verified|drill(?:ed)?|change)|updated?(?: on| at)?|reviewed(?: on)?|revised|revision|review (?:date|schedule|cycle|cadence)|(?:document |effective )?date|valid (?:as of|until)|as of|created|last_?updated|lastmod|stand|(?:zuletzt )?(?:geprüft|überprüft|aktualisiert|geändert)(?: am)?|letzte (?:prüfung|überprüfung|änderung|aktualisierung)|(?:dernière )?(?:révision|revue|modification|mise à jour)|mis(?:e)? à jour(?: le)?|(?:última )?(?:revisión|actualización)|ultima (?:revisione|modifica))/;
const year = /\b20[0-4]\d\b/;

const check = (document: LintDocument): readonly Found[] => {
  const never = neverReviewed(document);
  if (never.length > 0 || !standsAlone(document) || hasLabel(document, date) || hasHistory(document))
    return never;
  const line = titleLine(document);
  return [{ at: { line, endLine: line }, message: 'the runbook does not say when it was last reviewed' }];
};

const unknown =
  /\b(?:last|next) (?:updated?|reviewed?|review|revised|tested|verified|drill(?:ed)?)\b[*_`]*\s*[:|]\s*[*_`|]*\s*(TBD|TBC|TODO|N\/A|never|unknown|YYYY-MM-DD|\[(?:date|YYYY-MM-DD)\]|-+)\s*[*_`|]*\s*$/i;

/** "Last tested: TBD". */
const neverReviewed = (document: LintDocument): readonly Found[] =>
  // A template is filled in by whoever copies it.
  isTemplate(document)
    ? []
    : [...said(document, unknown)].map(({ match, span }) => ({
        at: span,
        message: `"${quoted(match[0].replace(/[*_`|]/g, ''))}": nobody has looked yet whether this works`,
      }));

const isTemplate = ({ runbook }: LintDocument): boolean =>
  /\btemplate\b|\[[A-Z][A-Za-z /]*\]|\{\{?\w+\}?\}/.test(runbook.title ?? runbook.sections[0]?.title ?? '');

const hasHistory = (document: LintDocument): boolean =>
  document.runbook.sections.some(({ title }) =>
    /\b(?:change ?log|(?:revision|version|document|change|edit|update) (?:history|control|log)|revisions|review schedule)\b|^\W*(?:\d+\W+)?history\W*$/i.test(
      title,
    ),
  ) ||
  saidLines(document).some(
    ({ text }) =>
      year.test(text) &&
      /\b(?:updated|reviewed|revised|version|verified|tested|written|created|as of|valid|status)\b/i.test(
        text,
      ),
  );

export const metaDate: Rule = {
  id: 'META-DATE',
  level: 'low',
  summary: 'no date of the last review',
  why: 'Nobody can tell whether the steps are of last week or of three systems ago.',
  bad: `# Orders runbook\n\n## Overview\n\nHow to run it.\n\n## Restart\n\n\`\`\`bash\ndocker compose restart api\n\`\`\`\n${'\n'.repeat(14)}## End\n\nThat is all.\n`,
  good: `# Orders runbook\n\n**Last reviewed:** 2026-03-01\n\n## Overview\n\nHow to run it.\n\n## Restart\n\n\`\`\`bash\ndocker compose restart api\n\`\`\`\n${'\n'.repeat(14)}## End\n\nThat is all.\n`,
  check,
};
