// What a family asks for has to be the name under which the tool's table keeps the option: the last of its row.
import { expect, it } from 'vitest';
import type { OptionUse } from '../tools/options.ts';
import { guessArgs } from '../tools/read-args.ts';
import { tools } from '../tools/tools.ts';
import type { Call, ClassRow, Family } from './class-table.ts';
import { families } from './families.ts';

/** The names that a judge asks for, found by asking it: with no option, then with each of those that it named. */
const askedFor = (program: string, { judge, verbs }: ClassRow): readonly string[] => {
  const asked = new Set<string>();
  const word = { from: 0, to: 0, raw: '0', value: '0', literal: true, unquotedGlob: false };
  const ask = (given: string | null): void => {
    const uses = (name: string): readonly OptionUse[] | undefined => {
      asked.add(name);
      return name === given ? [{ name, word, value: word, known: true }] : undefined;
    };
    class Options extends Map<string, readonly OptionUse[]> {
      override has = (name: string) => uses(name) !== undefined;
      override get = uses;
    }
    const args = { ...guessArgs(program, [word]), subcommand: verbs[0] ?? '', options: new Options() };
    const at = { from: 0, to: 0, stage: 0, stages: 1, pipeline: 0, nesting: 'plain' } as const;
    const around = { assignments: [], redirections: [], wrappers: [] };
    const invocation = { ...at, ...around, program, name: word, args: [word] };
    judge?.({ invocation, args, stdin: { kind: 'none' }, next: null } satisfies Call);
  };
  ask(null);
  for (const name of asked) ask(name);
  return [...asked];
};

const namesOf = (program: string, family: Family): readonly string[] => [
  ...Object.keys(family.options ?? {}),
  ...family.rows.flatMap((row) => [
    ...Object.keys(row.options ?? {}),
    ...(row.dry ?? []),
    ...askedFor(program, row),
  ]),
];

it('asks for options by the name that their table keeps', () => {
  const wrong = families.flatMap((family) =>
    family.programs.split(' ').flatMap((program) => {
      const tool = tools.get(program);
      const tables = tool === undefined ? [] : [tool.own, ...Object.values(tool.verbs ?? {})];
      return namesOf(program, family).flatMap((asked) => {
        const kept = tables.flatMap(({ options }) => options.get(asked)?.name ?? []);
        return kept.length === 0 || kept.includes(asked)
          ? []
          : [`${program} ${asked}: kept as ${kept.join(', ')}`];
      });
    }),
  );
  expect([...new Set(wrong)]).toEqual([]);
});
