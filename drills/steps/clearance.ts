// What stands between a runbook's command and its run: placeholders are bound, its class is told, policy and target are asked.
import type { Context } from '../../core/clock.ts';
import type { SkipColour, Via } from '../../core/journal/events.ts';
import type { Evidence } from '../../core/observation.ts';
import type { Command, Section, WaitUntil } from '../../runbooks/model.ts';
import type { Promised } from './expectations.ts';

/** What is known of a command before it runs, whether it may or not. */
export interface Known {
  /** Bound, as far as it can be. */
  readonly command: string;
  readonly commandClass: string;
  /** Who let it through; null: nobody had to, or nobody did. */
  readonly approvedBy: string | null;
  readonly via: Via;
  /** What bindings.yaml promises for it; scenario.yaml's own promise for a drill comes first. */
  readonly promised: Promised | null;
}

export type Cleared = Known &
  (
    | {
        readonly held: null;
        readonly env: Readonly<Record<string, string>>;
        /** Looks at what the command may change; the answer says, afterwards, what did change beyond its target. */
        readonly watch: ((ctx: Context) => Promise<(ctx: Context) => Promise<readonly Evidence[]>>) | null;
        /** Where it only reads it may look at anything: says what of that is not of this stack, as far as anybody can tell. */
        readonly stray?: (ctx: Context) => Promise<string | null>;
      }
    | { readonly held: SkipColour; readonly reason: string }
  );

export interface Clearance {
  /** Asked right before each run: a target that was right a minute ago may be another one now. */
  clear(action: Command | WaitUntil, section: Section, ctx: Context): Promise<Cleared>;
  /** Told what a command that ran has shown: later placeholders may be read from it, and what it left in the terminal counts. */
  showed(command: string, output: string): void;
}
