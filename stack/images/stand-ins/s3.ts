// aws s3 on folders: which of its commands is meant, and with which options.
import { mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { bucketFolder, isS3, parseUri } from './s3-store.ts';
import { listBucket, listBuckets } from './s3-list.ts';
import { remove, transfer } from './s3-transfer.ts';
import { told, ToolError, type Outcome, type World } from './tool.ts';

export interface S3Call {
  readonly paths: readonly string[];
  has(option: string): boolean;
  /** Filters in the order in which they were given, since the last that fits decides. */
  readonly filters: readonly { readonly include: boolean; readonly pattern: string }[];
}

const switches = new Set([
  ...[
    '--recursive',
    '--dryrun',
    '--quiet',
    '--only-show-errors',
    '--no-progress',
    '--delete',
    '--exact-timestamps',
  ],
  ...[
    '--size-only',
    '--follow-symlinks',
    '--no-follow-symlinks',
    '--human-readable',
    '--summarize',
    '--force',
  ],
  ...['--no-guess-mime-type', '--force-glacier-transfer', '--ignore-glacier-warnings'],
]);
const valued = new Set([
  ...[
    '--exclude',
    '--include',
    '--acl',
    '--storage-class',
    '--sse',
    '--sse-kms-key-id',
    '--sse-c',
    '--sse-c-key',
  ],
  ...[
    '--content-type',
    '--content-encoding',
    '--content-disposition',
    '--content-language',
    '--cache-control',
  ],
  ...[
    '--expires',
    '--metadata',
    '--metadata-directive',
    '--grants',
    '--source-region',
    '--page-size',
    '--expected-size',
  ],
  ...['--request-payer', '--website-redirect', '--copy-props', '--checksum-algorithm'],
]);

export const s3 = async (operation: string, argv: readonly string[], world: World): Promise<Outcome> => {
  const command = commands[operation];
  if (command === undefined) {
    const choices = Object.keys(commands).join('\n');
    throw new ToolError(
      `\naws: error: argument subcommand: Invalid choice, valid choices are:\n\n${choices}\n`,
      252,
    );
  }
  const call = read(argv, command.paths);
  return command.run(call, world);
};

const read = (argv: readonly string[], [least, most]: readonly [number, number]): S3Call => {
  const paths: string[] = [];
  const unknown: string[] = [];
  const given = new Set<string>();
  const filters: { include: boolean; pattern: string }[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    const [name = '', attached] = word.split(/=(.*)/s);
    if (word === '-' || !word.startsWith('-')) (paths.length < most ? paths : unknown).push(word);
    else if (switches.has(word)) given.add(word);
    else if (!valued.has(name)) unknown.push(word);
    else {
      const value = attached ?? argv[(at += 1)];
      if (value === undefined)
        throw new ToolError(`\naws: error: argument ${name}: expected one argument\n`, 252);
      if (name === '--exclude' || name === '--include')
        filters.push({ include: name === '--include', pattern: value });
    }
  }
  if (paths.length < least)
    throw new ToolError('\naws: error: the following arguments are required: paths\n', 252);
  if (unknown.length > 0) throw new ToolError(`\nUnknown options: ${unknown.join(',')}\n`, 252);
  return { paths, filters, has: (option) => given.has(option) };
};

interface Command {
  /** At least, at most. */
  readonly paths: readonly [number, number];
  readonly run: (call: S3Call, world: World) => Promise<Outcome>;
}

const needsBucket = ([path = '']: readonly string[]): string => {
  if (!isS3(path)) throw new ToolError('\naws: error: Invalid argument type: expected <S3Uri>\n', 252);
  return parseUri(path).bucket;
};

const commands: Readonly<Record<string, Command>> = {
  cp: { paths: [2, 2], run: (call, world) => transfer('cp', call, world) },
  mv: { paths: [2, 2], run: (call, world) => transfer('mv', call, world) },
  sync: { paths: [2, 2], run: (call, world) => transfer('sync', call, world) },
  rm: { paths: [1, 1], run: (call, world) => Promise.resolve(remove(call, world)) },
  ls: {
    paths: [0, 1],
    run: (call, world) => {
      world.print(call.paths.length === 0 ? listBuckets(world) : '');
      return Promise.resolve(call.paths.length === 0 ? told : listBucket(call, world));
    },
  },
  mb: {
    paths: [1, 1],
    run: async ({ paths }, world) => {
      const bucket = needsBucket(paths);
      mkdirSync(join(world.bucketsFolder, bucket), { recursive: true });
      world.print(`make_bucket: ${bucket}\n`);
      return { exitCode: 0, effect: `made the bucket ${bucket}, a folder here` };
    },
  },
  rb: {
    paths: [1, 1],
    run: async (call, world) => {
      const bucket = needsBucket(call.paths);
      const folder = bucketFolder(
        bucket,
        world,
        'DeleteBucket',
        'remove_bucket failed: s3://' + bucket + ' ',
      );
      if (call.has('--force'))
        remove({ ...call, has: (option) => option === '--recursive' || call.has(option) }, world);
      if (readdirSync(folder).length > 0)
        throw new ToolError(
          `remove_bucket failed: s3://${bucket} An error occurred (BucketNotEmpty) when calling the DeleteBucket operation: The bucket you tried to delete is not empty`,
        );
      rmdirSync(folder);
      world.print(`remove_bucket: ${bucket}\n`);
      return { exitCode: 0, effect: `removed the bucket ${bucket}, a folder here` };
    },
  },
};
