// Three kinds of tests: units (no engine), engine tests (share one engine, see test/with-engine.ts), host tests (start engines themselves).
import { defineConfig } from 'vitest/config';

// Runs and tests leave copies of scenarios with their tests there.
const exclude = ['node_modules/**', 'dist/**', 'reports/{runs,test}/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Hundreds of files that share most of what they import, and keep no state: far faster than each in a process of its own.
          pool: 'threads',
          isolate: false,
          // Real processes and sockets on a machine that may be busy: a limit for hangs, not for speed.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.engine.test.ts', '**/*.host.test.ts', '**/*.game.test.ts'],
        },
      },
      {
        test: {
          name: 'engine',
          include: ['**/*.engine.test.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'host',
          include: ['**/*.host.test.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'game',
          include: ['**/*.game.test.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
