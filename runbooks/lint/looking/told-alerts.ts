// Alerts that lead to a runbook for one incident: what the runbook does about them stands in its steps, not under their names.
import type { LintDocument } from '../rule.ts';
import type { NamedAlert } from './alerts.ts';
import { oncePer } from './once.ts';
import { around, textOf } from './sections.ts';
import { wordsOf } from './words.ts';

const here =
  /\b(?:this|the) (?:runbook|playbook|page|document|procedure|guide)\b|\blead(?:s|ing)? (?:you )?here\b/i;

/** "Alerts that trigger this runbook" */
export const leadsHere = (document: LintDocument, { section }: NamedAlert): boolean =>
  around(document, section)
    .slice(0, 1)
    .some(
      (one) =>
        here.test(one.title) ||
        here.test(textOf(document, { line: one.line + 1, endLine: Math.min(one.endLine, one.line + 4) })),
    );

/** More than half of what its name says is spoken of where the runbook says what to do. */
export const isTold = (document: LintDocument, { name }: NamedAlert): boolean => {
  const words = [...wordsOf(name)];
  const told = spokenOf(document);
  return words.filter((word) => told.has(word)).length * 2 > words.length;
};

const aside = new Set([
  'symptom',
  'trigger',
  'impact',
  'verification',
  'escalation',
  'prevention',
  'reference',
]);

const spokenOf = oncePer((document: LintDocument): ReadonlySet<string> => {
  const { runbook } = document;
  const words = new Set(wordsOf(runbook.title ?? ''));
  for (const { section, line, endLine, kind } of runbook.blocks) {
    const role = section === null ? null : (runbook.sections[section]?.role ?? null);
    if (section === null || kind === 'table' || (role !== null && aside.has(role))) continue;
    for (const text of document.lines.slice(line - 1, endLine))
      for (const word of wordsOf(text.slice(0, 2000))) words.add(word);
  }
  return words;
});
