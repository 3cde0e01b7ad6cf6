// One finding of a rule that looks at a single program: what is wrong, and the words it is about.
import type { Found, Level, LintDocument } from '../rule.ts';
import { gatherBy, type Hit } from './gather.ts';
import { asWritten, runsOf, spanIn, spanOfRun, type Run } from './runs.ts';

export interface Wrong {
  readonly message: string;
  readonly level?: Level;
  readonly suggestion?: string;
  /** Offsets in the command; the whole program where they aren't given. */
  readonly range?: { readonly from: number; readonly to: number };
}

/** Asks about each program; what is said twice in the same words becomes one finding. */
export const askEach = (
  document: LintDocument,
  ask: (one: Run, document: LintDocument) => Wrong | null,
): readonly Found[] =>
  gatherBy(
    runsOf(document).flatMap((one): readonly Hit[] => {
      const wrong = ask(one, document);
      if (wrong === null) return [];
      const { range, ...rest } = { ...wrong, message: asWritten(one.command, wrong.message) };
      return [
        {
          ...rest,
          at: range === undefined ? spanOfRun(document, one) : spanIn(document, one.command, range),
        },
      ];
    }),
    ({ message }) => message,
  );
