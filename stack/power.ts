// The powers by name, and those that put something else in a container's place.
import type { Context } from '../core/clock.ts';

/** What a fault may need of a stack; checked when files are loaded. */
export type Power =
  | 'signal'
  | 'lifecycle'
  | 'pause'
  | 'memory'
  | 'network'
  | 'exec'
  | 'edges'
  | 'dial'
  | 'recreate'
  | 'volumes';

/** By variable; null: it is not there. */
export type Variables = Readonly<Record<string, string | null>>;

/** In what a second container differs from the first; null: it doesn't. */
export interface Likeness {
  readonly image: string | null;
  readonly variables: Variables;
  readonly command: readonly string[] | null;
}

export interface ReplacingPowers {
  /** As the container has it from the engine, its image's own variables included. */
  environment(service: string, ctx: Context): Promise<Readonly<Record<string, string>>>;
  /**
   * A new container in the service's place, the same but for these variables. Never leaves less than one of the two behind:
   * called again, it first ends what an earlier call had begun.
   */
  recreate(service: string, change: Variables, ctx: Context): Promise<void>;
  /** Ends what a call of `recreate` that was cut off had begun. */
  settleRecreation(service: string, ctx: Context): Promise<void>;
  /** A second container like the service's, reached as `name`. One of that name goes first. */
  startBeside(service: string, name: string, change: Likeness, ctx: Context): Promise<void>;
  /** Of one that is not there: nothing. */
  removeBeside(name: string, ctx: Context): Promise<void>;
  /** The folders of a service's container that are volumes. */
  volumeFolders(service: string, ctx: Context): Promise<readonly string[]>;
  /** What a volume of a stopped service holds goes to a volume of gameday's own. A second call changes nothing. */
  moveAside(service: string, folder: string, mark: string, ctx: Context): Promise<void>;
  /** Takes it back in place of what is there now, and removes that volume. */
  moveBack(service: string, folder: string, mark: string, ctx: Context): Promise<void>;
  /** Removes what was moved aside for good: its place has been taken. */
  dropAside(mark: string, ctx: Context): Promise<void>;
  /** Whether something of that mark is aside. */
  isAside(mark: string, ctx: Context): Promise<boolean>;
}
