/** One or more. */
export type Several<One> = readonly [One, ...(readonly One[])];
