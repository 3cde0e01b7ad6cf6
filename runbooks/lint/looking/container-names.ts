// Containers that the runbook's commands name, and services that they name to Compose.
import type { Span } from '../../model.ts';
import type { ShellWord } from '../../shell/shell-model.ts';
import type { ComposeCall } from '../../tools/calls.ts';
import type { LintDocument } from '../rule.ts';
import { composeRunsOf } from './compose-runs.ts';
import { containerVerbs, dockerCallOf, serviceVerbs } from './docker-calls.ts';
import { oncePer } from './once.ts';
import { runsOf, spanIn, type Run } from './runs.ts';

export interface NameUse {
  readonly name: string;
  readonly at: Span;
  readonly one: Run;
}

/** `docker logs NAME`, `docker exec NAME …`, `docker cp NAME:/path …`; no placeholders, no variables, no ids. */
export const containerNamesOf = oncePer((document: LintDocument): readonly NameUse[] =>
  once(
    runsOf(document).flatMap((one) =>
      containerWords(one).map((word) => ({ name: word.value, at: spanIn(document, one.command, word), one })),
    ),
  ),
);

const containerWords = (one: Run): readonly ShellWord[] => {
  const inside = one.run.wrappers.flatMap(({ kind, target, words }) =>
    /^(docker|podman) exec$/.test(kind) ? words.filter(({ value }) => value === target).slice(0, 1) : [],
  );
  const call = dockerCallOf(one.run);
  const named =
    call === null || call.compose
      ? []
      : containerVerbs.has(call.verb)
        ? call.args.positionals.slice(0, call.verb === 'exec' ? 1 : undefined)
        : call.verb === 'cp'
          ? call.args.positionals.flatMap(copied)
          : [];
  return [...inside, ...named].filter(isName);
};

const copied = (word: ShellWord): readonly ShellWord[] => {
  const [, name] = /^([\w.-]+):/.exec(word.value) ?? [];
  return name === undefined ? [] : [{ ...word, value: name, raw: name, to: word.from + name.length }];
};

/** Placeholders were replaced by `_NAME_`; twelve hexadecimal digits are an id. */
const isName = ({ value, literal }: ShellWord): boolean =>
  literal &&
  /^[a-zA-Z0-9][\w.-]*$/.test(value) &&
  !/_$|^[0-9a-f]{12,64}$|^(container|name|id|x+)$/i.test(value);

export interface ServiceUse extends NameUse {
  readonly call: ComposeCall;
}

/** Services by name, of `docker compose` and `docker-compose`. */
export const servicesOf = oncePer((document: LintDocument): readonly ServiceUse[] =>
  once(
    composeRunsOf(document).flatMap(({ one, call }) => {
      const takes = serviceVerbs.has(call.subcommand) || /^(exec|run|scale)$/.test(call.subcommand);
      const words = takes ? [...call.services, ...scaled(call)].filter(isName) : [];
      return words.map((word) => ({ name: word.value, at: spanIn(document, one.command, word), one, call }));
    }),
  ),
);

/** `--scale api=3`. */
const scaled = ({ args }: ComposeCall): readonly ShellWord[] =>
  (args.options.get('--scale') ?? []).flatMap(({ value }) =>
    value === null ? [] : [{ ...value, value: value.value.split('=')[0] ?? '' }],
  );

/** Several programs of one command have one wrapper, which then is named once. */
const once = <T extends NameUse>(uses: readonly T[]): readonly T[] => [
  ...new Map(uses.map((use) => [`${use.at.line}:${use.at.column} ${use.name}`, use])).values(),
];

/** `api` is a part of `shop-api-production`, `shop_api_1`. */
export const hasPart = (name: string, service: string): boolean =>
  name.length >= service.length &&
  `-${name.replaceAll(/[_.]/g, '-')}-`.includes(`-${service.replaceAll(/[_.]/g, '-')}-`);
