// What a procedure makes under one name and asks for under another: it is not found.
import type { Found, LintDocument } from '../rule.ts';
import { asWritten, runsOf, spanOfRun, type Run } from './runs.ts';
import { procedureOf } from './sections.ts';

interface Kind {
  readonly what: string;
  readonly program: RegExp;
  /** Its sub-command, and the name behind it. */
  readonly makes: RegExp;
  readonly asks: RegExp;
}

const name = String.raw`([A-Za-z0-9][\w.-]+)(?= |$)`;

const kinds: readonly Kind[] = [
  ...['restore', 'backup'].map((what) => ({
    what,
    program: /^velero$/,
    makes: new RegExp(`^${what}s? create ${name}`),
    asks: new RegExp(`^${what}s? (?:describe|logs|get|delete|download) ${name}`),
  })),
  {
    what: 'job',
    program: /^(?:kubectl|oc)$/,
    makes: new RegExp(`\\bcreate job ${name}`),
    asks: new RegExp(`\\b(?:logs|wait|get|describe|delete) (?:\\S+ )*?jobs?(?:\\.batch)?[/ ]${name}`),
  },
  {
    what: 'release',
    program: /^helm$/,
    makes: new RegExp(`^(?:install|upgrade) ${name}`),
    asks: new RegExp(`^(?:status|history|rollback|get \\w+|test) ${name}`),
  },
];

export const madeNames = (document: LintDocument): readonly Found[] =>
  kinds.flatMap((kind) => {
    const groups = Map.groupBy(
      runsOf(document).filter(({ run }) => kind.program.test(run.program)),
      ({ command }) => procedureOf(document, command.section)?.index ?? -1,
    );
    return [...groups.values()].flatMap((runs) => ofProcedure(kind, runs, document));
  });

const ofProcedure = (kind: Kind, runs: readonly Run[], document: LintDocument): readonly Found[] => {
  const made = runs.flatMap((one) => {
    const found = kind.makes.exec(textOf(one))?.[1];
    return found === undefined || isOpen(one, found) ? [] : [{ one, name: found }];
  });
  const [first] = made;
  // Something open may stand for anything.
  if (first === undefined || new Set(made.map((one) => one.name)).size > 1) return [];
  const strangers = runs.flatMap((one) => {
    const found = kind.asks.exec(textOf(one))?.[1];
    return found === undefined ||
      isOpen(one, found) ||
      made.some((other) => other.name === found) ||
      one.command.index < first.one.command.index
      ? []
      : [{ one, name: found }];
  });
  const [stranger, ...more] = strangers;
  return stranger === undefined
    ? []
    : [
        {
          at: spanOfRun(document, stranger.one),
          level: 'medium',
          message: `the ${kind.what} is made as \`${first.name}\` (line ${first.one.command.line}) and asked for as \`${stranger.name}\`: it is not found`,
          related: [
            { at: spanOfRun(document, first.one), message: 'made here' },
            ...more.map((other) => ({
              at: spanOfRun(document, other.one),
              message: `asked for as \`${other.name}\``,
            })),
          ],
        },
      ];
};

const textOf = ({ run }: Run): string =>
  run.args
    .map(({ value }) => value)
    .filter((value) => !value.startsWith('-'))
    .join(' ');

const isOpen = ({ command }: Run, found: string): boolean =>
  asWritten(command, found) !== found || /[$<{]/.test(found);
