// Words for people: times, evidence, verdicts. The same in every reporter.
import type { FaultMoment, FaultPlan, PacedMs } from '../core/journal/events.ts';
import type { Evidence } from '../core/observation.ts';
import type { CheckVerdict } from '../core/verdicts.ts';
import type { StepReport } from './schema.ts';

/** `640 ms`, `6.4 s`, `2 min 5 s`. */
export const msText = (ms: number): string => {
  if (ms < 0) return `-${msText(-ms)}`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const parts = [
    hours > 0 ? `${hours} h` : '',
    minutes > 0 ? `${minutes} min` : '',
    rest > 0 ? `${rest} s` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
};

export const msOrNever = (ms: number | null): string => (ms === null ? 'never' : msText(ms));

/** A time that was promised. Nobody who stopped looking can say `never`. */
export const measuredText = (ms: number | null, verdict: CheckVerdict): string =>
  ms === null && verdict === 'unknown' ? 'not measured' : msOrNever(ms);

/** The rule beside what was found, e.g. `status: wanted 200, found 503`. */
export const evidenceText = (evidence: readonly Evidence[]): string =>
  evidence.map(({ what, expected, actual }) => `${what}: wanted ${expected}, found ${actual}`).join('; ');

/** When a fault comes and how long it stays, e.g. `6.0 s after the first (2 min nominal), for 3.0 s (1 min nominal)`; '' for a first one that stays. */
export const courseText = ({ comes, stays }: Pick<FaultPlan, 'comes' | 'stays'>): string =>
  [
    ...(comes === undefined ? [] : [momentText(comes)]),
    ...(stays === undefined ? [] : [`for ${pacedText(stays)}`]),
  ].join(', ');

const momentText = (comes: FaultMoment): string => {
  if (comes.kind === 'later') return `${pacedText(comes.after)} after the first`;
  const step = typeof comes.step === 'number' ? `step ${comes.step}` : `\`${comes.step}\``;
  return `${comes.side} ${step} of the remediation`;
};

const pacedText = ({ nominalMs, pacedMs }: PacedMs): string =>
  nominalMs === pacedMs ? msText(pacedMs) : `${msText(pacedMs)} (${msText(nominalMs)} nominal)`;

/** `1 order`, `2 orders`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** `60×` → what a paced measurement may claim. */
export const paceText = (pace: number): string => (pace === 1 ? 'real time' : `paced ${pace}×`);

/** A share for people: `83 %`, `–` of nothing; never 100 % while one is missing. */
export const shareText = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.floor((100 * part) / whole)} %`;

/** A step in a word: one that nobody promised anything of has run, and that is all that is known. */
export const stepWord = ({ verdict, colour }: Pick<StepReport, 'verdict' | 'colour'>): StepWord =>
  verdict === 'pass' && (colour === 'ran' || colour === 'waived') ? colour : verdict;

export type StepWord = StepReport['verdict'] | 'ran' | 'waived';
