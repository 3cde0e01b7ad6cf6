// One variable under two names: `$ENV` and `$env`, `$DB_NAME` and `$DATABASE_NAME`.
import type { Span } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { runsOf, spanIn } from './runs.ts';
import { settingsOf } from './variables.ts';
import { splitName } from './words.ts';

interface Use {
  readonly name: string;
  readonly at: Span;
}

export const variableSpellings = (document: LintDocument): readonly Found[] => {
  const uses = usesOf(document);
  return [...Map.groupBy(uses, ({ name }) => essence(name)).values()].flatMap((group) => {
    const names = [...new Set(group.map(({ name }) => name))];
    const [first, ...others] = names.map((name) => group.find((one) => one.name === name) as Use);
    if (first === undefined || others.length === 0) return [];
    // A script of its own may copy one to the other: `env=$ENV`, `local name=$NAME`.
    const set = names.filter(
      (name) => assigned(document).has(name) || settings(document).isKnownElsewhere(name),
    );
    if (set.length > 1) return [];
    return [
      {
        at: first.at,
        message: `\`$${first.name}\` and ${others.map(({ name }) => `\`$${name}\``).join(', ')} are one thing under two names: a shell keeps them apart${set.length === 1 ? `, and only $${set[0] ?? ''} is set` : ''}`,
        related: others.map((other) => ({ at: other.at, message: `here it is \`$${other.name}\`` })),
      },
    ];
  });
};

/** What programs get; a script between single quotes has variables of its own. */
const usesOf = (document: LintDocument): readonly Use[] =>
  runsOf(document).flatMap(({ command, run }) =>
    run.args.flatMap((word) =>
      !word.raw.includes('$') || word.raw.startsWith("'") || run.program === 'awk'
        ? []
        : [...word.raw.matchAll(/(?<![\\$])\$\{?([A-Za-z_]\w+)/g)].flatMap(([, name = '']) =>
            ofShell.test(name) ? [] : [{ name, at: spanIn(document, command, word) }],
          ),
    ),
  );

// Asked for only where two spellings are found.
const settings = oncePer(settingsOf);

const ofShell =
  /^(?:HOME|USER|PATH|PWD|HOSTNAME|SHELL|TMPDIR|LANG|TERM|IFS|OLDPWD|RANDOM|\d+|PIPESTATUS|LINENO|UID|EUID|_)$/;

/** By an assignment, `read` or a loop, anywhere in the text. */
const assigned = oncePer(
  ({ text }: LintDocument): ReadonlySet<string> =>
    new Set(
      [
        ...text.matchAll(
          /(?:^|[\s;&|(])(?:(?:export|local)\s+)?([A-Za-z_]\w*)=|\bread\s+(?:-\w+\s+)*([A-Za-z_]\w*)|\bfor\s+([A-Za-z_]\w*)\s+in\b/gm,
        ),
      ].flatMap(([, ...names]) => names.filter((name) => name !== undefined)),
    ),
);

const same: Readonly<Record<string, string>> = {
  database: 'db',
  environment: 'env',
  ns: 'namespace',
  svc: 'service',
  srv: 'server',
  svr: 'server',
  addr: 'address',
  pass: 'password',
  passwd: 'password',
  pwd: 'password',
  uri: 'url',
  ctx: 'context',
  img: 'image',
  ver: 'version',
  acct: 'account',
  proj: 'project',
  dir: 'directory',
};

/** Case and abbreviations don't tell things apart, endings do: `$POD` may hold what `$POD_NAME` does not. */
const essence = (name: string): string =>
  splitName(name)
    .map((word) => same[word] ?? word)
    .join(' ');
