// A service that is stopped on many machines at once, and its files deleted on them without a look whether it has stopped.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn } from './calls.ts';
import { deletionOf } from './irreversible.ts';
import { remoteOf } from './remotes.ts';
import { eachAfter } from './sections.ts';

export interface UnseenStop {
  readonly stop: Command;
  readonly removal: Command;
}

const stops =
  /\b(?:systemctl|service|supervisorctl|sv|gitlab-ctl|svc)\b[^;&|]*\bstop\b|\bdocker (?:compose )?(?:stop|down)\b/;
const looks = /\b(?:status|is-active|is-failed|pgrep|pidof|ps|lsof|ss|netstat)\b/;

export const unseenStops = (document: LintDocument): readonly UnseenStop[] =>
  document.runbook.commands.flatMap((stop): readonly UnseenStop[] => {
    if (!remoteTexts(document, stop).some((text) => stops.test(text))) return [];
    for (const next of eachAfter(document, stop)) {
      if (looks.test(next.command)) return [];
      if (callsIn(document, next).some((call) => deletionOf(call) !== null)) return [{ stop, removal: next }];
    }
    return [];
  });

const remoteTexts = (document: LintDocument, command: Command): readonly string[] =>
  callsIn(document, command).flatMap((call) => {
    const remote = remoteOf(call);
    return remote?.everywhere === true ? [remote.text] : [];
  });
