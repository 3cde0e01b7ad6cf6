// CMP-V1V2: Compose v1 and v2 mixed.
import { composeRunsOf } from '../looking/compose-runs.ts';
import { containerNamesOf, servicesOf, type NameUse } from '../looking/container-names.ts';
import { gather, type Hit } from '../looking/gather.ts';
import { spanOfRun } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const cmpV1v2: Rule = {
  id: 'CMP-V1V2',
  level: 'high',
  summary: '`docker-compose` (v1) mixed with `docker compose` (v2) or its container names',
  why: 'Version 1 names containers project_service_1, version 2 project-service-1. With the one that is installed either the commands or the names in the runbook do not exist.',
  bad: '```bash\ndocker-compose restart api\ndocker exec shop-api-1 ls\n```\n',
  good: '```bash\ndocker compose restart api\ndocker exec shop-api-1 ls\n```\n',
  *check(document) {
    const calls = composeRunsOf(document).map(({ one, call }) => ({
      version: call.version,
      at: spanOfRun(document, one),
    }));
    const [v1] = calls.filter(({ version }) => version === 'v1');
    const [v2] = calls.filter(({ version }) => version === 'v2');
    if (v1 !== undefined && v2 === undefined) yield* namesOf(document, '-', v1.at.line);
    if (v2 !== undefined && v1 === undefined) yield* namesOf(document, '_', v2.at.line);
    if (v1 === undefined || v2 === undefined) return;
    const v1Calls = calls.filter(({ version }) => version === 'v1');
    const fewer =
      v1Calls.length * 2 <= calls.length ? v1Calls : calls.filter(({ version }) => version === 'v2');
    const other = fewer === v1Calls ? v2.at.line : v1.at.line;
    yield* gather(
      fewer.map(({ version, at }): Hit => {
        const [here, there] =
          version === 'v1' ? ['docker-compose', 'docker compose'] : ['docker compose', 'docker-compose'];
        const message = `\`${here}\` here and \`${there}\` elsewhere (line ${other}): often only one of the two is installed.`;
        return { at, message, level: 'low' };
      }),
    );
  },
};

/** Containers named in the manner of the other version. */
const namesOf = (document: LintDocument, separator: '-' | '_', line: number): readonly Found[] => {
  const services = new Set(servicesOf(document).map(({ name }) => name));
  const uses = containerNamesOf(document).filter((use) => isNamed(use, separator, services));
  const [named, command, own] =
    separator === '-' ? ['v2', '`docker-compose`', '_'] : ['v1', '`docker compose`', '-'];
  return gather(
    uses.map(({ name, at }): Hit => {
      const expected = name.replace(
        new RegExp(`${separator}(?=[^${separator}]+${separator}\\d+$)|${separator}(?=\\d+$)`, 'g'),
        own,
      );
      const message = `\`${name}\` is how Compose ${named} names a container, but the commands are ${command} (line ${line}), whose name for it is \`${expected}\`.`;
      return { at, message };
    }),
  );
};

const isNamed = ({ name }: NameUse, separator: '-' | '_', services: ReadonlySet<string>): boolean => {
  const parts = new RegExp(`^(.+)${separator}([a-zA-Z0-9.]+(?:[-_][a-zA-Z0-9.]+)*)${separator}\\d+$`).exec(
    name,
  );
  if (parts === null) return false;
  if (separator === '_') return true;
  // `node-exporter-1` may be anybody's name; with a service of this runbook in it, it is Compose's.
  return [...services].some((service) => new RegExp(`-${service.replace(/[.]/g, '\\.')}-\\d+$`).test(name));
};
