// Both Compose files against what a drill can have: nothing published, nothing of the host, no order of starting, no key that Compose refuses.
import type { Problem } from '../../core/errors.ts';
import { suggestion } from '../../core/suggest.ts';
import type { YamlFile, YamlPath } from '../../core/yaml/yaml-file.ts';
import { bindOf } from './bind-mounts.ts';
import { itemsOf, recordOf } from '../../core/yaml/loose-values.ts';
import { serviceKeys } from './compose-keys.ts';
import type { Loaded } from './scenario.ts';

export const checkSystem = ({ compose, monitoring }: Loaded): readonly Problem[] =>
  [compose, monitoring].flatMap(({ yaml, value }) => {
    const services = Object.entries(value?.services ?? {});
    const names = services.map(([name]) => name);
    return services.flatMap(([name, service]) =>
      checkService({ yaml, name, service: recordOf(service), names }),
    );
  });

interface Checked {
  readonly yaml: YamlFile;
  readonly name: string;
  readonly service: Readonly<Record<string, unknown>>;
  readonly names: readonly string[];
}

const checkService = (checked: Checked): readonly Problem[] =>
  [checkKeys, checkPorts, checkMounts, checkOrder].flatMap((check) => check(checked));

const problem = (
  { yaml, name }: Checked,
  below: YamlPath,
  message: string,
  hint: string,
  part: 'key' | 'value' = 'value',
): Problem => {
  const path = ['services', name, ...below];
  return yaml.problemAt(path, `services.${name}.${below[0]?.toString() ?? ''}: ${message}`, hint, part);
};

const checkKeys = (checked: Checked): readonly Problem[] =>
  Object.keys(checked.service)
    .filter((key) => !serviceKeys.includes(key) && !key.startsWith('x-'))
    .map((key) => {
      const near = suggestion(key, serviceKeys);
      const hint = near.startsWith('did') ? near : 'Compose takes x-… for what is your own';
      return problem(checked, [key], 'a service has no such key', hint, 'key');
    });

const checkPorts = (checked: Checked): readonly Problem[] =>
  itemsOf(checked.service['ports']).length === 0
    ? []
    : [
        problem(
          checked,
          ['ports'],
          'nothing is published in a drill',
          `remove it; operator.ports of scenario.yaml puts a port of ${checked.name} on the operator's localhost`,
          'key',
        ),
      ];

const checkMounts = (checked: Checked): readonly Problem[] =>
  itemsOf(checked.service['volumes']).flatMap((item, index) => {
    const bind = bindOf(item);
    if (bind === null) return [];
    return [
      problem(
        checked,
        ['volumes', index],
        `${bind.source} is mounted from the host, and a drill has nothing of it`,
        'give a file as a config with its content, data as a named volume',
      ),
    ];
  });

const checkOrder = (checked: Checked): readonly Problem[] => {
  const given = checked.service['depends_on'];
  const wanted = Array.isArray(given) ? given.map(String) : Object.keys(recordOf(given));
  return wanted.flatMap((other, index) => {
    const below = ['depends_on', Array.isArray(given) ? index : other];
    const { condition } = recordOf(recordOf(given)[other]);
    if (!checked.names.includes(other))
      return [
        problem(
          checked,
          below,
          `no service "${other}"`,
          suggestion(other, checked.names, 'services'),
          Array.isArray(given) ? 'value' : 'key',
        ),
      ];
    if (condition === undefined || condition === 'service_started') return [];
    return [
      problem(
        checked,
        [...below, 'condition'],
        `nobody waits until ${other} is ${String(condition)}: all services start at once`,
        'remove it; the service itself has to wait, or to be restarted (restart)',
      ),
    ];
  });
};
