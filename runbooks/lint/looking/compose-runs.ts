// The programs of a document that are Compose, or that run through it.
import type { ComposeCall } from '../../tools/calls.ts';
import type { LintDocument } from '../rule.ts';
import { composeCallOf } from './docker-calls.ts';
import { oncePer } from './once.ts';
import { runsOf, type Run } from './runs.ts';

export interface ComposeRun {
  readonly one: Run;
  readonly call: ComposeCall;
}

/** In the order of the document. */
export const composeRunsOf = oncePer((document: LintDocument): readonly ComposeRun[] =>
  runsOf(document).flatMap((one) => {
    const call = composeCallOf(one.run);
    return call === null ? [] : [{ one, call }];
  }),
);
