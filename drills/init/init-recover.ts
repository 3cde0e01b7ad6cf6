// Within which time a section says that the service is to be back: "Time to recover: 15 minutes", "restored within 20 min".
import { formatDuration } from '../../core/duration.ts';
import type { Section } from '../../runbooks/model.ts';

const usual = '10m';

/** `lines[0]` is line 1 of the runbook. */
export const recoverWithin = (lines: readonly string[], { line, endLine }: Section): string => {
  const said = lines.slice(line - 1, endLine).flatMap((text) => targetIn(text) ?? []);
  return said[0] === undefined ? usual : formatDuration(said[0]);
};

const time = String.raw`(\d+)\s*(s|sec|seconds?|m|min|mins|minutes?|h|hrs?|hours?)\b`;
/** A target has a name, or the sentence is about recovering and gives a limit. */
const named = new RegExp(
  String.raw`\b(?:RTO|MTTR|(?:time|target) (?:to|for) (?:recover\w*|restor\w*|resol\w*|mitigat\w*)|(?:recovery|resolution|restore) (?:time|target)(?: objective)?)\b\D{0,20}${time}`,
  'i',
);
const limited = new RegExp(
  String.raw`\b(?:recover\w*|restor\w*|resol\w*|mitigat\w*|back(?: up)?)\b[^.;]{0,60}\b(?:within|in under|in less than|at most|no later than)\s+${time}`,
  'i',
);

const targetIn = (text: string): number | null => {
  const bare = text.replace(/[*_`]+/g, '');
  const [, amount, unit] = named.exec(bare) ?? limited.exec(bare) ?? [];
  if (amount === undefined || unit === undefined) return null;
  const ms = Number(amount) * (unitMs[unit.charAt(0).toLowerCase()] ?? 0);
  return ms === 0 ? null : ms;
};

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };
