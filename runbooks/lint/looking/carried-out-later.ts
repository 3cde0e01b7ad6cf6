// "The operator will restart the brokers": a change that a controller carries out later, and that nobody waits for.
import type { Command, Place } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn } from './calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { within } from './ordered.ts';
import { saidLines } from './said.ts';
import { isReference } from './sections.ts';
import { waits } from './waiting.ts';

export interface Later {
  readonly change: Command;
  readonly said: Place & { readonly text: string };
}

const carriesOut =
  /\b(?:operator|controller|strimzi|argo ?cd|flux|reconciler|kubernetes|k8s|statefulset|deployment|helm)\b[^.]{0,30}\b(?:will|then|automatically|gradually)\b[^.]{0,30}\b(?:reconcil\w*|roll\w*|restart\w*|recreat\w*|sync\w*|redeploy\w*|replac\w*|reload\w*)\b/i;

export const carriedOutLater = (document: LintDocument): readonly Later[] =>
  saidLines(document).flatMap((said): readonly Later[] => {
    if (!carriesOut.test(said.words) || said.section === null || isReference(document, said.section))
      return [];
    const section = document.runbook.sections[said.section];
    if (section === undefined) return [];
    const commands = within(document.runbook.commands, section);
    const change = commands.findLast(({ endLine }) => endLine < said.line);
    if (change === undefined || said.line - change.endLine > 3 || !applies(document, change)) return [];
    const later = commands.filter(({ index }) => index > change.index);
    const text = document.lines.slice(change.line - 1, section.endLine).join('\n');
    return later.some((command) => waits(document, command)) ||
      /\bwait\w*\b|\bwatch\b|\bmonitor\b|\buntil\b/i.test(text)
      ? []
      : [{ change, said: { line: said.line, endLine: said.line, text: said.words.trim() } }];
  });

const applies = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some((call) =>
    /^(?:apply|patch|edit|replace|delete|annotate|set \w+)$/.test(kubectlOf(call)?.subcommand ?? ''),
  );
