// Runs that ended before their time: interrupted, lost, killed in each phase, healed later.
import { cutAt, healer, incident, stopped, without } from '../../fixtures/mini-journal.ts';
import type { VerdictRow } from './row.ts';

const id = 'shop/broker-killed';
const ok = incident();
const killed = { finished: false };

// prettier-ignore
export const ends: readonly VerdictRow[] = [
  ['interrupted before the fault', 'aborted interrupted clean 3', stopped(ok, 850, 'interrupted'), { own: [{ type: 'run.interrupted', by: 'SIGINT' }] }],
  ['interrupted with the fault in', 'aborted interrupted clean 3', stopped(ok, 1200, 'interrupted')],
  ['interrupted, healing not proven', 'aborted interrupted unknown 5', without(stopped(ok, 1200, 'interrupted'), 'fault.gone')],
  ['interrupted after the drill passed', 'pass ok clean 3', ok, { own: [{ type: 'run.interrupted', by: 'SIGTERM' }] }],
  ['a stop condition', 'aborted stop-condition clean 3', stopped(ok, 1200, 'stop-condition')],
  ['overtaken', 'aborted lease-lost clean 3', stopped(ok, 1200, 'lease-lost')],
  ['engine lost, and nobody could heal', 'error engine-lost unknown 5', cutAt(stopped(ok, 1200, 'engine-lost'), 1200)],
  ['engine lost before the fault', 'error engine-lost clean 70', stopped(ok, 850, 'engine-lost')],
  ['disk full', 'error disk-full clean 70', stopped(ok, 850, 'disk-full')],
  ['a defect of ours', 'error internal-error clean 70', stopped(ok, 1200, 'internal-error')],
  ['a drill that ends without a word', 'error internal-error clean 70', cutAt(ok, 850)],
  ['the run fails after a drill that passed', 'pass ok clean 70', ok, { own: [{ type: 'run.failed', reason: 'disk-full', message: 'no space' }] }],
  ['killed between its drills', 'pass ok clean 3', ok, killed],
  ['killed in the gate', 'aborted killed clean 3', cutAt(ok, 200), killed],
  ['killed with the undo written', 'aborted killed unknown 5', cutAt(ok, 990), killed],
  ['killed in the injection', 'aborted killed unknown 5', cutAt(ok, 1000), killed],
  ['killed in detect', 'aborted killed unknown 5', cutAt(ok, 2000), killed],
  ['killed in diagnose', 'aborted killed unknown 5', cutAt(ok, 4600), killed],
  ['killed in remediate', 'aborted killed unknown 5', cutAt(ok, 4800), killed],
  ['killed in recover', 'aborted killed unknown 5', cutAt(ok, 4950), killed],
  ['killed in heal', 'aborted killed unknown 5', cutAt(ok, 9700), killed],
  ['killed in verify', 'aborted killed clean 3', cutAt(ok, 10_050), killed],
  ['killed in detect, healed by the watchdog', 'aborted killed clean 3', [...cutAt(ok, 2000), ...healer(id, 'pass')], killed],
  ['killed in detect, healed without proof', 'aborted killed unknown 5', [...cutAt(ok, 2000), ...healer(id, 'unknown')], killed],
  ['killed in detect, still there after healing', 'aborted killed dirty 5', [...cutAt(ok, 2000), ...healer(id, 'fail')], killed],
];
