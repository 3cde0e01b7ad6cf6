// Units of a host: each is the Compose service of that name, with all its containers.
import type { Container } from './engine.ts';
import type { World } from './tool.ts';

export type UnitState = 'active' | 'inactive' | 'failed';

export interface Unit {
  readonly name: string;
  readonly containers: readonly Container[];
  readonly state: UnitState;
  /** The container that is looked at first. */
  readonly main: Container;
}

/** Without those of gameday's own. */
export const unitsOf = async ({ engine }: World): Promise<readonly Unit[]> => {
  const containers = await engine.containers();
  return [...new Set(containers.map(({ service }) => service))].flatMap((name) => {
    const own = containers.filter(({ service }) => service === name);
    const main = own.find(isUp) ?? own[0];
    return main === undefined ? [] : [{ name, containers: own, state: stateOf(own), main }];
  });
};

/** By the service's name or one of its containers' names, with `.service` or without. */
export const findUnit = (units: readonly Unit[], asked: string): Unit | undefined => {
  const name = asked.replace(/\.service$/, '');
  return units.find((unit) => unit.name === name || unit.containers.some((one) => one.name === name));
};

// A frozen process is running for everybody who only looks at the process.
export const isUp = ({ state }: Container): boolean => state === 'running' || state === 'paused';

// 143 and 0 are ends on demand.
const stateOf = (containers: readonly Container[]): UnitState => {
  if (containers.some(isUp)) return 'active';
  return containers.some(({ exitCode, oomKilled }) => oomKilled || ![0, 143].includes(exitCode))
    ? 'failed'
    : 'inactive';
};

export type UnitAction = 'start' | 'stop' | 'restart' | 'reload';

/** Gives what was done, in words. */
export const actOn = async ({ engine }: World, unit: Unit, action: UnitAction): Promise<string> => {
  for (const container of unit.containers) {
    if (action === 'reload') await engine.act(container, 'kill', 'HUP');
    else await engine.act(container, action);
  }
  return action === 'reload'
    ? `sent HUP to the service ${unit.name}`
    : `${past[action]} the service ${unit.name}`;
};

const past = { start: 'started', stop: 'stopped', restart: 'restarted' } as const;
