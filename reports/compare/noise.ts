// What counts as a change. Two runs never give the same milliseconds; what is smaller than this says nothing.

/** A time has changed when it differs by more than this share of the earlier one … */
export const leastShare = 0.1;
/** … and by more than this, and by more than two sampling intervals: each of two edges is known to one. */
export const leastMs = 250;

export interface Span {
  readonly ms: number;
  readonly samplingMs: number;
}

export const floorOf = (from: Span, to: Span): number =>
  Math.max(leastMs, 2 * Math.max(from.samplingMs, to.samplingMs));

/** How much slower, as a share of the earlier time: 0.2 is a fifth slower, less than 0 is faster. Null: within the noise. */
export const riseOf = (from: Span, to: Span, share = leastShare): number | null => {
  const byMs = to.ms - from.ms;
  if (Math.abs(byMs) <= floorOf(from, to)) return null;
  const rise = from.ms === 0 ? Math.sign(byMs) * Infinity : byMs / from.ms;
  return Math.abs(rise) <= share ? null : rise;
};
