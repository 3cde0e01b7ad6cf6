// The values that must never be written: those of environment variables whose names say that they are secret.
import { isSecretName } from '../../core/redact.ts';
import type { PacedScenario } from './pace-scenario.ts';

export const secretsOf = ({ scenario }: PacedScenario): readonly string[] =>
  [scenario.compose, scenario.monitoring]
    .flatMap(({ services }) => Object.values(services))
    .flatMap(({ environment }) => Object.entries(environment ?? {}))
    .filter(([name]) => isSecretName(name))
    .map(([, value]) => String(value));
