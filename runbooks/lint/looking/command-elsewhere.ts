// "Restart the backend", where another place of the runbook has the command for it.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn } from './calls.ts';
import { restoreOf } from './dumps.ts';
import { lifecycleOf, type Verb } from './lifecycle.ts';
import { oncePer } from './once.ts';
import { scriptWords } from './scripts.ts';
import { splitName } from './words.ts';

const verbs: readonly (readonly [RegExp, readonly Verb[], RegExp])[] = [
  [/\b(?:restart|bounce)\w*\b/i, ['restart'], /^restart$/],
  [/\broll(?:ing)?[- ]?back\b|\brevert\b/i, ['undo'], /^(?:rollback|revert)$/],
  [/\bscal\w+\b/i, ['scale'], /^scale$/],
  [/\bstop\b/i, ['stop', 'down'], /^stop$/],
  [/\bstart\b/i, ['start', 'up'], /^start$/],
  [/\b(?:re-?)?deploy\w*\b/i, ['apply', 'up'], /^(?:re)?deploy$/],
];
const generic =
  /^(?:the|a|an|all|any|service|services|server|container|containers|pod|pods|application|app|if|needed|necessary|and|or|to|it|from|with|previous|version|instance|process|in|of|on|restart|reboot|scale|stop|start|deploy|redeploy|rollback|roll|back|restore|up|out|down|horizontally|when|backup|latest|known|good|last)$/;

/** The first command that does what a step tells, to what it tells it to. */
export const commandElsewhere = (document: LintDocument, text: string): Command | null => {
  const kind = verbs.findIndex(([pattern]) => pattern.test(text));
  const known = kind < 0 && !/\brestor(?:e|ing)\b/i.test(text) ? undefined : acting(document).get(kind);
  if (known === undefined) return null;
  const subject = splitName(text).filter((word) => word.length > 1 && !generic.test(word));
  const named = subject.map((word) => known.byWord.get(word)).find((command) => command !== undefined);
  return named ?? (subject.length === 0 ? known.first : null);
};

interface Acting {
  readonly first: Command;
  readonly byWord: ReadonlyMap<string, Command>;
}

/** By the row of `verbs`; restores are in -1. */
const acting = oncePer((document: LintDocument): ReadonlyMap<number, Acting> => {
  const found = new Map<number, { first: Command; byWord: Map<string, Command> }>();
  for (const command of document.runbook.commands) {
    for (const kind of kindsOf(document, command)) {
      const one = found.get(kind) ?? { first: command, byWord: new Map<string, Command>() };
      found.set(kind, one);
      for (const word of command.command.toLowerCase().split(/[^a-z0-9]+/))
        if (!one.byWord.has(word)) one.byWord.set(word, command);
    }
  }
  return found;
});

const kindsOf = (document: LintDocument, command: Command): readonly number[] => {
  const calls = callsIn(document, command);
  const restores = calls.some((call) => restoreOf(document, call) !== null) ? [-1] : [];
  const words = calls.flatMap(scriptWords);
  const own = calls.flatMap((call) => lifecycleOf(call)?.verb ?? []);
  return [
    ...restores,
    ...verbs.flatMap(([, kinds, script], index) =>
      own.some((verb) => kinds.includes(verb)) || words.some((word) => script.test(word)) ? [index] : [],
    ),
  ];
};
