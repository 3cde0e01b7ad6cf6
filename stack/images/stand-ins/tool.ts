// What a stand-in is: a function of its arguments and of the few things around it that it may touch.
import type { Engine } from './engine.ts';

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names of the hosts that ssh and scp know. */
  readonly hosts: readonly string[];
  /** Folder of the hosts' files: HOST below it is that host's root. */
  readonly hostsFolder: string;
  /** Folder of the buckets. */
  readonly bucketsFolder: string;
  readonly engine: Engine;
  /** Its standard input is a terminal. */
  readonly terminal: boolean;
  print(text: string | Buffer): void;
  printError(text: string): void;
  /** Runs a program with this one's input and output; gives its exit code, 128 + n for signal n. */
  run(argv: readonly string[], options?: RunOptions): Promise<number>;
  /** All of the standard input. */
  input(): Promise<Buffer>;
  now(): Date;
  sleep(ms: number): Promise<void>;
  /** What an earlier call has kept under a name; null when nothing. */
  recall<Value>(name: string): Value | null;
  keep(name: string, value: unknown): void;
  /** Waits for what nobody types. */
  forever(): Promise<never>;
  /** The call is written down now, without an exit code: what follows may never return. */
  handOver(effect: string): void;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly uid?: number;
  readonly gid?: number;
  readonly noInput?: boolean;
}

export interface Outcome {
  readonly exitCode: number;
  /** What it changed, in words; `none` where it only told something. */
  readonly effect: string;
}

export type Tool = (argv: readonly string[], world: World) => Promise<Outcome>;

/** An error of the tool's own: its text as the real one words it, and the real one's exit code. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const told: Outcome = { exitCode: 0, effect: 'none' };
