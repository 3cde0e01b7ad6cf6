// Names in scenario.yaml against what they name: services, edges, alerts, probes, sections, environment, PromQL.
import type { Problem } from '../../core/errors.ts';
import { checkDrills } from './check-drills.ts';
import { checkFaults } from './check-faults.ts';
import { checkPromql } from './check-promql.ts';
import { checkTargets } from './check-targets.ts';
import type { Loaded } from './scenario.ts';

export const checkReferences = (loaded: Loaded): readonly Problem[] =>
  loaded.spec.value === null
    ? []
    : [checkTargets, checkPromql, checkDrills, checkFaults].flatMap((check) => check(loaded));
