// Counts the orders that were begun and have no end yet: what a service still has to finish when it is asked to stop.
export interface InWork {
  readonly count: () => number;
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
}

export const createInWork = (): InWork => {
  let begun = 0;
  return {
    count: () => begun,
    during: async (work) => {
      begun += 1;
      try {
        return await work();
      } finally {
        begun -= 1;
      }
    },
  };
};
