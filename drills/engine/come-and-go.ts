// Faults that come later or go before the end: by time, one after the other, and at steps of the remediation.
import { isStep, type AtMoment } from '../steps/moment.ts';
import { waitPaced, type BoundFault, type DrillRun, type Injected } from './drill-run.ts';
import { healPrepared } from './end-drill.ts';
import { bringIn } from './inject.ts';
import { DrillStop } from './stop.ts';

/** Null before anything went in. */
export const firstInjectionMs = ({ atMs }: Pick<Injected, 'atMs'>): number | null =>
  atMs.values().next().value ?? null;

/** Until all that comes and goes by time has come and gone. What is late, since something before it took its time, comes at once. */
export const comeAndGo = async (run: DrillRun, injected: Injected): Promise<void> => {
  for (let next = nextOf(run, injected); next !== null; next = nextOf(run, injected)) {
    const { bound, turn, dueMs } = next;
    const what = `until ${bound.id} ${turn === 'comes' ? 'comes' : 'goes'}`;
    await waitPaced(run, what, dueMs - run.clock.now().getTime());
    await (turn === 'comes' ? bringIn(run, bound, injected) : takeOut(run, bound, injected));
  }
};

interface Turn {
  readonly bound: BoundFault;
  readonly turn: 'comes' | 'goes';
  readonly dueMs: number;
}

/** What is due first; of two at the same time the one that goes. */
const nextOf = ({ faults }: DrillRun, injected: Injected): Turn | null => {
  const turns = faults.flatMap((bound) => turnOf(bound, injected) ?? []);
  return turns.toSorted((a, b) => a.dueMs - b.dueMs || (a.turn === 'goes' ? -1 : 1))[0] ?? null;
};

const turnOf = (bound: BoundFault, injected: Injected): Turn | null => {
  const { id, comes, staysMs } = bound;
  const [firstMs, inMs] = [firstInjectionMs(injected), injected.atMs.get(id)];
  if (inMs === undefined)
    return comes?.kind === 'later' && firstMs !== null
      ? { bound, turn: 'comes', dueMs: firstMs + comes.after.pacedMs }
      : null;
  const isIn = injected.left.some((one) => one.id === id);
  return isIn && staysMs !== null ? { bound, turn: 'goes', dueMs: inMs + staysMs } : null;
};

/** What comes next counts on its being gone. */
const takeOut = async (run: DrillRun, { id }: BoundFault, { left }: Injected): Promise<void> => {
  run.lease.check();
  const task = left.find((one) => one.id === id);
  if (task === undefined) return;
  if (!(await healPrepared(run, [task])))
    throw new DrillStop('confirm', `${id} was taken back, and is not proved to be gone`);
  left.splice(left.indexOf(task), 1);
};

/** The faults that come at this step of the remediation. */
export const atSteps =
  (run: DrillRun, injected: Injected): AtMoment =>
  async (side, action, number) => {
    for (const bound of run.faults) {
      const { comes, id } = bound;
      if (comes?.kind !== 'step' || injected.atMs.has(id)) continue;
      if (comes.side === side && isStep(action, number, comes.step)) await bringIn(run, bound, injected);
    }
  };
