// A running system as drills see it: its containers' powers, its clients, its operator. Knows nothing of drills.
import type { Dialer } from '../core/addresses.ts';
import type { Context } from '../core/clock.ts';
import type { StackIdentity } from '../core/journal/events.ts';
import type { OperatorHost } from './operator-host.ts';
import type { Power, ReplacingPowers } from './power.ts';

export type { Power };

export interface ContainerState {
  readonly service: string;
  readonly id: string;
  readonly name: string;
  readonly status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** RFC 3339, of the present or last start. */
  readonly startedAt: string;
  /** Docker's own init is PID 1 and the service its child. */
  readonly init: boolean;
  /** Bytes; 0 means no limit. */
  readonly memoryLimitBytes: number;
  /** Bytes; memory and swap together; 0 none, -1 unlimited. */
  readonly memorySwapLimitBytes: number;
  readonly networks: Readonly<
    Record<string, { readonly address: string; readonly aliases: readonly string[] }>
  >;
  readonly stopGraceSeconds: number;
}

/** A process as the kernel shows it (/proc and the container's cgroup), not as the engine tells it. */
export interface KernelProcess {
  /** As seen from gameday's own PID namespace. */
  readonly pid: number;
  readonly command: string;
  /** The letter of /proc/PID/stat: R running, S sleeping, D waiting, T stopped, Z zombie. */
  readonly state: string;
}

/** The kernel's word, read from outside the engine. Null where there is no cgroup any more: nothing of the container runs. */
export interface Kernel {
  processes(containerId: string): Promise<readonly KernelProcess[] | null>;
  /** The freezer's state of the container. */
  frozen(containerId: string): Promise<boolean | null>;
  /** Bytes: present use and limit (null: none). */
  memory(
    containerId: string,
  ): Promise<{ readonly usedBytes: number; readonly limitBytes: number | null } | null>;
  /** OOM kills of this machine since its start (/proc/vmstat oom_kill). */
  oomKills(): Promise<number>;
}

export interface ExecOptions {
  readonly user?: string;
  readonly privileged?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Output beyond it is cut. Default 256 KiB. */
  readonly maxOutputBytes?: number;
}

export interface ExecResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order in which they came. */
  readonly output: string;
  readonly truncated: boolean;
  /** The signal aborted first; the command's process group was ended. */
  readonly timedOut: boolean;
}

/** Harms and mends, by service name of either project. Each returns when the engine says that it is done. */
export interface Powers extends ReplacingPowers {
  /** Throws GamedayError `unknown-service`. */
  inspect(service: string, ctx: Context): Promise<ContainerState>;
  /** To PID 1 as the engine sends it; with init, the signal goes to init alone. */
  signal(service: string, signal: string, ctx: Context): Promise<void>;
  /** To the service's own process (init's child, or PID 1), also signals that can't be forwarded (STOP, CONT). */
  signalMain(service: string, signal: string, ctx: Context): Promise<void>;
  start(service: string, ctx: Context): Promise<void>;
  stop(service: string, ctx: Context, graceSeconds?: number): Promise<void>;
  restart(service: string, ctx: Context): Promise<void>;
  pause(service: string, ctx: Context): Promise<void>;
  unpause(service: string, ctx: Context): Promise<void>;
  /** Bytes; both 0 lift the limit. */
  limitMemory(service: string, limitBytes: number, memorySwapBytes: number, ctx: Context): Promise<void>;
  disconnect(service: string, network: string, ctx: Context): Promise<void>;
  connect(service: string, network: string, aliases: readonly string[], ctx: Context): Promise<void>;
  exec(service: string, argv: readonly string[], ctx: Context, options?: ExecOptions): Promise<ExecResult>;
  /** Ends what still runs there of commands that gameday started: a run that died has left them. The operator is a service too. */
  endCommands(service: string, ctx: Context): Promise<void>;
  logs(
    service: string,
    ctx: Context,
    /** `sinceMs`: only what the engine took in from that instant on, epoch ms. */
    options?: { readonly sinceMs?: number; readonly tail?: number },
  ): Promise<string>;
}

