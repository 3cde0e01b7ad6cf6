// Tools that work on the project of the current folder, in a procedure that never goes to one: Compose, `npm run`, `make`, `./restore.sh`.
import type { LintDocument } from '../rule.ts';
import { changes } from './changes.ts';
import { composeRunsOf } from './compose-runs.ts';
import { composeCallOf } from './docker-calls.ts';
import type { Hit } from './gather.ts';
import { oncePer } from './once.ts';
import { runsHere, runsOf, spanOfRun, wrapperOf, type Run } from './runs.ts';
import { around, isReference, procedureOf, titlesAt } from './sections.ts';
import { leadsToSystem, tellsFolder } from './told-folders.ts';

/** Of a folder, a checkout or a machine's own checkout the text speaks somewhere: then the reader knows where to stand. */
const namesFolder =
  /\b(?:from|in|inside|into|to|at|under|within)\b[^.\n]{0,40}\b(?:root|folder|directory|dir|repo(?:sitory)?|checkout|clone|working copy|workspace)\b|\bgit clone\b|\bpushd\b|\bworking directory\b|\bCOMPOSE_(?:FILE|PROJECT_NAME)\b/i;

export const projectFolders = (document: LintDocument, hasComposeFile: boolean): readonly Hit[] => {
  if (namesFolder.test(document.text)) return [];
  return runsOf(document).flatMap((one): readonly Hit[] => {
    const name = one.command.origin === 'fence' && one.command.block !== null ? projectTool(one) : null;
    if (
      name === null ||
      isReference(document, one.command.section) ||
      isLocal.test(titlesAt(document, one.command.section)) ||
      isThere(document, one) ||
      tellsFolder(document, one.command)
    )
      return [];
    const { firstLine } = movesOf(document);
    // Whoever gives the file knows its folder; and that it takes another file than its neighbours says more.
    const isCompose = /^(?:docker|podman)[- ]compose\b/.test(name);
    if (isCompose && (hasComposeFile || (firstLine === null && namesFile(document)))) return [];
    const where =
      firstLine === null
        ? 'nothing in this runbook says which that is, or on which machine'
        : `nothing before it goes there, as line ${firstLine} does`;
    return [
      {
        at: spanOfRun(document, one),
        message: `\`${name}\` needs the folder of its project, and ${where}.`,
        level: changes(document, one.command) ? 'medium' : 'low',
      },
    ];
  });
};

/** Where a project is made and tried out, one stands in its folder. */
const isLocal = /\b(?:local|dev\w*|test\w*|getting started|quick ?start|set-?up|install\w*)\b/i;

const namesFile = oncePer((document: LintDocument): boolean =>
  composeRunsOf(document).some(({ call }) => call.args.options.has('--file')),
);

/** Somebody has gone to the folder: in this fence, in this procedure, or before all of them. */
const isThere = (document: LintDocument, { command }: Run): boolean => {
  const { byPlace, forAll } = movesOf(document);
  const places = [
    `block ${command.block}`,
    `procedure ${procedureOf(document, command.section)?.index}`,
    // What stands above all headings, or in the text above those of a chapter, holds below them.
    'section null',
    ...around(document, command.section).map(({ index }) => `section ${index}`),
  ];
  return forAll <= command.index || places.some((place) => (byPlace.get(place) ?? Infinity) <= command.index);
};

interface Moves {
  /** The first `cd` of each fence, section and procedure, by the index of its command. */
  readonly byPlace: ReadonlyMap<string, number>;
  /** The first in a chapter on how one gets to the system, which holds for all others. */
  readonly forAll: number;
  readonly firstLine: number | null;
}

const movesOf = oncePer((document: LintDocument): Moves => {
  const moves = runsOf(document, ['cd']).map(({ command }) => command);
  const byPlace = new Map<string, number>();
  for (const { index, block, section } of moves.toReversed()) {
    byPlace.set(`block ${block}`, index);
    byPlace.set(`section ${section}`, index);
    byPlace.set(`procedure ${procedureOf(document, section)?.index}`, index);
  }
  const forAll = moves.find(({ section }) => leadsToSystem(document, section))?.index ?? Infinity;
  return { byPlace, forAll, firstLine: moves[0]?.line ?? null };
});

/** What a reader calls it; null for what runs wherever one stands. */
const projectTool = (one: Run): string | null => {
  const { run } = one;
  const words = run.args.map(({ value }) => value);
  const [verb = ''] = words.filter((word) => !word.startsWith('-'));
  if (!runsHere(one)) return composed(one);
  const call = composeCallOf(run);
  if (call !== null)
    return ['--file', '--project-directory', '--project-name'].some((option) =>
      call.args.options.has(option),
    ) || /^(?:ls|version|)$/.test(call.subcommand)
      ? null
      : `docker compose ${call.subcommand}`;
  if (/^(?:npm|pnpm|yarn)$/.test(run.program))
    return /^run(?:-script)?$/.test(verb) &&
      !words.some((word) => /^(?:-C|-g|--prefix|--cwd|--dir)/.test(word))
      ? `${run.program} run`
      : null;
  if (run.program === 'make') return words.some((word) => /^-[Cf]/.test(word)) ? null : 'make';
  const script = /^(?:bash|sh|python3?|node|ruby|php|tsx|npx)$/.test(run.program)
    ? verb
    : (run.name?.value ?? '');
  return /^(?:\.\/|[\w-]+\/)[\w./-]*\.(?:sh|py|[cm]?js|ts|rb|php)$/.test(script) ? script : null;
};

/** `docker compose exec db psql`: Compose itself still looks for its file here. */
const composed = (one: Run): string | null => {
  const wrapper = wrapperOf(one, /compose (?:exec|run)$/);
  if (wrapper === undefined || wrapperOf(one, /^(?:ssh|kubectl|oc)\b/) !== undefined) return null;
  return wrapper.words.some(({ value }) => /^(?:-f|-p|--file|--project-\w+)\b/.test(value))
    ? null
    : wrapper.kind;
};
