// The table of faults: one row, one file. Its keys are what scenario.yaml writes.
import { GamedayError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { unknown } from '../../core/observation.ts';
import { bandwidth } from './bandwidth.ts';
import { cut } from './cut.ts';
import { dataLoss } from './data-loss.ts';
import { disconnect } from './disconnect.ts';
import { environment } from './environment.ts';
import type { FaultKind, Healing } from './fault.ts';
import { freeze } from './freeze.ts';
import { hole } from './hole.ts';
import { kill } from './kill.ts';
import { latency } from './latency.ts';
import { limitData } from './limit-data.ts';
import { memory } from './memory.ts';
import { overload } from './overload.ts';
import { pause } from './pause.ts';
import { poison } from './poison.ts';
import { redisMemory } from './redis-memory.ts';
import { redisPause } from './redis-pause.ts';
import { redisWrongType } from './redis-wrong-type.ts';
import { release } from './release.ts';
import { resetPeer } from './reset-peer.ts';
import { slicer } from './slicer.ts';
import { slowClose } from './slow-close.ts';
import { stop } from './stop.ts';
import { tamper } from './tamper.ts';
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
  'redis-pause': redisPause,
  'redis-memory': redisMemory,
  'redis-wrong-type': redisWrongType,
  tamper,
  poison,
  environment,
  'data-loss': dataLoss,
  overload,
  release,
} satisfies Record<string, FaultKind<unknown>>;

export type FaultKindName = keyof typeof faultKinds;

/** The kind of a name out of a file or a journal; null when there is none. */
export const faultKindNamed = (name: string): FaultKind<unknown, Json> | null =>
  Object.hasOwn(faultKinds, name) ? faultKinds[name as FaultKindName] : null;

/** What heals a fault of this kind from its journalled undo. A kind of another version fails on its own, so that the others are healed. */
export const healingOf = (name: string): Healing =>
  faultKindNamed(name) ?? {
    heal: () => Promise.reject(unknownKind(name)),
    gone: () =>
      Promise.resolve(unknown(name, 'a kind of fault that can be healed', 'unknown to this version')),
  };

const unknownKind = (name: string): GamedayError =>
  new GamedayError({
    code: 'unknown-fault',
    exitCode: 5,
    message: `this version knows no fault "${name}"`,
    hint: 'heal with the version that injected it, or end the stack by `gameday down`',
  });
