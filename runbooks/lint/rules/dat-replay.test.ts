// What DAT-REPLAY finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datReplay } from './dat-replay.ts';

const dlq = (...lines: readonly string[]): string => `## Dead letters\n\n${bash(...lines)}`;

describe('DAT-REPLAY finds', () => {
  it.each(
    [
      'node scripts/replay-dlq.js --since "2 hours ago"',
      './bin/redrive.sh orders',
      'python3 tools/reprocess_events.py',
      'npm run retry-failed-jobs',
      'kafka-consumer-groups.sh --bootstrap-server k:9092 --group g --topic t --reset-offsets --to-earliest --execute',
      'rpk group seek g --to start',
      'aws sqs start-message-move-task --source-arn $DLQ',
      'php artisan queue:retry all',
      'curl -X POST https://shop.example/api/dlq/replay',
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(datReplay, dlq(command))).toEqual([expect.stringMatching('^4 ')]),
  );
});

describe('DAT-REPLAY leaves alone', () => {
  it.each([
    ['one item', dlq('node scripts/replay-dlq.js --item-id <ID>')],
    ['a dry run', dlq('./replay.sh --dry-run')],
    ['a dry run before', dlq('./replay-dlq.sh --all --dry-run', './replay-dlq.sh --all')],
    ['a limit', dlq('./replay-dlq.sh --limit 10')],
    [
      'consumers that are idempotent',
      `## Dead letters\n\nConsumers are idempotent by message id.\n\n${bash('./replay-dlq.sh')}`,
    ],
    [
      'offsets to the end',
      dlq('kafka-consumer-groups --group g --topic t --reset-offsets --to-latest --execute'),
    ],
    [
      'offsets, only shown',
      dlq('kafka-consumer-groups --group g --topic t --reset-offsets --to-earliest --dry-run'),
    ],
    ['a look', dlq('rpk topic consume orders-dlq -n 5')],
  ])('%s', (_, markdown) => expect(find(datReplay, markdown)).toEqual([]));
});
