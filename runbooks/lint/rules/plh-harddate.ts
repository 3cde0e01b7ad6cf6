// Commands that name one day, one process, one pod: right on that day, wrong ever after.
import type { Command } from '../../model.ts';
import { isForOperators } from '../looking/about.ts';
import { changeablePaths } from '../looking/changeable-paths.ts';
import { datedTemplates } from '../looking/dated-templates.ts';
import { fixedVersions } from '../looking/fixed-versions.ts';
import { grouped, type Case } from '../looking/group.ts';
import { hardCodedIn } from '../looking/hard-coded.ts';
import { runsOf, spanIn, type Run } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';
import type { ShellWord } from '../../shell/shell-model.ts';

const check = (document: LintDocument): readonly Found[] => [
  ...grouped(runsOf(document).flatMap((run) => casesOf(document, run))),
  // Manuals show real ones in their examples.
  ...(isForOperators(document) ? grouped(runsOf(document).flatMap((run) => hardCodedIn(document, run))) : []),
  ...(isForOperators(document) ? grouped(fixedVersions(document)) : []),
  ...changeablePaths(document),
  ...datedTemplates(document),
];

// 2025-11-01, 20251101, 2025-11-01T12:00:00Z, 20251101-120000 as a piece of its own.
const date =
  /(?<![\d.])(20[0-4]\d(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])))(?:[T_ -]?\d{2}:?\d{2}(?::?\d{2})?Z?)?(?!\d|\.\d)/;

const casesOf = (document: LintDocument, one: Run): readonly Case[] => {
  const { run, command } = one;
  const targets = run.redirections.flatMap(({ operator, target }) =>
    target === null || operator.startsWith('<<') ? [] : [target],
  );
  return [...run.args, ...targets].flatMap((word, at) => {
    if (!/\d{4}-|\d{8}/.test(word.value)) return [];
    const found = date.exec(word.value)?.[0] ?? momentOf(run.args[at - 1]?.value ?? '', word.value);
    if (
      found === undefined ||
      /version$/i.test(run.args[at - 1]?.value ?? '') ||
      isTimeless(one, word, found)
    )
      return [];
    return [
      {
        key: found,
        at: spanIn(document, command, word),
        also: `${found} again`,
        found: { message: `the command names ${found} itself: ${told(command, word.value)}` },
      },
    ];
  });
};

const moment = /^(?:1[5-9]|2[0-4])\d{8}(?:\d{3})?$/;

/** `--to-timestamp 1703750400000`: seconds or milliseconds since 1970, behind an option that takes them. */
const momentOf = (option: string, value: string): string | undefined => {
  const [, own = '', behind = ''] = /^(--?[\w-]+)=(\d+)$/.exec(value) ?? [];
  const [name, digits] = own === '' ? [option, value] : [own, behind];
  return /^--?[\w-]*(?:time|since|until|start|end|from|to|after|before|date)\w*$/i.test(name) &&
    moment.test(digits)
    ? digits
    : undefined;
};

const told = ({ command }: Command, value: string): string => {
  const restores = /restore|import|\bpsql\b.*<|mongorestore|pg_restore|\bcp\b|download/i.test(command);
  const isFile = /\.(?:sql|dump|rdb|gz|tar|tgz|zip|bak|zst|xz|bz2|json|db|archive)\b|^s3:/.test(value);
  return restores && isFile
    ? 'in the night it is the newest one that is wanted, and this is an old one or none'
    : 'whoever runs it later gets an old time, or nothing';
};

/** Dates that are the name of a thing: API and policy versions, image tags, releases. */
const isTimeless = ({ run, command }: Run, { value }: ShellWord, found: string): boolean =>
  /api[-_]?version|"Version"|apiVersion|schema|x-ms-version|notion-version|anthropic-version|api\/20/i.test(
    value,
  ) ||
  /^-?-?[\w-]*version/i.test(value) ||
  /api-version|x-ms-version/i.test(command.command) ||
  (new RegExp(`[:@][\\w.-]*${found}`).test(value.replace(/^[a-z0-9+]+:\/\/[^/]+/i, '')) &&
    /^(?:docker|podman|kubectl|helm|crane|skopeo)$/.test(run.program)) ||
  (/^(?:git|npm|pip|pip3|apt|apt-get|yum|brew|helm|terraform|docker|podman)$/.test(run.program) &&
    !(run.program === 'npm' && /\.(?:sql|dump|rdb|bak)(?:\.\w+)?$/.test(value)) &&
    !/--(?:since|until|after|before)/.test(value) &&
    run.program !== 'docker') ||
  /(?:RELEASE|release|migrations?|tag)[./_-]/.test(value) ||
  /^(?:echo|printf|date|touch)$/.test(run.program);

export const plhHarddate: Rule = {
  id: 'PLH-HARDDATE',
  level: 'medium',
  summary: 'a command that names one particular day, process, pod or version',
  why: 'What is restored or searched is what was there on the day when the runbook was written. The command works, and works on the wrong thing.',
  bad: '```bash\npsql shop < backup-20251101.sql\n```\n',
  good: '```bash\npsql shop < "$BACKUP_FILE"\n```\n',
  check,
};
