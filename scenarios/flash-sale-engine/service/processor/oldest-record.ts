// The oldest timestamp among the records from some offset on: a sliding minimum, exact to a second, that keeps at most
// one entry for each second of the topic.
export interface OldestRecord {
  readonly add: (offset: bigint, timestampMs: number) => void;
  /** Forgets everything below `offset` and answers for the rest; undefined when there is none. */
  readonly from: (offset: bigint) => number | undefined;
  readonly clear: () => void;
}

const resolutionMs = 1000;

export const createOldestRecord = (): OldestRecord => {
  // Timestamps rise along the list; an entry stands for the records up to its offset that no earlier entry covers.
  const entries: { offset: bigint; timestampMs: number }[] = [];
  return {
    add: (offset, timestampMs) => {
      while ((entries.at(-1)?.timestampMs ?? Number.NEGATIVE_INFINITY) >= timestampMs) entries.pop();
      const last = entries.at(-1);
      if (last && timestampMs - last.timestampMs < resolutionMs) last.offset = offset;
      else entries.push({ offset, timestampMs });
    },
    from: (offset) => {
      while (entries[0] && entries[0].offset < offset) entries.shift();
      return entries[0]?.timestampMs;
    },
    clear: () => {
      entries.length = 0;
    },
  };
};
