// What a phase waits for, in words, as far as the records tell.
import type { Phase } from '../../../core/verdicts.ts';
import { listed, msText } from '../../../reports/text.ts';
import { isFiring, type LiveState } from './state.ts';

export const waitsFor = (state: LiveState): string => {
  if (state.question !== null) return 'somebody to say go';
  if (state.phase === null) return state.drill === null ? 'the system to be looked at' : '';
  return phaseWaits[state.phase.name](state);
};

const proof = 'proof that nothing of the fault is left';

const phaseWaits: Readonly<Record<Phase, (state: LiveState) => string>> = {
  prepare: () => 'whether its alerts can be seen in time',
  'warm-up': (state) => unlessCalm(state, 'traffic to fill the longest alert window'),
  gate: (state) => unlessCalm(state, 'every probe to pass three times, no alert'),
  baseline: () => 'a look at how it is when all is well',
  inject: () => 'the fault to go in',
  confirm: () => 'proof that the fault bites',
  detect: (state) =>
    state.drill?.plan.type === 'placebo'
      ? 'the watch to end: nothing may fire'
      : (laterFault(state) ?? signals(state)),
  diagnose: () => 'the runbook’s diagnosis',
  remediate: () => 'the runbook’s remediation',
  recover: (state) => `${unlessCalm(state, 'probes and alerts to stay good')}${within(state)}`,
  heal: (state) => (state.endedBy === null ? unlessCalm(state, proof) : proof),
  verify: () => 'the queues to drain, then the invariants',
};

const unlessCalm = (state: LiveState, otherwise: string): string => {
  const gate = state.drill?.plan.gateProbes ?? [];
  const bad = state.probes
    .filter(({ name, looks }) => gate.includes(name) && looks.at(-1)?.verdict !== 'pass')
    .map(({ name }) => name);
  const active = state.alerts.filter(isFiring).map(({ name }) => name);
  const open = [
    ...(bad.length === 0 ? [] : [`${listed(bad)} to pass`]),
    ...(active.length === 0 ? [] : [`${listed(active)} to resolve`]),
  ];
  return open.length === 0 ? otherwise : open.join(', ');
};

const within = ({ drill }: LiveState): string =>
  drill?.plan.recover ? `, within ${msText(drill.plan.recover.pacedMs)} of the injection` : '';

/** What comes by time comes before anything else goes on. */
const laterFault = ({ drill, faults }: LiveState): string | null => {
  const due = drill?.plan.faults.find(
    ({ id, comes }) =>
      comes?.kind === 'later' && faults.some((fault) => fault.id === id && fault.stage === 'planned'),
  );
  return due === undefined ? null : `${due.id} to come`;
};

const signals = ({ drill, alerts, seen }: LiveState): string => {
  const open = (drill?.plan.signals ?? []).filter(({ name, kind }) =>
    kind === 'alert'
      ? !alerts.some((alert) => alert.name === name && alert.edges.some(({ edge }) => edge === 'delivered'))
      : !seen.includes(name),
  );
  if (open.length === 0) return 'nothing more: every promised signal was seen';
  return listed(open.map(({ name, within: promised }) => `${name} within ${msText(promised.pacedMs)}`));
};
