// What of a record is masked: its texts. Names, closed lists and times stay, whatever the secrets are: by them a fault is healed and
// a verdict folded. Only strings change, so that a record stays the JSON that it was.
import type { Json } from '../json.ts';
import { isSecretName, mask } from '../redact.ts';
import type { JournalEvent } from './events.ts';

/** Keys whose values stay, in any record or, as `type.key`, in those of one type. */
const names: ReadonlySet<string> = new Set([
  ...['type', 'at', 'id', 'name', 'kind', 'unit', 'code', 'verdict', 'by', 'when', 'state', 'effect'],
  ...['run', 'version', 'gameDay', 'drills', 'engine', 'stack', 'source', 'copy', 'baseline'],
  ...['drill', 'scenario', 'procedures', 'phase', 'endedBy', 'reasonCode', 'until', 'change', 'side'],
  ...['fault', 'probe', 'gateProbes', 'alert', 'alsoFires', 'edge', 'edgeAt', 'signal', 'invariants'],
  ...['runbook', 'sha256', 'stage', 'via', 'commandClass', 'colour', 'outcome', 'limitedBy'],
  ...['probesAt', 'alertsAt', 'run.failed.reason', 'drill.stopped.reason'],
  ...['step.started.step', 'step.skipped.step', 'step.finished.step'],
]);

/** What others have written, whatever its keys are. */
const foreign: ReadonlySet<string> = new Set(['config', 'labels']);

/** What an undo sends to a service; all else in it says what has to be put back, and where. */
const sent: ReadonlySet<string> = new Set(['command', 'url', 'headers', 'body']);

/** What becomes of a text, and what rule there is for the values behind keys. */
interface Rule {
  text(text: string, key: string): string;
  behind(key: string): Rule;
}

export const redactRecord = (event: JournalEvent, redact: (text: string) => string): JournalEvent => {
  const stays: Rule = { text: (text) => text, behind: () => stays };
  const masked: Rule = {
    text: (text, key) => (isSecretName(key) && text !== '' ? mask : redact(text)),
    behind: () => masked,
  };
  const undo: Rule = { text: stays.text, behind: (key) => (sent.has(key) ? masked : undo) };
  const record: Rule = {
    text: masked.text,
    behind: (key) => {
      if (names.has(key) || names.has(`${event.type}.${key}`)) return stays;
      if (key === 'undo') return undo;
      return foreign.has(key) ? masked : record;
    },
  };
  return changed(event as unknown as Json, '', record) as unknown as JournalEvent;
};

const changed = (value: Json, key: string, rule: Rule): Json => {
  if (typeof value === 'string') return rule.text(value, key);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((one) => changed(one, key, rule));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, changed(one, name, rule.behind(name))]),
  );
};

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
