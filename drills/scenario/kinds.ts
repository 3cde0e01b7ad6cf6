// The tables of kinds that a scenario's probes and faults are read by.
import { probeKinds } from '../../probes/kinds.ts';
import type { ProbeKind } from '../../probes/probe.ts';
import type { FaultKind } from '../faults/fault.ts';
import { faultKinds } from '../faults/kinds.ts';

export interface Kinds {
  readonly probes: Readonly<Record<string, ProbeKind<unknown>>>;
  readonly faults: Readonly<Record<string, FaultKind<unknown>>>;
}

/** All that gameday has. */
export const allKinds: Kinds = { probes: probeKinds, faults: faultKinds };
