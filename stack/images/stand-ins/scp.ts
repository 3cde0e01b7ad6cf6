// scp: copies between here and the folders of the hosts.
import { cpSync, existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { asksForHelp, helpText } from './help.ts';
import { hostOf, pathOn } from './hosts.ts';
import { readOptions } from './options.ts';
import { told, ToolError, type Tool, type World } from './tool.ts';

const usage = `usage: scp [-346ABCOpqRrsTv] [-c cipher] [-D sftp_server_path] [-F ssh_config]
           [-i identity_file] [-J destination] [-l limit] [-o ssh_option]
           [-P port] [-S program] [-X sftp_option] source ... target`;

export const scp: Tool = async (argv, world) => {
  if (asksForHelp(argv)) {
    world.print(
      helpText('scp', `A host's files are in ${world.hostsFolder}/HOST.`, ['[-r] [-p] [-q] SOURCE… TARGET']),
    );
    return told;
  }
  const { letters, rest } = readOptions(
    argv,
    { plain: '346ABCOpqRrsTv', valued: 'cDFiJloPSX' },
    (letter) => new ToolError(`unknown option -- ${letter}\n${usage}`),
  );
  if (rest.length < 2) throw new ToolError(usage);
  const places = rest.map((word) => placeOf(word, world));
  const target = places.at(-1);
  const sources = places.slice(0, -1);
  if (target === undefined) throw new ToolError(usage);
  if (sources.length > 1 && !isFolder(target.path))
    throw new ToolError(`scp: ${target.shown}: No such file or directory`);
  const failed = sources.filter((source) => !copy(source, target, letters.has('r'), world));
  const effect = `copied ${
    sources
      .filter((one) => !failed.includes(one))
      .map(({ word }) => word)
      .join(', ') || 'nothing'
  } to ${target.word}, in folders here`;
  return { exitCode: failed.length === 0 ? 0 : 1, effect };
};

interface Place {
  readonly word: string;
  /** Here. */
  readonly path: string;
  readonly remote: boolean;
  /** As it is named in errors. */
  readonly shown: string;
}

const placeOf = (word: string, world: World): Place => {
  // A colon after a slash belongs to a file's name.
  const [, destination, path = ''] = /^((?:[^/:]*@)?[^/:]+):(.*)$/s.exec(word) ?? [];
  if (destination === undefined) return { word, path: word, remote: false, shown: word };
  try {
    return {
      word,
      path: pathOn(hostOf(destination, world), path),
      remote: true,
      shown: path === '' ? '.' : path,
    };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    throw new ToolError(`${error.message}\nscp: Connection closed`, 255);
  }
};

const copy = (source: Place, target: Place, recursive: boolean, world: World): boolean => {
  const fail = (text: string): boolean => {
    world.printError(`scp: ${text}\n`);
    return false;
  };
  if (!existsSync(source.path))
    return fail(
      source.remote
        ? `${source.shown}: No such file or directory`
        : `stat local "${source.shown}": No such file or directory`,
    );
  if (isFolder(source.path) && !recursive)
    return fail(
      source.remote ? `${source.shown}: not a regular file` : `local "${source.shown}" is not a regular file`,
    );
  const to = isFolder(target.path) ? join(target.path, basename(source.path)) : target.path;
  if (!existsSync(dirname(to)))
    return fail(
      target.remote
        ? `dest open "${target.shown}": No such file or directory`
        : `open local "${target.shown}": No such file or directory`,
    );
  cpSync(source.path, to, { recursive: true });
  return true;
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
