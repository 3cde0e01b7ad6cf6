// In the bundle this stands for Node's own assert, of which yargs asks two functions: the whole takes as long to load as yargs.

const strictEqual = (actual, expected, message) => {
  if (!Object.is(actual, expected)) throw new Error(message ?? `expected ${expected}, got ${actual}`);
};

const notStrictEqual = (actual, unexpected, message) => {
  if (Object.is(actual, unexpected)) throw new Error(message ?? `expected anything but ${unexpected}`);
};

export { notStrictEqual, strictEqual };
