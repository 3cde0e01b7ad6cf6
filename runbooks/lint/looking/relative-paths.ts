// Paths that only mean something in one folder, in a runbook that never says which.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { commandsByFence } from './fences.ts';
import type { Hit } from './gather.ts';
import { runsHere, runsOf, spanIn, spanOfRun, type Run } from './runs.ts';
import { isReference, procedureOf } from './sections.ts';
import { tellsFolder } from './told-folders.ts';

const saysWhere =
  /\b(repo(sitory)?|project|(?<!git )checkout|working copy|working directory|current directory|cwd|workspace|monorepo|codebase|clone[ds]?|cloning)\b|\b(from|in|inside|into)\b[^.\n]{0,30}\b(root|folder|directory|dir)\b|\bgit clone\b|\bpushd\b/i;

/** Logs and manifests by a relative path: on a server at night nobody stands in that folder. */
export const relativePaths = (document: LintDocument): readonly Hit[] => {
  if (saysWhere.test(document.text)) return [];
  const runs = runsOf(document);
  if (runs.some(({ run }) => run.program === 'cd')) return [];
  return runs.flatMap((one): readonly Hit[] => {
    const word = runsHere(one) && one.command.origin === 'fence' ? relativeIn(one) : undefined;
    if (
      word === undefined ||
      isReference(document, one.command.section) ||
      tellsFolder(document, one.command)
    )
      return [];
    const path = word.value.replace(/^[^=]*=/, '');
    return [
      {
        at: spanIn(document, one.command, word),
        message: `\`${path}\` is a relative path, and nothing in this runbook says in which folder, or on which host, that is.`,
      },
    ];
  });
};

const relativeIn = ({ run }: Run): Run['run']['args'][number] | undefined => {
  const reads = /^(tail|cat|less|more|head|[ez]?grep|zcat|awk|du|wc|lnav)$/.test(run.program);
  const applies =
    /^(kubectl|oc)$/.test(run.program) && /^(apply|create|replace|delete)$/.test(run.args[0]?.value ?? '');
  if (!reads && !applies) return undefined;
  return run.args.find(({ value, raw }, at) =>
    reads
      ? !/['"]/.test(raw) && /^(\.\/)?([\w-]+\/)*(logs?\/[\w.*/-]*|[\w-]+\/[\w./-]+\.log)$/.test(value)
      : /^(-f|--filename)$/.test(run.args[at - 1]?.value ?? '') &&
        /^(\.\/)?[\w-]+\/[\w./-]+\.ya?ml$/.test(value),
  );
};

/** The same relative `cd` twice in one procedure: the second time it starts from inside the first. */
export const foldersTwice = (document: LintDocument): readonly Hit[] => {
  const been = new Map<string, Command>();
  return [...commandsByFence(document).values()].flatMap((commands) =>
    commands.flatMap((command): readonly Hit[] => {
      const moved = moveOf(document, command);
      if (moved === null) return [];
      const root = procedureOf(document, command.section)?.index ?? -1;
      // Going anywhere else forgets where one was.
      const key = `${root} ${moved.folder}`;
      const before = been.get(key);
      if (before === undefined || before.block === command.block) {
        been.clear();
        if (isPlain(moved.folder)) been.set(key, command);
        return [];
      }
      const message = `\`cd ${moved.folder}\` has been done at line ${before.line}: in the same shell there is no \`${moved.folder}\` below it, and \`cd\` fails.`;
      return [{ at: spanOfRun(document, moved.one), message, level: 'low' }];
    }),
  );
};

const moveOf = (
  document: LintDocument,
  command: Command,
): { readonly folder: string; readonly one: Run } | null => {
  const read = document.commands[command.index];
  const run = read?.invocations.find(({ program }) => /^(cd|pushd|popd|ssh)$/.test(program));
  if (read === undefined || run === undefined || /^\s*\(/.test(command.command)) return null;
  const folder = run.program === 'cd' && run.wrappers.length === 0 ? (run.args[0]?.value ?? '~') : '~';
  return { folder, one: { command, read, run } };
};

/** Relative, going down, and written out. */
const isPlain = (folder: string): boolean => /^(\.\/)?[\w-][\w./-]*$/.test(folder) && !folder.includes('..');
