// A binary heap: the earliest entry first. Ten thousand probes share one timer by it.
export interface Heap<Entry> {
  push(entry: Entry): void;
  peek(): Entry | undefined;
  pop(): Entry | undefined;
}

export const createHeap = <Entry>(rank: (entry: Entry) => number): Heap<Entry> => {
  const entries: Entry[] = [];
  const at = (index: number): number => {
    const entry = entries[index];
    return entry === undefined ? Number.POSITIVE_INFINITY : rank(entry);
  };
  const swap = (left: number, right: number): void => {
    [entries[left], entries[right]] = [entries[right] as Entry, entries[left] as Entry];
  };
  return {
    peek: () => entries[0],
    push(entry) {
      let index = entries.push(entry) - 1;
      for (let up = (index - 1) >> 1; index > 0 && at(index) < at(up); up = (index - 1) >> 1) {
        swap(index, up);
        index = up;
      }
    },
    pop() {
      const first = entries[0];
      const last = entries.pop();
      if (entries.length === 0 || last === undefined) return first;
      entries[0] = last;
      for (let index = 0; ;) {
        const down = at(2 * index + 1) <= at(2 * index + 2) ? 2 * index + 1 : 2 * index + 2;
        if (at(index) <= at(down)) return first;
        swap(index, down);
        index = down;
      }
    },
  };
};
