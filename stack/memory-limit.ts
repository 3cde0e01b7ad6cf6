// Memory limits of a running container, set and lifted.
import type Dockerode from 'dockerode';

/**
 * What cgroup v1 itself shows for "no limit". The engine reads 0 as "leave it as it is" and refuses -1, so a limit is lifted
 * by one that can't be reached; JSON carries it rounded up, which the kernel cuts down again.
 */
const unreachableBytes = 9_223_372_036_854_771_712;
const unlimitedSwap = -1;

/** Both 0 lift the limit. Both go in one call: else v1 refuses a memory limit above the present one for memory and swap. */
export const setMemoryLimit = async (
  container: Dockerode.Container,
  limitBytes: number,
  memorySwapBytes: number,
  cgroupVersion: 1 | 2,
): Promise<void> => {
  const lifted = limitBytes === 0;
  const memory = lifted ? unreachableBytes : limitBytes;
  await container.update({
    Memory: memory,
    MemorySwap: swapFor(memory, memorySwapBytes, lifted, cgroupVersion),
  });
};

// v2 counts swap on its own (given minus memory), so there only -1 means no limit; v1 takes -1 only before any limit was set.
const swapFor = (memory: number, memorySwapBytes: number, lifted: boolean, cgroupVersion: 1 | 2): number => {
  const unlimited = lifted || memorySwapBytes === unlimitedSwap;
  if (unlimited) return cgroupVersion === 1 ? unreachableBytes : unlimitedSwap;
  return memorySwapBytes === 0 ? memory : memorySwapBytes;
};
