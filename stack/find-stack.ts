// What of a system's stack is on an engine.
import type { Context } from '../core/clock.ts';
import { listContainers, type ListedContainer } from './containers.ts';
import type { Engine } from './engine/connect-engine.ts';
import { hashLabel, outlineLabel, paceLabel, projectsOf } from './labels.ts';
import { operatorService } from './operator.ts';
import type { StackOutline } from './stack-files.ts';

export interface FoundStack {
  readonly system: string;
  readonly project: string;
  readonly gamedayProject: string;
  readonly pace: number;
  readonly hash: string;
  readonly containers: readonly ListedContainer[];
  /** Null when it can't be opened any more: the operator is missing, its start was cut short. Only stopping it is left. */
  readonly outline: StackOutline | null;
}

/** Null when nothing labelled for this system is there. */
export const findStack = async (
  engine: Pick<Engine, 'docker'>,
  system: string,
  ctx: Context,
): Promise<FoundStack | null> => {
  const containers = await listContainers(engine.docker, system, ctx);
  const [first] = containers;
  if (first === undefined) return null;
  const operator = containers.find(({ service }) => service === operatorService);
  const outline = operator?.labels[outlineLabel];
  return {
    system,
    ...projectsOf(system),
    pace: Number(first.labels[paceLabel]),
    hash: first.labels[hashLabel] ?? '',
    containers,
    outline: outline === undefined ? null : (JSON.parse(outline) as StackOutline),
  };
};
