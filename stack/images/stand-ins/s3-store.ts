// Buckets as folders, keys as paths in them.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, normalize, relative, sep } from 'node:path';
import { ToolError, type World } from './tool.ts';
import type { S3Call } from './s3.ts';

export interface S3Uri {
  readonly bucket: string;
  readonly key: string;
}

export const isS3 = (path: string): boolean => path.startsWith('s3://');

export const parseUri = (uri: string): S3Uri => {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]*)\/?(.*)$/s.exec(uri) ?? [];
  return { bucket, key };
};

/** Nothing leads out of the bucket's folder. */
export const fileOf = ({ bucket, key }: S3Uri, { bucketsFolder }: World): string =>
  join(bucketsFolder, normalize(`/${bucket}`), normalize(`/${key}`));

export const bucketFolder = (bucket: string, world: World, operation: string, before = ''): string => {
  const folder = join(world.bucketsFolder, normalize(`/${bucket}`));
  if (existsSync(folder)) return folder;
  throw new ToolError(
    `${before === '' ? '\n' : before}An error occurred (NoSuchBucket) when calling the ${operation} operation: The specified bucket does not exist`,
    before === '' ? 254 : 1,
  );
};

export interface StoredFile {
  /** Below the folder, with slashes. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly changed: Date;
}

/** All files below a folder, sorted as keys are. */
export const filesBelow = (folder: string): readonly StoredFile[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mtime } = statSync(path);
      return { name: relative(folder, path).split(sep).join('/'), path, size, changed: mtime };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** The last filter that fits decides; without any, everything is in. */
export const isChosen = (name: string, filters: S3Call['filters']): boolean =>
  filters.reduce((chosen, { include, pattern }) => (globOf(pattern).test(name) ? include : chosen), true);

const globOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')
      .replaceAll('[!', '[^')}$`,
    's',
  );
