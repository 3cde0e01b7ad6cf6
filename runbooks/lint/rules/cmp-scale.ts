// CMP-SCALE: more than one container of a service that can only have one.
import type { Span } from '../../model.ts';
import { composeRunsOf } from '../looking/compose-runs.ts';
import { containerNamesOf, hasPart } from '../looking/container-names.ts';
import { spanIn } from '../looking/runs.ts';
import type { ComposeFacts, Found, LintDocument, Rule } from '../rule.ts';

export const cmpScale: Rule = {
  id: 'CMP-SCALE',
  level: 'high',
  summary: '`--scale` of a service with a fixed container name or host port',
  why: 'A container name and a host port exist once. Compose refuses the second container, or starts one whose port is taken.',
  bad: '```bash\ndocker logs --tail 50 shop-api\ndocker compose up -d --scale api=3\n```\n',
  good: '```bash\ndocker compose logs --tail 50 api\ndocker compose up -d --scale api=3\n```\n',
  *check(document, { compose }) {
    for (const { service, at } of scaledIn(document)) {
      const found = (compose === null ? null : byFile(service, compose)) ?? byDocument(document, service);
      if (found !== null) yield { at, ...found };
    }
  },
};

interface Scaled {
  readonly service: string;
  readonly at: Span;
}

const scaledIn = (document: LintDocument): readonly Scaled[] =>
  composeRunsOf(document).flatMap(({ one: { command }, call }) => {
    const words = [
      ...(call.args.options.get('--scale') ?? []).flatMap(({ value }) => (value === null ? [] : [value])),
      ...(call.subcommand === 'scale' ? call.args.positionals : []),
    ];
    return words.flatMap((word): readonly Scaled[] => {
      const [, service, count] = /^([\w.-]+)=(\d+)$/.exec(word.value) ?? [];
      return service === undefined || Number(count) < 2
        ? []
        : [{ service, at: spanIn(document, command, word) }];
    });
  });

const byFile = (service: string, { services, file }: ComposeFacts): Pick<Found, 'message'> | null => {
  const { containerName = null, ports = [] } = services.get(service) ?? {};
  if (containerName !== null) {
    return {
      message: `\`${service}\` has \`container_name: ${containerName}\` in ${file}: there can be only one of it.`,
    };
  }
  const port = ports.find(({ host }) => host !== null)?.host;
  return port === undefined || port === null
    ? null
    : {
        message: `\`${service}\` has the fixed host port ${port} in ${file}: the second container finds it taken.`,
      };
};

/** Commands that name its container without a number need `container_name`, which forbids a second one. */
const byDocument = (document: LintDocument, service: string): Pick<Found, 'message' | 'related'> | null => {
  const uses = containerNamesOf(document).filter(
    ({ name }) => name !== service && !/[-_]\d+$/.test(name) && hasPart(name, service),
  );
  const [first] = uses;
  if (first === undefined) return null;
  const related = uses.map(({ at, name }) => ({ at, message: `\`${name}\` needs \`container_name\`` }));
  return {
    message: `\`${first.name}\` (line ${first.at.line}) exists only with a fixed \`container_name\` for \`${service}\`, and with that \`--scale\` beyond 1 is refused.`,
    related,
  };
};
