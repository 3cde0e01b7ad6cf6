// aws s3 ls.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bucketFolder, filesBelow, parseUri, type StoredFile } from './s3-store.ts';
import type { S3Call } from './s3.ts';
import { dateTime } from './times.ts';
import type { Outcome, World } from './tool.ts';

export const listBuckets = ({ bucketsFolder }: World): string =>
  readdirSync(bucketsFolder)
    .map((name) => `${dateTime(statSync(join(bucketsFolder, name)).mtime)} ${name}\n`)
    .join('');

export const listBucket = (call: S3Call, world: World): Outcome => {
  const { bucket, key } = parseUri(
    /^s3:/.test(call.paths[0] ?? '') ? (call.paths[0] ?? '') : `s3://${call.paths[0] ?? ''}`,
  );
  const all = filesBelow(bucketFolder(bucket, world, 'ListObjectsV2')).filter(({ name }) =>
    name.startsWith(key),
  );
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  const recursive = call.has('--recursive');
  const shown = all.filter(({ name }) => recursive || !name.slice(folder.length).includes('/'));
  const prefixes = recursive ? [] : all.flatMap(({ name }) => prefixOf(name.slice(folder.length)));
  for (const prefix of new Set(prefixes)) world.print(`${'PRE'.padStart(30)} ${prefix}\n`);
  for (const file of shown) {
    world.print(
      `${dateTime(file.changed)} ${sizeOf(file, call).padStart(10)} ${recursive ? file.name : file.name.slice(folder.length)}\n`,
    );
  }
  if (call.has('--summarize')) {
    const total = shown.reduce((sum, { size }) => sum + size, 0);
    world.print(
      `\nTotal Objects: ${shown.length}\n   Total Size: ${call.has('--human-readable') ? human(total) : total}\n`,
    );
  }
  // As aws does: an empty bucket is an answer, a prefix that nothing has is exit code 1.
  return { exitCode: all.length === 0 && key !== '' ? 1 : 0, effect: 'none' };
};

const prefixOf = (name: string): readonly string[] => {
  const at = name.indexOf('/');
  return at === -1 ? [] : [name.slice(0, at + 1)];
};

const sizeOf = ({ size }: StoredFile, call: S3Call): string =>
  call.has('--human-readable') ? human(size) : String(size);

const human = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} Bytes`;
  const step = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** step).toFixed(1)} ${['', 'KiB', 'MiB', 'GiB', 'TiB'][step] ?? ''}`;
};
