// Alert ↔ section ↔ drill: what is compared, and what comes of it.
import type { KnownAlert, LintDocument } from '../lint/rule.ts';

export interface MatrixInput {
  readonly runbooks: readonly LintDocument[];
  readonly alerts: readonly KnownAlert[];
  /** Null: nobody asked for drills, so none is missed. */
  readonly drills: readonly DrillFacts[] | null;
  /** Drills of past runs; null as above. */
  readonly played: readonly PlayedDrill[] | null;
  /** Runbooks that lie beside the given ones without being looked at: a link there leads somewhere. */
  readonly neighbours: readonly string[];
}

/** A drill as a scenario states it. */
export interface DrillFacts {
  /** `scenario/drill`. */
  readonly id: string;
  /** The alerts that it promises. */
  readonly alerts: readonly string[];
  /** The sections that it plays, as paths. */
  readonly sections: readonly string[];
}

/** A drill as a run played it. */
export interface PlayedDrill extends DrillFacts {
  readonly run: string;
  readonly verdict: string;
  /** RFC 3339 UTC: they compare as texts. */
  readonly startedAt: string;
}

/** How an alert and a section found each other: by the rule's runbook annotation, the same name, or the same letters and digits. */
export type Via = 'link' | 'name' | 'words';

export interface SectionPlace {
  readonly runbook: string;
  readonly line: number;
  readonly title: string;
  /** Commands and waits in it. */
  readonly actions: number;
}

export interface Drilled {
  readonly drills: readonly string[];
  readonly last: PlayedDrill | null;
}

export interface AlertRow extends Drilled {
  readonly alert: KnownAlert;
  readonly section: (SectionPlace & { readonly via: Via }) | null;
}

export interface SectionRow extends Drilled, SectionPlace {
  /** Alerts of the rules that lead here. */
  readonly alerts: readonly string[];
  /** Alerts that the section itself names and no rule defines. */
  readonly announces: readonly string[];
}

export type GapKind = 'alert-without-section' | 'section-without-alert' | 'dead-link' | 'never-drilled';

export interface Gap {
  readonly kind: GapKind;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly hint: string | null;
}

export interface Matrix {
  readonly alerts: readonly AlertRow[];
  /** Those that answer an alert, or look as if they should. */
  readonly sections: readonly SectionRow[];
  readonly gaps: readonly Gap[];
}
