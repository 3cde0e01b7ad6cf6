// What an artefact is: something that is fetched or built once on this machine and then copied into images.
import type { Context } from '../../core/clock.ts';

export interface Artefact {
  readonly name: string;
  /** Where it comes from, for people. */
  readonly source: string;
  readonly version: string;
  /** Commands of the machine that make it; asked for only when it is not in the cache. */
  readonly commands: readonly string[];
  /** What decides its content. A change of it makes a new artefact beside the old one; computed without running anything. */
  inputs(): readonly string[];
  /** Makes it inside an empty folder. */
  make(workshop: Workshop): Promise<void>;
  /** What a person can do where it can't be made. */
  readonly remedy: string;
}

export interface Workshop {
  /** Becomes the artefact. */
  readonly folder: string;
  /** Thrown away afterwards. */
  readonly scratch: string;
  /** Runs a command to its end, gives its standard output, throws GamedayError `component-missing` when it fails. */
  readonly run: (command: string, args: readonly string[], options?: RunOptions) => Promise<string>;
  readonly ctx: Context;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}
