// The table of faults: one row, one file. Its keys are what scenario.yaml writes.
import type { Json } from '../../core/json.ts';
import { bandwidth } from './bandwidth.ts';
import { cut } from './cut.ts';
import { disconnect } from './disconnect.ts';
import type { FaultKind } from './fault.ts';
import { freeze } from './freeze.ts';
import { hole } from './hole.ts';
import { kill } from './kill.ts';
import { latency } from './latency.ts';
import { limitData } from './limit-data.ts';
import { memory } from './memory.ts';
import { pause } from './pause.ts';
import { resetPeer } from './reset-peer.ts';
import { slicer } from './slicer.ts';
import { slowClose } from './slow-close.ts';
import { stop } from './stop.ts';
import { timeout } from './timeout.ts';

export const faultKinds = {
  kill,
  stop,
  pause,
  freeze,
  disconnect,
  memory,
  cut,
  hole,
  latency,
  bandwidth,
  'slow-close': slowClose,
  timeout,
  'reset-peer': resetPeer,
  slicer,
  'limit-data': limitData,
} satisfies Record<string, FaultKind<unknown>>;

export type FaultKindName = keyof typeof faultKinds;

/** The kind of a name out of a file or a journal; null when there is none. */
export const faultKindNamed = (name: string): FaultKind<unknown, Json> | null =>
  Object.hasOwn(faultKinds, name) ? faultKinds[name as FaultKindName] : null;
