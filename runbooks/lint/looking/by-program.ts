// What a document's commands run, by program: a rule about curl looks at the calls of curl, not at all of them.
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';

interface Placed<T> {
  readonly at: number;
  readonly one: T;
}

/** Asks for all, or for those of some programs, by a pattern or by their names; both in the order of `all`. */
export const byProgram = <T>(
  all: (document: LintDocument) => readonly T[],
  programOf: (one: T) => string,
): ((document: LintDocument, programs?: RegExp | readonly string[]) => readonly T[]) => {
  const index = oncePer((document: LintDocument) =>
    Map.groupBy(
      all(document).map((one, at): Placed<T> => ({ at, one })),
      ({ one }) => programOf(one),
    ),
  );
  return (document, programs) => {
    if (programs === undefined) return all(document);
    const named = index(document);
    const asked =
      programs instanceof RegExp ? [...named.keys()].filter((name) => programs.test(name)) : programs;
    return asked
      .flatMap((program) => named.get(program) ?? [])
      .toSorted((a, b) => a.at - b.at)
      .map(({ one }) => one);
  };
};
