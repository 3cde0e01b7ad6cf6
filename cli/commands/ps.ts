// gameday ps: the containers of a system that is up.
import { systemClock } from '../../core/clock.ts';
import { findStack } from '../../stack/find-stack.ts';
import { print, tableText } from '../output.ts';
import { enterPlace, notUp } from '../place.ts';

export const handle = async (args: {
  readonly scenario: string;
  readonly engine?: string;
}): Promise<number> => {
  const ctx = { clock: systemClock, signal: systemClock.deadline(30_000) };
  const place = await enterPlace({ engine: args.engine, system: args.scenario, need: 'existing' }, ctx);
  if ('done' in place) return place.done;
  const found = await findStack(place.here.engine, args.scenario, ctx);
  if (found === null) throw notUp(args.scenario);
  const rows = found.containers.map(({ service, state, status, addresses, name }) => [
    service,
    state,
    Object.values(addresses)[0] ?? '-',
    name,
    status,
  ]);
  print(tableText([['SERVICE', 'STATE', 'ADDRESS', 'CONTAINER', 'STATUS'], ...rows]));
  return 0;
};
