// Versions that are thrown away on a server: commits that others have pushed, releases with their history.
import type { LintDocument } from '../rule.ts';
import { callsOf, hasOption, placeOf, quoted, type Call } from './calls.ts';
import { commandsBefore, isReference, titlesAt } from './sections.ts';
import type { UnseenDeletion } from './unseen-deletions.ts';

export const lostVersions = (document: LintDocument): readonly UnseenDeletion[] =>
  callsOf(document, /^(?:git|helm)$/).flatMap((call) => {
    const { command } = call;
    const loss = isReference(document, command.section)
      ? null
      : (ofRelease(document, call) ?? ofCommits(document, call));
    return loss === null
      ? []
      : [
          {
            at: placeOf(call),
            section: command.section,
            command,
            message: `${quoted(command)} ${loss}`,
            level: 'medium' as const,
            isKept: true,
          },
        ];
  });

/** `helm get values api > values.yaml` is what it takes to install it again. */
const keepsRelease = /\bhelm\b[^|;&]*\b(?:get|history|hist)\b/;
const endOfLife = /\b(?:remov\w*|clean(?:ing)?[ -]?up|delet\w*|retir\w*)\b/i;

const ofRelease = (document: LintDocument, { program, words, command }: Call): string | null => {
  const verb = words.find((word) => /^(?:uninstall|delete|del|un)$/.test(word));
  const isOfTool = words.some((word) => /^(?:plugin|repo|dependency)$/.test(word));
  if (program !== 'helm' || verb === undefined || isOfTool || hasOption(words, '--dry-run', '--keep-history'))
    return null;
  const isSeen =
    keepsRelease.test(command.command) ||
    commandsBefore(document, command).some((other) => keepsRelease.test(other.command));
  return isSeen || endOfLife.test(titlesAt(document, command.section))
    ? null
    : 'removes everything that the release made, and its history with it: `helm rollback` can not bring it back, and no command before it keeps its values.';
};

// History that is written anew on purpose, and branches that a machine makes.
const rewrites = /\bfilter-(?:branch|repo)\b|\bbfg\b|\bgit\b[^|;&]*\brebase\b|--amend\b/;
const made = /\b(?:gh-pages|pages|heroku|dokku|deploy(?:ment)?)\b/;
const keepsCommits = /\bgit\b[^|;&]*\b(?:branch|tag)\s+[^-\s]|\bclone\b[^|;&]*--mirror|\bbundle create\b/;

const ofCommits = (document: LintDocument, { program, words, command }: Call): string | null => {
  const at = words.indexOf('push');
  if (program !== 'git' || at < 0) return null;
  const own = words.slice(at + 1);
  const isForced = own.some((word) => /^(?:--force|-[a-zA-Z]*f[a-zA-Z]*|\+[\w./-]+.*)$/.test(word));
  if (!isForced || hasOption(own, '--dry-run', '-n', '--mirror') || made.test(own.join(' '))) return null;
  const isMeant = [command, ...commandsBefore(document, command)].some(
    ({ command: text }) => rewrites.test(text) || keepsCommits.test(text),
  );
  return isMeant
    ? null
    : 'puts its commits in the place of what others have pushed: `--force-with-lease` refuses where there is something new.';
};
