// Alerts that nobody promised: one that fires fails the drill, one that only waited is a note.
import { epochMs } from '../../core/clock.ts';
import type { EventOf } from '../../core/journal/events.ts';
import type { CheckVerdict } from '../../core/verdicts.ts';
import { recoveredMs } from '../recovered.ts';
import type { RecoveryReport } from '../schema.ts';
import { listed } from '../text.ts';
import { lastOf, ofType, type DrillRecords } from './records.ts';
import { rehearsedMs } from './rehearsed.ts';

export interface AlertsFold {
  readonly unexpected: readonly string[];
  readonly verdict: CheckVerdict;
  readonly reason: string;
  readonly notes: readonly string[];
}

export const foldAlerts = (drill: DrillRecords, recovery: RecoveryReport | null): AlertsFold => {
  const from = watchedFrom(drill);
  const edges = ofType(drill.events, 'alert.edge').filter(
    ({ edgeAt }) => from !== null && epochMs(edgeAt) >= epochMs(from),
  );
  const untilMs = judgedUntilMs(drill, recovery);
  const firing = edges.filter(({ edge }) => edge === 'firing' || edge === 'delivered');
  const fired = namesOf(firing.filter(({ edgeAt }) => epochMs(edgeAt) <= untilMs));
  const promised = new Set(drill.plan.signals.filter(({ kind }) => kind === 'alert').map(({ name }) => name));
  const expected = (name: string): boolean => promised.has(name) || drill.plan.alsoFires.includes(name);
  const unexpected = fired.filter((name) => !expected(name));
  const firedAtAll = namesOf(firing);
  const late = firedAtAll.filter((name) => !expected(name) && !fired.includes(name));
  const onlyPending = namesOf(edges.filter(({ edge }) => edge === 'pending')).filter(
    (name) => !expected(name) && !firedAtAll.includes(name),
  );
  const also = firedAtAll.filter((name) => !promised.has(name) && drill.plan.alsoFires.includes(name));
  const judged = judge(drill, unexpected, from !== null);
  // Nobody watched long enough to say what did not come.
  const silent =
    drill.origin === null || judged.verdict === 'unknown'
      ? []
      : drill.plan.alsoFires.filter((name) => !firedAtAll.includes(name));
  return {
    unexpected,
    ...judged,
    notes: [
      ...onlyPending.map((name) => `${name} became pending, which nobody promised; it never fired`),
      ...late.map((name) => `${name} fired when the time to recover was over: not judged`),
      ...also.map((name) => `${name} fired too, as alsoFires lets it`),
      ...silent.map((name) => `${name} is listed under alsoFires but did not fire`),
      ...alreadyNotes(drill, promised),
    ],
  };
};

const judge = (
  drill: DrillRecords,
  unexpected: readonly string[],
  began: boolean,
): { verdict: CheckVerdict; reason: string } => {
  if (unexpected.length > 0 && rehearsedMs(drill) > 0)
    return {
      verdict: 'unknown',
      reason: `${listed(unexpected)} fired, which nobody promised, while somebody was waited for`,
    };
  if (unexpected.length > 0)
    return { verdict: 'fail', reason: `${listed(unexpected)} fired, which nobody promised` };
  if (!began) return { verdict: 'unknown', reason: 'the alerts were not watched: the drill stopped before' };
  const ended = lastOf(drill.events, 'detect.ended');
  // Detection may end early: the record at the drill's end speaks of all of it. Older journals have none.
  const watched = lastOf(drill.events, 'alerts.watched');
  const needsWatch = drill.plan.type !== 'procedure' || drill.plan.signals.length > 0;
  const cutShort =
    drill.finished === null || (watched === null && lastOf(drill.events, 'drill.stopped') !== null);
  if (cutShort || (ended === null && needsWatch))
    return { verdict: 'unknown', reason: 'the watch over the alerts did not reach its end' };
  const blind = [watched, ended].find((watch) => watch?.measurable === false);
  if (blind) return { verdict: 'unknown', reason: `could not be measured: ${blind.message}` };
  return { verdict: 'pass', reason: 'no alert fired that nobody promised' };
};

/** The injection; where nothing is injected, the passed gate. */
const watchedFrom = ({ events, origin, plan }: DrillRecords): string | null => {
  if (origin !== null) return origin.at;
  if (plan.faults.length > 0) return null;
  const gate = ofType(events, 'gate.judged').findLast(({ when }) => when === 'before');
  if (gate === undefined || gate.checks.some(({ verdict }) => verdict !== 'pass')) return null;
  return gate.at;
};

/** An outage that is known to outlast its time to recover sets off what nobody could promise, and `recover` says so. */
const judgedUntilMs = (
  { origin, plan: { signals } }: DrillRecords,
  recovery: RecoveryReport | null,
): number => {
  const draggedOn = recovery?.verdict === 'fail' && recoveredMs({ signals, recovery }) === null;
  return draggedOn && origin !== null ? epochMs(origin.at) + recovery.withinMs : Number.POSITIVE_INFINITY;
};

const namesOf = (edges: readonly EventOf<'alert.edge'>[]): string[] => [
  ...new Set(edges.map(({ alert }) => alert)),
];

const alreadyNotes = ({ events }: DrillRecords, promised: ReadonlySet<string>): string[] =>
  ofType(events, 'alert.already')
    .filter(({ alert }) => !promised.has(alert))
    .map(({ alert, state }) => `${alert} was already ${state} when the fault went in`);
