// Paths that commands use on this machine, and those that they use inside of containers.
import type { ShellWord } from '../../shell/shell-model.ts';
import type { LintDocument } from '../rule.ts';
import { isInteractive } from '../../shell/interactive.ts';
import { oncePer } from './once.ts';
import { runsHere, runsOf, wrapperOf, type Run } from './runs.ts';

export interface PathUse {
  readonly path: string;
  readonly word: ShellWord;
  readonly one: Run;
}

/** Folders that a host and a container both have. */
const everywhere =
  /^\/(etc|tmp|proc|sys|dev|bin|sbin|usr\/(local\/)?s?bin|usr\/share|lib|root|home|run|boot|mnt|media|var\/(log|run|tmp|lib\/docker))(\/|$)/;

const pathsOf = oncePer((one: Run): readonly PathUse[] => {
  const words = [
    ...one.run.args,
    ...one.run.redirections.flatMap(({ target, operator }) =>
      target === null || operator.startsWith('<<') ? [] : [target],
    ),
  ];
  return words.flatMap((word): readonly PathUse[] => {
    if (!word.value.startsWith('/')) return [];
    const path = /^(\/[\w.-]+(?:\/[\w.*-]+)+\/?)/.exec(word.value)?.[1];
    return path === undefined || everywhere.test(path) ? [] : [{ path, word, one }];
  });
});

export const pathsHere = (document: LintDocument): readonly PathUse[] =>
  runsOf(document)
    .flatMap(pathsOf)
    .filter(({ one }) => runsHere(one) && !isTool.test(one.run.program) && !typedInside(document, one));

export const pathsInside = (document: LintDocument): readonly PathUse[] =>
  runsOf(document)
    .flatMap(pathsOf)
    .filter(
      ({ one }) => wrapperOf(one, /^(docker|podman|docker-compose|kubectl|oc)\b.* exec$/) !== undefined,
    );

/** Their paths are those of a server, an image or another machine. */
const isTool =
  /^(docker|docker-compose|podman|kubectl|oc|helm|curl|wget|ssh|scp|rsync|aws|gsutil|vault|etcdctl|consul|echo|printf|grpcurl|redis-cli|az|gcloud)$/;

/** Behind a login or a shell in a container, in the same fence. */
const typedInside = (document: LintDocument, { command }: Run): boolean =>
  command.block !== null && command.index > (firstLogins(document).get(command.block) ?? Infinity);

/** By fence: the first command in it that opens a shell elsewhere. */
const firstLogins = oncePer((document): ReadonlyMap<number, number> => {
  const logins = new Map<number, number>();
  for (const { block, index } of document.runbook.commands) {
    if (block === null || logins.has(block)) continue;
    const opens = document.commands[index]?.invocations.some(
      (one) => one.program === 'ssh' || (one.wrappers.length > 0 && isInteractive(one)),
    );
    if (opens === true) logins.set(block, index);
  }
  return logins;
});
