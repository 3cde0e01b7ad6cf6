// A scenario as loaded: every file of its folder read and checked.
import type { AlertRule, RuleFile } from '../../core/rules.ts';
import type { YamlFile } from '../../core/yaml/yaml-file.ts';
import type { Runbook } from '../../runbooks/model.ts';
import type { Bindings } from '../bindings/schema.ts';
import type { ComposeFile } from './compose-file.ts';
import type { EdgeSpec } from './edges.ts';
import type { Kinds } from './kinds.ts';
import type { ScenarioSpec } from './schema.ts';

export interface Scenario {
  /** The system's name. */
  readonly name: string;
  readonly folder: string;
  readonly kinds: Kinds;
  readonly spec: ScenarioSpec;
  /** scenario.yaml with its places. */
  readonly yaml: YamlFile;
  readonly compose: ComposeFile;
  readonly monitoring: ComposeFile;
  readonly edges: readonly EdgeSpec[];
  readonly rules: RuleFile;
  readonly alerts: readonly AlertRule[];
  readonly runbook: Runbook;
  /** What the runbook leaves open, filled in. */
  readonly bindings: Bindings;
  /** What the files say, by name, e.g. `compose.yaml`, `runbook.md`. */
  readonly texts: Readonly<Record<string, string>>;
  /** What the configs of the two Compose files hold, by name. */
  readonly contents: {
    readonly system: Readonly<Record<string, string>>;
    readonly monitoring: Readonly<Record<string, string>>;
  };
}

/** A YAML file and what was read of it; null where it could not be. */
export interface Read<T> {
  readonly yaml: YamlFile;
  readonly value: T | null;
}

/** A folder half-way: what could be read, for the checks of one file against another. */
export interface Loaded {
  readonly folder: string;
  readonly kinds: Kinds;
  readonly spec: Read<ScenarioSpec>;
  readonly compose: Read<ComposeFile>;
  readonly monitoring: Read<ComposeFile>;
  readonly edges: readonly EdgeSpec[] | null;
  readonly alerts: readonly AlertRule[] | null;
  readonly runbook: Runbook | null;
  readonly bindings: Read<Bindings>;
}
