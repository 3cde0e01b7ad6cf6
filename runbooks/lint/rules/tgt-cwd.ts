// TGT-CWD: depends on the folder, where the runbook uses several or names none.
import type { Command } from '../../model.ts';
import { composeCallOf } from '../looking/docker-calls.ts';
import { commandsByFence, earlierInFence, nextInFence } from '../looking/fences.ts';
import { gather, type Hit } from '../looking/gather.ts';
import { foldersTwice, relativePaths } from '../looking/relative-paths.ts';
import { projectFolders } from '../looking/project-folders.ts';
import { composeFiles, terraformFolders } from '../looking/unnamed-folders.ts';
import { runsHere, runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import { within } from '../looking/ordered.ts';
import { stepsAround } from '../looking/sections.ts';
import { quoted } from '../looking/calls.ts';
import { isReference } from '../looking/sections.ts';
import { tellsFolder } from '../looking/told-folders.ts';
import { deletesHere } from '../looking/unseen-deletions.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const tgtCwd: Rule = {
  id: 'TGT-CWD',
  level: 'medium',
  summary: 'it depends on the current folder, and the runbook says of no folder or of several',
  why: 'Compose takes the project of the current folder. After a step for staging, `docker compose down` for production takes down staging, or the other way round.',
  bad: '```bash\ncd /opt/shop/staging\ndocker compose restart api\ncd /opt/shop/production\ndocker compose restart api\n```\n\n```bash\ndocker compose down\n```\n',
  good: '```bash\ncd /opt/shop/staging\ndocker compose restart api\ncd /opt/shop/production\ndocker compose restart api\n```\n\n```bash\ncd /opt/shop/production\ndocker compose down\n```\n',
  check: (document, { compose }) => [
    ...gather(severalFolders(document)),
    ...gather(relativePaths(document)),
    ...gather(foldersTwice(document)),
    ...gather(terraformFolders(document)),
    ...gather(composeFiles(document)),
    ...gather(projectFolders(document, compose !== null)),
    ...deletionsHere(document),
  ],
};

/** `find . … -delete`: in the wrong folder it takes that one. */
const deletionsHere = (document: LintDocument): readonly Found[] =>
  document.runbook.commands
    .filter(
      (command) =>
        deletesHere(command.command) &&
        folderOf(document, command) === null &&
        !/\bcd\s+\S/.test(command.command) &&
        !isReference(document, command.section),
    )
    .map((command) => ({
      at: command,
      level: 'high',
      message: `${quoted(command)} deletes in the folder that one happens to be in, and no command before it goes there.`,
      suggestion: 'name the folder behind `find`',
    }));

const severalFolders = (document: LintDocument): readonly Hit[] => {
  const folders = composeFolders(document);
  if (folders.size < 2 || saysWhere.test(document.text)) return [];
  const [[one, line] = ['', 0], [other] = ['']] = [...folders];
  return runsOf(document)
    .filter(
      (run) =>
        isRelative(run) &&
        folderOf(document, run.command) === null &&
        run.command.origin === 'fence' &&
        !wentThereBefore(document, run.command) &&
        !tellsFolder(document, run.command),
    )
    .map((run): Hit => ({
      at: spanOfRun(document, run),
      message: `\`${nameOf(run)}\` depends on the current folder, which nothing here sets; this runbook works in \`${one}\` (line ${line}) and \`${other}\`.`,
    }));
};

const saysWhere =
  /\b(run|execut\w+|issue)\b[^.\n]{0,60}\b(from|in|inside)\b[^.\n]{0,20}(root|folder|directory|`[^`]*\/[^`]*`)/i;

/** Folders in which the runbook calls Compose or its scripts, by the line that goes there. */
const composeFolders = (document: LintDocument): ReadonlyMap<string, number> => {
  const folders = new Map<string, number>();
  for (const commands of commandsByFence(document).values()) {
    for (const command of commands) {
      const folder = goesTo(document, command);
      const next = nextInFence(document, command);
      const used =
        next !== undefined &&
        document.commands[next.index]?.invocations.some(
          (run) => composeCallOf(run) !== null || /^\.\//.test(run.name?.value ?? ''),
        );
      if (folder !== null && used === true && !folders.has(folder)) folders.set(folder, command.line);
    }
  }
  return folders;
};

/** The folder of a `cd` in this command. */
const goesTo = (document: LintDocument, command: Command): string | null =>
  document.commands[command.index]?.invocations.find(
    ({ program, args }) => program === 'cd' && (args[0]?.value ?? '').includes('/'),
  )?.args[0]?.value ?? null;

const folderOf = (document: LintDocument, command: Command): string | null => {
  const before = [...earlierInFence(document, command), command];
  return before.map((one) => goesTo(document, one)).findLast((folder) => folder !== null) ?? null;
};

/** A step before this one in the same list goes there. */
const wentThereBefore = (document: LintDocument, command: Command): boolean =>
  stepsAround(document, command).length > 0 &&
  within(document.runbook.commands, {
    line: Math.max(1, command.line - 200),
    endLine: command.line,
  }).some(
    (other) =>
      other.index < command.index &&
      other.section === command.section &&
      document.commands[other.index]?.invocations.some(({ program }) => program === 'cd') === true,
  );

const isRelative = (one: Run): boolean => {
  if (!runsHere(one) && !one.run.wrappers.some(({ kind }) => /compose (exec|run)$/.test(kind))) return false;
  const call = composeCallOf(one.run);
  if (call !== null)
    return (
      !call.args.options.has('--file') &&
      !call.args.options.has('--project-directory') &&
      !call.args.options.has('--project-name') &&
      call.subcommand !== 'ls'
    );
  return /^\.\/\S+\.(sh|py|js)$/.test(one.run.name?.value ?? '');
};

const nameOf = ({ run }: Run): string => {
  const call = composeCallOf(run);
  return call === null
    ? run.program
    : `${call.version === 'v1' ? 'docker-compose' : 'docker compose'} ${call.subcommand}`;
};
