// The tables of kinds that a scenario's probes, faults and stores are read by.
import { probeKinds } from '../../probes/kinds.ts';
import type { ProbeKind } from '../../probes/probe.ts';
import type { FaultKind } from '../faults/fault.ts';
import { faultKinds } from '../faults/kinds.ts';
import { storeKinds } from '../stores/kinds.ts';
import type { StoreKind } from '../stores/store.ts';

export interface Kinds {
  readonly probes: Readonly<Record<string, ProbeKind<unknown>>>;
  readonly faults: Readonly<Record<string, FaultKind<unknown>>>;
  readonly stores: Readonly<Record<string, StoreKind<unknown>>>;
}

/** All that gameday has. */
export const allKinds: Kinds = { probes: probeKinds, faults: faultKinds, stores: storeKinds };
