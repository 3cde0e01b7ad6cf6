// Reads the stores and judges. A judge that throws, or stores that can't be read, leave an invariant unknown: never a pass.
import type { Context } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { Operation, Oracle } from '../../core/workload.ts';
import type { Findings, Invariant, Judgement } from './invariant.ts';
import { invariants, isInvariantCode, type InvariantCode } from './table.ts';

/** The body of the journal's `invariant.judged`. */
export interface JudgedInvariant extends Judgement {
  readonly code: string;
}

/** What could be read, and why the rest could not. */
type Reading = {
  readonly [Part in keyof Findings]: { readonly found: Findings[Part] } | { readonly error: string };
};
type Table = Readonly<Record<string, Invariant>>;

/** Never rejects for what the stores or a judge did; a part that can't be read costs only the invariants that need it. */
export const judgeInvariants = async (
  codes: readonly string[],
  seen: { readonly operations: readonly Operation[]; readonly oracle: Oracle },
  ctx: Context,
  table: Table = invariants,
): Promise<readonly JudgedInvariant[]> => {
  const reading: Reading = {
    operations: { found: seen.operations },
    terminals: await part(() => seen.oracle.terminals(ctx)),
    conservations: await part(() => seen.oracle.conservations(ctx)),
    levels: await part(() => seen.oracle.levels(ctx)),
  };
  return codes.map((code) => ({ code, ...judge(code, reading, table) }));
};

const part = async <Found>(read: () => Promise<Found>): Promise<{ found: Found } | { error: string }> => {
  try {
    return { found: await read() };
  } catch (error) {
    return { error: messageOf(error) };
  }
};

const needs: Readonly<Record<InvariantCode, readonly (keyof Findings)[]>> = {
  'INV-ACK': ['operations', 'terminals'],
  'INV-ONCE': ['terminals'],
  'INV-SUM': ['conservations'],
  'INV-NEG': ['levels'],
  'INV-TERM': ['terminals'],
};

const judge = (code: string, reading: Reading, table: Table): Judgement => {
  const invariant = table[code];
  if (invariant === undefined) return open('invariant', 'one that gameday knows', code);
  for (const name of isInvariantCode(code) ? needs[code] : []) {
    const read = reading[name];
    if ('error' in read) return open(name, 'read from the stores', read.error);
  }
  try {
    return invariant(findingsOf(reading));
  } catch (error) {
    return open(code, 'a judgement', `the judge broke: ${messageOf(error)}`);
  }
};

const findingsOf = ({ operations, terminals, conservations, levels }: Reading): Findings => ({
  operations: 'found' in operations ? operations.found : [],
  terminals: 'found' in terminals ? terminals.found : [],
  conservations: 'found' in conservations ? conservations.found : [],
  levels: 'found' in levels ? levels.found : [],
});

const open = (what: string, expected: string, actual: string): Judgement => ({
  verdict: 'unknown',
  counts: {},
  evidence: [{ what, expected, actual }],
});
