// The values that must never be written: those of environment variables whose names say that they are secret.
import { isSecretName } from '../../core/redact.ts';
import type { ComposeFile } from './compose-file.ts';
import type { Scenario } from './scenario.ts';

type Files = Pick<Scenario, 'name' | 'compose' | 'monitoring' | 'edges' | 'alerts' | 'spec'>;

/** Without those that everybody reads anyway: with the password `postgres` masked, no line about that service could be read. */
export const secretsOf = ({ scenario }: { readonly scenario: Files }): readonly string[] => {
  const names = publicNames(scenario);
  return variablesOf(scenario)
    .filter(([name]) => isSecretName(name))
    .map(([, value]) => String(value))
    .filter((value) => !names.some((name) => name.includes(value)));
};

const publicNames = (scenario: Files): readonly string[] => {
  const { name, edges, alerts, spec } = scenario;
  return [
    name,
    ...filesOf(scenario)
      .flatMap(({ services }) => Object.entries(services))
      .flatMap(namesOfService),
    ...edges.map((edge) => edge.name),
    ...alerts.map((alert) => alert.name),
    ...[spec.probes, spec.stores, spec.slis, spec.procedures, spec.drills].flatMap(Object.keys),
    ...variablesOf(scenario).flatMap(([variable, value]) =>
      isOfName(variable, String(value)) ? [String(value)] : [],
    ),
  ];
};

/** `POSTGRES_USER: postgres`; what a variable `DATABASE` holds may be a URL with the password in it. */
const isOfName = (variable: string, value: string): boolean =>
  /(?:^|_)(?:user|username|db|database|db_?name)$/i.test(variable) &&
  !isSecretName(variable) &&
  /^[\w-]+$/.test(value);

const namesOfService = ([service, { image }]: readonly [string, ComposeFile['services'][string]]) => [
  service,
  image ?? '',
];

const variablesOf = (scenario: Files) =>
  filesOf(scenario)
    .flatMap(({ services }) => Object.values(services))
    .flatMap(({ environment }) => Object.entries(environment ?? {}));

const filesOf = ({ compose, monitoring }: Files): readonly ComposeFile[] => [compose, monitoring];
