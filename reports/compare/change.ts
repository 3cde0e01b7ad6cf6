// One thing that differs between two runs, with the sentence that tells it.

export interface Change {
  /** Null: the runbook's coverage, which belongs to no single drill. */
  readonly drill: string | null;
  readonly what: 'verdict' | 'detect' | 'recover' | 'invariant' | 'coverage';
  /** The signal, the invariant or the runbook; else what is compared. */
  readonly name: string;
  /** `changed`: neither worse nor better. */
  readonly trend: 'worse' | 'better' | 'changed';
  readonly from: string | number | null;
  readonly to: string | number | null;
  /** How much slower or less, as a share of the earlier value; null where there is no such share (a verdict, never, of zero): then any change counts. */
  readonly share: number | null;
  readonly text: string;
}

/** Worse by more than somebody allows. */
export const isBeyond = ({ trend, share }: Change, limit: number): boolean =>
  trend === 'worse' && (share === null || share > limit);
