// Options that several commands share.
export const engine = {
  engine: {
    type: 'string',
    describe:
      'socket of the Docker Engine (default: DOCKER_HOST, the current context, else a private engine)',
  },
} as const;
export const scenarios = {
  scenarios: {
    type: 'string',
    describe:
      'folder of the scenarios (default: ./scenarios if there is one, else those that come with gameday)',
  },
} as const;
export const json = {
  json: {
    type: 'boolean',
    default: false,
    describe: 'print JSON on standard output, everything else on standard error',
  },
} as const;
export const pace = {
  pace: {
    type: 'number',
    describe: 'factor by which durations are shortened; 1 is real time and the claim of record',
  },
} as const;
export const system = { ...engine, ...scenarios };
