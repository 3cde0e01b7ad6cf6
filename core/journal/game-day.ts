// What a journal says of a game day as a whole: what it was made from, which drills were chosen, what people wanted of it.

/** Where the scenario came from: reports of other sources are not the same game day. */
export interface RunSource {
  /** Of the repository that holds the scenarios; null: none, or it could not be told. */
  readonly commit: string | null;
  /** SHA-256 of the scenario's files and of gamedays.yaml. */
  readonly scenario: string;
}

export interface RunSelection {
  readonly grep: string | null;
  readonly shard: { readonly index: number; readonly count: number } | null;
  readonly repeat: number;
  readonly budgetMs: number | null;
  readonly failFast: boolean;
  /** What the budget had no room for. */
  readonly leftOut: readonly { readonly drill: string; readonly reason: string }[];
}

/** One of several copies of the stack, on which the drills of a game day are played side by side. */
export interface RunCopy {
  /** From 1 on. */
  readonly index: number;
  readonly count: number;
  /** All drills of the game day, `scenario/drill`, in their order … */
  readonly gameDay: readonly string[];
  /** … and the places in that list which this copy plays. */
  readonly places: readonly number[];
}

/** What a facilitator writes down. */
export interface Brief {
  readonly objectives: readonly string[];
  readonly hypothesis: string | null;
  readonly participants: readonly string[];
  readonly notes: readonly string[];
}

/** What another process needs to find the stack again: for healing from the journal alone. */
export interface StackIdentity {
  readonly system: string;
  readonly engineKind: string;
  readonly socket: string;
  /** The private engine's id; null on a user's engine. */
  readonly privateEngine: string | null;
  /** True when `gameday up` (not this run) started the stack: it is left up. */
  readonly held: boolean;
  readonly project: string;
  readonly gamedayProject: string;
}
