// The contract of a fault: one harm with JSON undo. heal and gone work from the journalled undo alone, in another process, any number of times.
import type { ZodType } from 'zod';
import type { Context } from '../../core/clock.ts';
import type { Json } from '../../core/json.ts';
import type { Observation } from '../../core/observation.ts';
import type { Power, Stack } from '../../stack/stack.ts';

export interface Fault<Undo extends Json = Json> {
  /**
   * Resolves targets and reads what has to be restored; touches nothing. The undo is on disk as it is: a value that may be a secret
   * stays where the harm is, or behind `command`, `url`, `headers` or `body`, where secrets are masked, and where another process
   * proves nothing if one was. Opens the control client that `confirm` will use.
   */
  prepare(stack: Stack, ctx: Context): Promise<Undo>;
  inject(undo: Undo, stack: Stack, ctx: Context): Promise<void>;
  /** It bites, seen from the victim's side (a fresh and a pooled connection of a client that isn't the injector, or the kernel's word): never the injector's own API. */
  confirm(undo: Undo, stack: Stack, ctx: Context): Promise<Observation>;
  /** Closes the control client. Called on every way out, also when nothing was injected. */
  close(): Promise<void>;
}

/** Takes the harm back. Idempotent: what is gone already is success. */
export interface Healing<Undo extends Json = Json> {
  heal(undo: Undo, stack: Stack, ctx: Context): Promise<void>;
  /** Proof from outside the injector that nothing is left: one look, repeated by the engine while it doesn't pass. */
  gone(undo: Undo, stack: Stack, ctx: Context): Promise<Observation>;
}

export interface FaultKind<Config, Undo extends Json = Json> extends Healing<Undo> {
  readonly kind: string;
  readonly schema: ZodType<Config>;
  readonly needs: readonly Power[];
  /** What it aims at, checked against the topology when files are loaded. */
  target(config: Config): { readonly service: string } | { readonly edge: string };
  /** One sentence for people, e.g. `kill redpanda (SIGKILL)`. */
  summary(config: Config): string;
  create(config: Config): Fault<Undo>;
}
