// The procedures of a scenario's runbook, and the drills in which each is played.
import type { ScenarioSpec } from './schema.ts';

export interface DrilledProcedure {
  readonly id: string;
  readonly title: string;
  /** Names of drills; empty: nobody drills it. */
  readonly drills: readonly string[];
}

export const proceduresOf = ({
  procedures,
  drills,
}: Pick<ScenarioSpec, 'procedures' | 'drills'>): readonly DrilledProcedure[] =>
  Object.entries(procedures).map(([id, title]) => ({
    id,
    title,
    drills: Object.entries(drills).flatMap(([name, drill]) => (drill.procedures.includes(id) ? [name] : [])),
  }));
