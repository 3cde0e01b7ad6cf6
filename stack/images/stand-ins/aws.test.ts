// aws: buckets on folders, with the errors and exit codes of the real one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aws } from './aws.ts';
import { createWorld } from './testing/world.ts';

const filled = (input = '') => {
  const played = createWorld({ input });
  const here = join(played.world.bucketsFolder, '..');
  for (const name of ['a.sql.gz', 'b.sql.gz']) writeFileSync(join(here, name), name);
  mkdirSync(join(played.world.bucketsFolder, 'backups', 'old'), { recursive: true });
  writeFileSync(join(played.world.bucketsFolder, 'backups', 'last.sql'), 'last\n');
  writeFileSync(join(played.world.bucketsFolder, 'backups', 'old', 'first.sql'), 'first\n');
  const play = (line: string) => played.play(aws, line.replaceAll('HERE', here));
  return { ...played, play, here };
};

describe('is refused', () => {
  it.each([
    ['s3 cp HERE/a.sql.gz HERE/b.sql.gz s3://backups/', 252, '\nUnknown options: s3://backups/\n\n'],
    ['s3 cp HERE/a.sql.gz s3://backups/ --frobnicate', 252, '\nUnknown options: --frobnicate\n\n'],
    ['s3 cp s3://backups/last.sql', 252, '\naws: error: the following arguments are required: paths\n\n'],
    ['s3 cp HERE/none s3://backups/', 255, '\nThe user-provided path HERE/none does not exist.\n'],
    [
      's3 cp s3://backups/none HERE/',
      1,
      'fatal error: An error occurred (404) when calling the HeadObject operation: Key "none" does not exist\n',
    ],
    [
      's3 cp s3://nosuch/x HERE/',
      1,
      'fatal error: An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist\n',
    ],
    [
      's3 ls s3://nosuch',
      254,
      '\nAn error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist\n',
    ],
    ['s3 ls s3://backups/none', 1, ''],
    [
      's3 rb s3://backups',
      1,
      'remove_bucket failed: s3://backups An error occurred (BucketNotEmpty) when calling the DeleteBucket operation: The bucket you tried to delete is not empty\n',
    ],
    ['s3 frobnicate', 252, /Invalid choice/],
    ['s3', 252, /the following arguments are required: operation/],
    [
      'rds reboot-db-instance --db-instance-identifier x',
      254,
      /^\nAn error occurred \(StandIn\) when calling the RebootDbInstance operation: this aws is a stand-in/,
    ],
  ])('%s', async (line, exitCode, shown) => {
    const { play, here } = filled();
    const played = await play(line);
    expect(played.exitCode).toBe(exitCode);
    if (typeof shown === 'string') expect(played.shown.replaceAll(here, 'HERE')).toBe(shown);
    else expect(played.shown).toMatch(shown);
  });
});

describe('copies', () => {
  it.each([
    [
      's3 cp HERE/a.sql.gz s3://backups/',
      /^upload: \S*a\.sql\.gz to s3:\/\/backups\/a\.sql\.gz\n$/,
      's3/backups/a.sql.gz',
    ],
    ['s3 cp HERE/a.sql.gz s3://new/x/y', /to s3:\/\/new\/x\/y\n$/, 's3/new/x/y'],
    [
      's3 cp s3://backups/last.sql HERE',
      /^download: s3:\/\/backups\/last\.sql to \S*last\.sql\n$/,
      'last.sql',
    ],
    ['--region eu-west-1 s3 cp s3://backups/last.sql s3://copy/ --quiet', /^$/, 's3/copy/last.sql'],
    [
      's3 cp s3://backups HERE/all --recursive --exclude * --include *.sql --only-show-errors',
      /^$/,
      'all/old/first.sql',
    ],
    [
      's3 sync HERE s3://sync --exclude * --include a.*',
      /^upload: \S*a\.sql\.gz to s3:\/\/sync\/a\.sql\.gz\n$/,
      's3/sync/a.sql.gz',
    ],
    ['s3 cp - s3://backups/typed', /^$/, 's3/backups/typed'],
  ])('%s', async (line, shown, file) => {
    const { play, here } = filled('typed');
    const played = await play(line);
    expect(played).toMatchObject({ exitCode: 0 });
    expect(played.shown).toMatch(shown);
    expect(existsSync(join(here, file))).toBe(true);
  });

  it('moves, removes and tells without doing', async () => {
    const { play, here } = filled();
    expect((await play('s3 mv s3://backups/last.sql s3://backups/old/ --dryrun')).shown).toBe(
      '(dryrun) move: s3://backups/last.sql to s3://backups/old/last.sql\n',
    );
    expect(existsSync(join(here, 's3/backups/last.sql'))).toBe(true);
    await play('s3 mv s3://backups/last.sql s3://backups/old/');
    expect(readFileSync(join(here, 's3/backups/old/last.sql'), 'utf8')).toBe('last\n');
    expect((await play('s3 rm s3://backups/old/ --recursive')).shown).toBe(
      'delete: s3://backups/old/first.sql\ndelete: s3://backups/old/last.sql\n',
    );
    expect((await play('s3 rm s3://backups/never')).exitCode).toBe(0);
  });

  it('prints a file', async () => {
    expect((await filled().play('s3 cp s3://backups/last.sql -')).shown).toBe('last\n');
  });
});

it.each([
  ['s3 ls', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d backups\n$/],
  ['s3 ls s3://backups/', /^ {27}PRE old\/\n\S+ \S+ {10}5 last\.sql\n$/],
  ['s3 ls backups --recursive --summarize', /old\/first\.sql\n\nTotal Objects: 2\n {3}Total Size: 11\n$/],
  ['sts get-caller-identity --query Account --output text', /^000000000000\n$/],
])('%s', async (line, shown) => {
  const played = await filled().play(line);
  expect(played).toMatchObject({ exitCode: 0, effect: 'none' });
  expect(played.shown).toMatch(shown);
});
