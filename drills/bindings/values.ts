// The values of a runbook's placeholders during one run: stated ones, made-up secrets, and those read from earlier output.
import { randomBytes } from 'node:crypto';
import type { Bindings } from './schema.ts';

export interface Values {
  /** Null while nothing is known: unbound, or its command has not shown it yet. */
  get(name: string): string | null;
  /** Looks through the output of a command for what later ones need. */
  learn(command: string, output: string): void;
}

// A value that comes from output is put into a command line: nothing that a shell takes for more than a word gets through.
const harmless = /^[\w.:@/+=,-]{1,256}$/;

export const createValues = (
  { placeholders }: Pick<Bindings, 'placeholders'>,
  secrets: ReadonlyMap<string, string>,
): Values => {
  const learnt = new Map<string, string>();
  return {
    get(name) {
      const bound = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
      if (typeof bound === 'string') return bound;
      return learnt.get(name) ?? secrets.get(name) ?? null;
    },
    learn(command, output) {
      for (const [name, bound] of Object.entries(placeholders)) {
        if (typeof bound === 'string' || !('capture' in bound) || !command.includes(bound.from)) continue;
        const match = new RegExp(bound.capture, 'm').exec(output);
        const value = match?.groups?.[name] ?? match?.[1] ?? match?.[0];
        if (value !== undefined && harmless.test(value)) learnt.set(name, value);
      }
    },
  };
};

/** One for each `secret: true`; they are never a real secret, and never shown either: a runbook's habits are what is drilled. */
export const makeSecrets = ({ placeholders }: Pick<Bindings, 'placeholders'>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(placeholders).flatMap(([name, bound]) =>
      typeof bound !== 'string' && 'secret' in bound
        ? [[name, `drill-${randomBytes(16).toString('hex')}`]]
        : [],
    ),
  );

/** For a look before anything runs: what will be known only then has a value that stands for it. */
export const expectedValues = ({ placeholders }: Pick<Bindings, 'placeholders'>): Values => ({
  get(name) {
    const bound = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
    if (bound === undefined) return null;
    return typeof bound === 'string' ? bound : `value-of-${name}`;
  },
  learn: () => undefined,
});
