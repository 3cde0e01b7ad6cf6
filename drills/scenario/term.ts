// Times made of others: `KAFKA_REQUEST_TIMEOUT + 5 * 50ms`. A name means its paced value, a literal is real time and never paced.
import { z } from 'zod';
import { parseDuration } from '../../core/duration.ts';

interface Summand {
  readonly count: number;
  readonly ms: number | null;
  readonly name: string | null;
}
export interface Term {
  readonly text: string;
  readonly summands: readonly Summand[];
}
/** The earliest and the latest. */
export type TermBand = readonly [Term, Term];

/** Null when the text is no sum of durations and names. */
export const parseTerm = (text: string): Term | null => {
  const summands = text.split('+').map((part) => parseSummand(part.trim()));
  return summands.every((summand) => summand !== null) ? { text, summands } : null;
};

/** Milliseconds; null when a name is unknown. */
export const resolveTerm = (term: Term, named: Readonly<Record<string, number>>): number | null => {
  let totalMs = 0;
  for (const { count, ms, name } of term.summands) {
    const value = ms ?? (name === null ? undefined : named[name]);
    if (value === undefined) return null;
    totalMs += count * value;
  }
  return totalMs;
};

/** The names that a term uses. */
export const namesIn = ({ summands }: Term): readonly string[] =>
  summands.flatMap(({ name }) => (name === null ? [] : [name]));

const parseSummand = (text: string): Summand | null => {
  const [, count, word] = /^(?:(\d+(?:\.\d+)?)\s*\*\s*)?(\S+)$/.exec(text) ?? [];
  if (word === undefined) return null;
  const ms = parseDuration(word);
  const name = /^(?:[a-z][\w-]*\.)?[A-Z][A-Z0-9_]*$/.test(word) ? word : null;
  return ms === null && name === null ? null : { count: Number(count ?? 1), ms, name };
};

const termText = z.string().refine((text) => parseTerm(text) !== null, {
  error: 'expected a time such as 200ms, KAFKA_REQUEST_TIMEOUT or KAFKA_REQUEST_TIMEOUT + 5 * 50ms',
});
const termOf = (text: string): Term => parseTerm(text) ?? { text, summands: [] };

/** One time, or the earliest and the latest. */
export const termBandSchema = z
  .union([termText, z.tuple([termText, termText])], { error: 'expected a time, or [earliest, latest]' })
  .transform((value): TermBand =>
    typeof value === 'string' ? [termOf(value), termOf(value)] : [termOf(value[0]), termOf(value[1])],
  );
