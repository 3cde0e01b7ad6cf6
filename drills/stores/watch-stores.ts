// Around a command that may destroy something: every store is looked at before and after, and what was not to change is told.
import type { Context } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { Evidence } from '../../core/observation.ts';
import { matchesPattern, type Holding, type Store } from './store.ts';

export interface NamedStore {
  readonly name: string;
  readonly store: Store;
}

/** A look takes at most this long, real time: a store that an incident has silenced is left out. */
const patienceMs = 10_000;
const mostTold = 10;

/** Looks now; what it gives looks again and tells what is lost or changed, but for `allowed` items (patterns). */
export const watchStores = async (
  stores: readonly NamedStore[],
  allowed: readonly string[],
  ctx: Context,
): Promise<(ctx: Context) => Promise<readonly Evidence[]>> => {
  const before = await Promise.all(
    stores.map(async (one) => ({ ...one, holding: await lookOrNull(one.store, ctx) })),
  );
  return async (later) => {
    const found = await Promise.all(
      before.map(async ({ name, store, holding }) => {
        // Silent before: that it is silent now says nothing of the command.
        if (holding === null) return [];
        try {
          return store
            .compare(holding, await look(store, later))
            .filter(({ item }) => !matchesPattern(item, allowed))
            .map(({ item, change, detail }) => evidence(`${name}: ${item}`, `${change}: ${detail}`));
        } catch (error) {
          later.signal.throwIfAborted();
          return [evidence(name, `can't be read any more: ${messageOf(error)}`)];
        }
      }),
    );
    return shortened(found.flat());
  };
};

const evidence = (what: string, actual: string): Evidence => ({
  what,
  expected: 'as it was before the command',
  actual,
});

const shortened = (found: readonly Evidence[]): readonly Evidence[] =>
  found.length <= mostTold
    ? found
    : [...found.slice(0, mostTold), evidence('stores', `${found.length - mostTold} more lost or changed`)];

const lookOrNull = async (store: Store, ctx: Context): Promise<Holding | null> => {
  try {
    return await look(store, ctx);
  } catch {
    ctx.signal.throwIfAborted();
    // It is what the incident has taken away, or is hit by the drill itself: then there is nothing to compare.
    return null;
  }
};

const look = (store: Store, { clock, signal }: Context): Promise<Holding> =>
  store.look({ clock, signal: clock.deadline(patienceMs, signal) });
