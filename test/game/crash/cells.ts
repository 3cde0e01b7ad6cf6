// The cells of the crash matrix: what is done to a run, in which drill, at which moment. The same seed gives the same cells.
import { effectTypes, type JournalEventType } from '../../../core/journal/events.ts';
import { phases, type Phase } from '../../../core/verdicts.ts';
import { dealer, randomOf } from '../dice.ts';

/** The nth record of that type in the run's journal. */
export interface RecordMoment {
  readonly type: JournalEventType;
  readonly nth: number;
}

export const signals = ['SIGTERM', 'SIGINT', 'SIGINT twice', 'SIGHUP', 'closed terminal'] as const;
export const suspensions = ['SIGSTOP', 'Ctrl-Z'] as const;
export const damages = ['torn last line', 'broken line', 'broken undo'] as const;

interface Common {
  readonly id: string;
  readonly drill: string;
}
export type KillCell = Common & {
  readonly attack: 'kill -9';
  readonly at: RecordMoment;
  /** Which process of the chain: the one outside the engine's network, the one inside, or both. */
  readonly link: 'outer' | 'inner' | 'both';
  readonly healedBy: 'watchdog' | 'heal';
};
export type SignalCell = Common & {
  readonly attack: 'signal';
  readonly how: (typeof signals)[number];
  readonly phase: Phase;
};
export type SuspendCell = Common & {
  readonly attack: 'suspended';
  readonly how: (typeof suspensions)[number];
  readonly phase: Phase;
};
export type DiskCell = Common & { readonly attack: 'disk full'; readonly at: RecordMoment };
export type DamageCell = Common & {
  readonly attack: 'damaged journal';
  readonly how: (typeof damages)[number];
  readonly at: RecordMoment;
};
export type Cell = KillCell | SignalCell | SuspendCell | DiskCell | DamageCell;

/** A drill of the matrix: how many faults it injects and how many commands it runs. */
export interface DrillSize {
  readonly name: string;
  readonly faults: number;
  readonly steps: number;
}

export const planCells = (drills: readonly DrillSize[], seed: number): readonly Cell[] => {
  const random = randomOf(seed);
  const anyDrill = dealer(drills, random);
  return [
    ...drills.flatMap((drill) => killCells(drill, random)),
    ...phases.flatMap((phase) =>
      signals.map((how): SignalCell => {
        const drill = anyDrill().name;
        return { attack: 'signal', id: `${how} in ${phase}`, drill, how, phase };
      }),
    ),
    ...suspensions.flatMap((how) =>
      (['warm-up', 'baseline', 'inject', 'detect', 'remediate'] as const).map((phase): SuspendCell => {
        const drill = anyDrill().name;
        return { attack: 'suspended', id: `suspended by ${how} in ${phase}`, drill, how, phase };
      }),
    ),
    ...(['fault.prepared', 'fault.injecting', 'step.started', 'fault.healing'] as const).map(
      (type): DiskCell => {
        const drill = anyDrill().name;
        return { attack: 'disk full', id: `disk full at ${type}`, drill, at: { type, nth: 2 } };
      },
    ),
    ...damages.map((how): DamageCell => {
      const drill = anyDrill().name;
      return { attack: 'damaged journal', id: how, drill, how, at: { type: 'fault.injected', nth: 3 } };
    }),
  ];
};

/** One for every effect record that the drill writes. */
const killCells = (drill: DrillSize, random: () => number): readonly KillCell[] =>
  [...effectTypes].flatMap((type) =>
    Array.from({ length: timesOf(type, drill) }, (_, index): KillCell => {
      const at = { type, nth: index + 1 };
      const id = `kill -9 at ${drill.name} ${type} ${at.nth}`;
      const link = (['outer', 'inner', 'both'] as const)[Math.floor(random() * 3)] ?? 'inner';
      const healedBy = random() < 0.5 ? 'watchdog' : 'heal';
      return { attack: 'kill -9', id, drill: drill.name, at, link, healedBy };
    }),
  );

const timesOf = (type: JournalEventType, { faults, steps }: DrillSize): number => {
  switch (type) {
    case 'run.started':
    case 'drill.started':
      return 1;
    case 'fault.prepared':
    case 'fault.injecting':
    case 'fault.injected':
    case 'fault.healing':
    case 'fault.healed':
      return faults;
    case 'step.started':
      return steps;
    default:
      throw new Error(
        `${type} is a record of an effect: how often does a drill of the crash matrix write it?`,
      );
  }
};

/** A few cells for every day, of the quick kinds: kills while a fault may be in, healed by either, and two signals. */
export const sampleOf = (cells: readonly Cell[], seed: number): readonly Cell[] => {
  const random = randomOf(seed);
  const kill = (healedBy: KillCell['healedBy']): Cell =>
    dealer(
      cells.filter(
        (cell) =>
          cell.attack === 'kill -9' &&
          cell.healedBy === healedBy &&
          /injecting|injected|step|healing/.test(cell.at.type),
      ),
      random,
    )();
  const signal = dealer(
    cells.filter((cell) => cell.attack === 'signal' && cell.how !== 'closed terminal'),
    random,
  );
  return [kill('watchdog'), kill('heal'), signal(), signal()];
};
