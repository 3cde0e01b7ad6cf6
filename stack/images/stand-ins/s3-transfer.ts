// aws s3 cp, mv, sync and rm.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { bucketFolder, fileOf, filesBelow, isChosen, isS3, parseUri } from './s3-store.ts';
import type { S3Call } from './s3.ts';
import { ToolError, type Outcome, type World } from './tool.ts';

type Verb = 'cp' | 'mv' | 'sync';

export const transfer = async (verb: Verb, call: S3Call, world: World): Promise<Outcome> => {
  const [from = '', to = ''] = call.paths;
  if (!isS3(from) && !isS3(to))
    throw new ToolError(
      '\naws: error: Invalid argument type: expected one of <S3Uri> <LocalPath>, <LocalPath> <S3Uri>, <S3Uri> <S3Uri>\n',
      252,
    );
  if (isS3(from)) bucketFolder(parseUri(from).bucket, world, 'ListObjectsV2', 'fatal error: ');
  if (from === '-' || to === '-') return stream(from, to, world);
  const many = verb === 'sync' || call.has('--recursive');
  const pairs = many ? manyPairs(verb, from, to, call, world) : [onePair(from, to, world)];
  for (const pair of pairs) move(verb, pair, call, world);
  const removed = verb === 'sync' && call.has('--delete') ? removeOthers(from, to, call, world) : 0;
  const what = `${pairs.length} file${pairs.length === 1 ? '' : 's'} from ${from} to ${to}${removed === 0 ? '' : `, ${removed} removed there`}`;
  return { exitCode: 0, effect: call.has('--dryrun') ? 'none' : `${verb}: ${what}, in folders here` };
};

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly fromPath: string;
  readonly toPath: string;
}

const pathOf = (place: string, world: World): string =>
  isS3(place) ? fileOf(parseUri(place), world) : place;

const onePair = (from: string, to: string, world: World): Pair => {
  const fromPath = pathOf(from, world);
  const kind = statSync(fromPath, { throwIfNoEntry: false });
  if (kind?.isFile() !== true) {
    throw new ToolError(
      isS3(from)
        ? `fatal error: An error occurred (404) when calling the HeadObject operation: Key "${parseUri(from).key}" does not exist`
        : kind === undefined
          ? `\nThe user-provided path ${from} does not exist.`
          : `upload failed: ${from}/ to ${to} [Errno 21] Is a directory: '${from}/'`,
      kind === undefined && !isS3(from) ? 255 : 1,
    );
  }
  const full = intoFolder(to, basename(fromPath));
  return { from, to: full, fromPath, toPath: pathOf(full, world) };
};

/** A bucket, a key that ends with a slash and a folder take the file under its own name. */
const intoFolder = (to: string, name: string): string => {
  if (isS3(to)) return parseUri(to).key === '' || to.endsWith('/') ? `${to.replace(/\/$/, '')}/${name}` : to;
  return to.endsWith('/') || statSync(to, { throwIfNoEntry: false })?.isDirectory() === true
    ? join(to, name)
    : to;
};

const manyPairs = (verb: Verb, from: string, to: string, call: S3Call, world: World): readonly Pair[] => {
  const base = pathOf(from, world);
  if (!isS3(from) && !existsSync(base))
    throw new ToolError(`\nThe user-provided path ${from} does not exist.`, 255);
  const below = (place: string, name: string): string =>
    isS3(place) ? `${place.replace(/\/$/, '')}/${name}` : join(place, name);
  return filesBelow(base)
    .filter(({ name }) => isChosen(name, call.filters))
    .map(({ name, path }) => {
      const target = below(to, name);
      return { from: below(from, name), to: target, fromPath: path, toPath: pathOf(target, world) };
    })
    .filter((pair) => verb !== 'sync' || differs(pair));
};

const differs = ({ fromPath, toPath }: Pair): boolean => {
  const there = statSync(toPath, { throwIfNoEntry: false });
  const here = statSync(fromPath);
  return there === undefined || there.size !== here.size || here.mtimeMs > there.mtimeMs + 1000;
};

const move = (verb: Verb, { from, to, fromPath, toPath }: Pair, call: S3Call, world: World): void => {
  const word = verb === 'mv' ? 'move' : isS3(from) ? (isS3(to) ? 'copy' : 'download') : 'upload';
  say(`${word}: ${shown(from)} to ${shown(to)}`, call, world);
  if (call.has('--dryrun')) return;
  mkdirSync(dirname(toPath), { recursive: true });
  copyFileSync(fromPath, toPath);
  const { atime, mtime } = statSync(fromPath);
  utimesSync(toPath, atime, mtime);
  if (verb === 'mv') rmSync(fromPath);
};

const shown = (place: string): string => {
  if (isS3(place)) return place;
  const path = relative('.', place);
  return path.startsWith('..') ? path : `./${path}`;
};

const say = (text: string, call: S3Call, world: World): void => {
  if (call.has('--dryrun')) world.print(`(dryrun) ${text}\n`);
  else if (!call.has('--quiet') && !call.has('--only-show-errors')) world.print(`${text}\n`);
};

const stream = async (from: string, to: string, world: World): Promise<Outcome> => {
  if (from === '-') {
    const target = pathOf(to, world);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, await world.input());
    return { exitCode: 0, effect: `cp: standard input to ${to}, a file here` };
  }
  const { fromPath } = onePair(from, '/dev/null', world);
  world.print(readFileSync(fromPath));
  return { exitCode: 0, effect: 'none' };
};

const removeOthers = (from: string, to: string, call: S3Call, world: World): number => {
  const source = pathOf(from, world);
  const others = filesBelow(pathOf(to, world)).filter(
    ({ name }) => isChosen(name, call.filters) && !existsSync(join(source, name)),
  );
  for (const { name, path } of others) {
    say(`delete: ${isS3(to) ? `${to.replace(/\/$/, '')}/${name}` : shown(join(to, name))}`, call, world);
    if (!call.has('--dryrun')) rmSync(path);
  }
  return others.length;
};

export const remove = (call: S3Call, world: World): Outcome => {
  const [uri = ''] = call.paths;
  if (!isS3(uri)) throw new ToolError('\naws: error: Invalid argument type: expected <S3Uri>\n', 252);
  const { bucket, key } = parseUri(uri);
  const folder = bucketFolder(bucket, world, 'DeleteObject', `delete failed: ${uri} `);
  const matching = call.has('--recursive')
    ? filesBelow(folder).filter(
        ({ name }) =>
          name.startsWith(key) && isChosen(name.slice(key.length).replace(/^\//, ''), call.filters),
      )
    : filesBelow(folder).filter(({ name }) => name === key);
  // Removing a key that is not there succeeds, as it does at S3.
  const names = call.has('--recursive') ? matching.map(({ name }) => name) : [key];
  for (const name of names) say(`delete: s3://${bucket}/${name}`, call, world);
  if (call.has('--dryrun')) return { exitCode: 0, effect: 'none' };
  for (const { path } of matching) rmSync(path);
  return { exitCode: 0, effect: `rm: ${matching.length} of ${uri}, files here` };
};