/** What the engine reported about a container. */
export interface EngineEvent {
  readonly service: string;
  readonly action: 'die' | 'oom' | 'start' | 'stop' | 'kill' | 'pause' | 'unpause' | 'destroy' | 'create';
  readonly exitCode: number | null;
  readonly at: string;
}

/** A dependency edge: a proxy of Toxiproxy. */
export interface Edge {
  readonly name: string;
  /** `toxiproxy` port that the client side dials. */
  readonly listenPort: number;
  /** `service:port` behind it. */
  readonly upstream: string;
}

export interface ToxicState {
  readonly name: string;
  readonly type: string;
  readonly stream: 'upstream' | 'downstream';
  readonly toxicity: number;
  readonly attributes: Readonly<Record<string, number>>;
}

/** Toxiproxy's control. Every call has its own deadline; a control API that hangs is an error, never a wait for ever. */
export interface Edges {
  list(): readonly Edge[];
  enabled(edge: string, ctx: Context): Promise<boolean>;
  setEnabled(edge: string, enabled: boolean, ctx: Context): Promise<void>;
  toxics(edge: string, ctx: Context): Promise<readonly ToxicState[]>;
  /** Adding one that is there already (same name) replaces it. */
  addToxic(edge: string, toxic: ToxicState, ctx: Context): Promise<void>;
  /** Removing an absent one is success. Falls back to making the proxy anew when the removal hangs. */
  removeToxic(edge: string, name: string, ctx: Context): Promise<void>;
}

/** One series of a Prometheus answer; samples are [epoch ms, value]. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [number, number])[];
}

export interface AlertState {
  readonly alert: string;
  readonly state: 'pending' | 'firing';
  readonly labels: Readonly<Record<string, string>>;
  /** Epoch ms at which the expression became true. */
  readonly activeAtMs: number;
}

/** How the evaluation of an alert rule goes: one that can't be evaluated looks exactly like a quiet one. */
export interface RuleHealth {
  readonly rule: string;
  readonly health: 'ok' | 'err' | 'unknown';
  /** Empty when it could be evaluated. */
  readonly lastError: string;
  /** Epoch ms. */
  readonly evaluatedAtMs: number;
}

export interface Prometheus {
  query(expression: string, ctx: Context, atMs?: number): Promise<readonly Series[]>;
  /** `expression` is a range selector such as `ALERTS[30s]`: raw samples with their own timestamps. */
  raw(expression: string, ctx: Context, atMs?: number): Promise<readonly Series[]>;
  range(
    expression: string,
    fromMs: number,
    toMs: number,
    stepMs: number,
    ctx: Context,
  ): Promise<readonly Series[]>;
  alerts(ctx: Context): Promise<readonly AlertState[]>;
  rules(ctx: Context): Promise<readonly RuleHealth[]>;
}

/** One alert inside one webhook call, as our receiver got it. */
export interface Delivery {
  readonly seq: number;
  /** The receiver's clock, epoch ms. */
  readonly atMs: number;
  readonly status: 'firing' | 'resolved';
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAtMs: number;
}

export interface Receiver {
  /** Deliveries with a sequence number above `after`, oldest first. */
  deliveries(after: number, ctx: Context): Promise<readonly Delivery[]>;
}

/** A container of this system, as the engine knows it. */
export interface OwnContainer {
  readonly id: string;
  readonly name: string;
  readonly service: string;
}

export interface Stack {
  readonly identity: StackIdentity;
  readonly engine: { readonly kind: string; readonly version: string; readonly apiVersion: string };
  /** Services of the system (not ours). */
  readonly services: readonly string[];
  readonly network: string;
  readonly powers: Powers;
  readonly kernel: Kernel;
  readonly edges: Edges;
  readonly dialer: Dialer;
  readonly prometheus: Prometheus;
  readonly receiver: Receiver;
  readonly operator: OperatorHost;
  /** The containers that gameday created for this system, asked anew each time. */
  ownContainers(ctx: Context): Promise<readonly OwnContainer[]>;
  /** Engine events since `sinceMs` (epoch), oldest first. */
  events(sinceMs: number, ctx: Context): Promise<readonly EngineEvent[]>;
  /** Closes connections; the containers stay. */
  close(): Promise<void>;
}
