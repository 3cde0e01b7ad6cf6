// The tables of kinds that a scenario's probes and faults are read by.
import type { FaultKind } from '../faults/fault.ts';
import type { ProbeKind } from '../../probes/probe.ts';

export interface Kinds {
  readonly probes: Readonly<Record<string, ProbeKind<unknown>>>;
  readonly faults: Readonly<Record<string, FaultKind<unknown>>>;
}
