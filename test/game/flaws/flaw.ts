// A seeded flaw: an edit that any user could make, and what a run must say of it.

export type FlawFile =
  | 'alerts.yaml'
  | 'bindings.yaml'
  | 'compose.yaml'
  | 'monitoring.yaml'
  | 'runbook.md'
  | 'scenario.yaml'
  | '../gamedays.yaml';

export interface Edit {
  readonly file: FlawFile;
  /** Replaced once, the first time that it stands below `below`. A test fails when it isn't there any more. */
  readonly from: string;
  readonly to: string;
  readonly below?: string;
}

export interface Flaw {
  readonly name: string;
  /** A drill of the Flash Sale Engine. */
  readonly drill: string;
  /** Null for the unmodified twin. */
  readonly edit: Edit | null;
  /** `verdict reasonCode cleanup exit`. */
  readonly expected: string;
  /** Must stand in the reasons, each with its code before it: it failed for the right one. */
  readonly reason: RegExp;
  /** Must stand in the notes. */
  readonly note?: RegExp;
  /** Played in `npm test` too. */
  readonly sample?: true;
}

/** Found before anything starts: exit 64, and nothing is played. */
export interface Refused {
  readonly name: string;
  /** What is asked for: a drill, or a game day. */
  readonly asked: string;
  readonly edit: Edit;
  /** Must stand in what is printed. */
  readonly says: RegExp;
}

export const argumentsFor = ({ drill }: Pick<Flaw, 'drill'>): readonly string[] => [
  'run',
  `flash-sale-engine/${drill}`,
];
