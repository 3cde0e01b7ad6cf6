// The invariants: one row for each file.
import { ack } from './ack.ts';
import type { Invariant } from './invariant.ts';
import { neg } from './neg.ts';
import { once } from './once.ts';
import { sum } from './sum.ts';
import { term } from './term.ts';

export const invariants = {
  'INV-ACK': ack,
  'INV-ONCE': once,
  'INV-SUM': sum,
  'INV-NEG': neg,
  'INV-TERM': term,
} satisfies Record<string, Invariant>;

export type InvariantCode = keyof typeof invariants;
export const isInvariantCode = (code: string): code is InvariantCode => Object.hasOwn(invariants, code);
