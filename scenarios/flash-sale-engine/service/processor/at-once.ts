// Works on several records of one partition at once. Those with the same key, one user's orders, stay in their order.
export interface KeyedRecord {
  readonly offset: string;
  readonly key: string | null;
}

export interface AtOnce<R> {
  /** How many, at most. */
  readonly limit: number;
  /** Asked before each record: false leaves the rest. */
  readonly goesOn: () => boolean;
  /** `doneUpTo`: up to which offset nothing is left once this record is done; it moves while others come to their end. */
  readonly work: (record: R, doneUpTo: () => string) => Promise<void>;
  /** Nothing up to this offset is left. */
  readonly onProgress: (offset: string) => Promise<void>;
}

/** Gives up to which offset nothing is left; null: the first one is. Rejects with the first failure once all that was begun has ended. */
export const workAtOnce = async <R extends KeyedRecord>(
  records: readonly R[],
  { limit, goesOn, work, onProgress }: AtOnce<R>,
): Promise<string | null> => {
  const progress = createProgress(records);
  const lastOfKey = new Map<string | null, Promise<void>>();
  const begun = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const one = async (record: R, former: Promise<void> | undefined): Promise<void> => {
    await former;
    if (failures.length > 0) return;
    try {
      await work(record, () => progress.with(record));
      progress.done(record);
    } catch (error) {
      failures.push(error);
    }
  };
  let told: string | null = null;
  const tell = async (): Promise<void> => {
    const offset = progress.last();
    if (offset === null || offset === told) return;
    told = offset;
    await onProgress(offset).catch((error: unknown) => failures.push(error));
  };
  for (const record of records) {
    if (failures.length > 0 || !goesOn()) break;
    const run = one(record, lastOfKey.get(record.key)).finally(() => begun.delete(run));
    lastOfKey.set(record.key, run);
    begun.add(run);
    if (begun.size < limit) continue;
    await Promise.race(begun);
    await tell();
  }
  await Promise.all(begun);
  await tell();
  if (failures.length > 0) throw failures[0];
  return told;
};

const createProgress = <R extends KeyedRecord>(records: readonly R[]) => {
  const ended = new Set<R>();
  let next = 0; // all before it have ended
  const before = (index: number): string =>
    index > 0 ? (records[index - 1]?.offset ?? '') : (BigInt(records[0]?.offset ?? 0) - 1n).toString();
  const firstLeft = (also: R | null): number => {
    let index = next;
    for (let record = records[index]; record !== undefined; record = records[(index += 1)])
      if (record !== also && !ended.has(record)) break;
    return index;
  };
  return {
    done: (record: R): void => {
      ended.add(record);
      next = firstLeft(null);
    },
    /** The offset before the first that would be left if this one had ended too. */
    with: (record: R): string => before(firstLeft(record)),
    /** null: the first one is left. */
    last: (): string | null => (next === 0 ? null : before(next)),
  };
};
