// The flags that say which of the named drills are played, read and checked.
import { formatDuration, parseDuration } from '../../../core/duration.ts';
import type { Criteria } from '../../../drills/select/choose.ts';
import { parseShard } from '../../../drills/select/shard.ts';
import { messageOf } from '../../../core/errors.ts';
import { usageError } from '../../errors.ts';

export interface CriteriaArgs {
  readonly grep?: string;
  readonly shard?: string;
  readonly repeat?: number;
  readonly budget?: string;
}

/** Of a number that somebody mistyped nobody wants the drills. */
const mostTimes = 100;

export const criteriaOf = ({ grep, shard, repeat = 1, budget }: CriteriaArgs, copies: number): Criteria => ({
  grep: grep === undefined ? null : expression(grep),
  shard: shard === undefined ? null : demandShard(shard),
  repeat: demandTimes(repeat),
  budgetMs: budget === undefined ? null : demandBudget(budget),
  copies,
});

const expression = (text: string): RegExp => {
  try {
    return new RegExp(text, 'iu');
  } catch (error) {
    throw usageError(
      `--grep: ${messageOf(error)}`,
      'it is a regular expression; \\ takes a character literally',
    );
  }
};

const demandShard = (text: string) => {
  const shard = parseShard(text);
  if (shard !== null) return shard;
  throw usageError(`--shard: expected e.g. 1/4 for the first of four, got "${text}"`);
};

const demandTimes = (times: number): number => {
  if (Number.isInteger(times) && times >= 1 && times <= mostTimes) return times;
  throw usageError(`--repeat: expected a whole number from 1 to ${mostTimes}, got ${times}`);
};

const demandBudget = (text: string): number => {
  const ms = parseDuration(text);
  if (ms !== null && ms > 0) return ms;
  throw usageError(`--budget: expected a duration such as ${formatDuration(600_000)}, got "${text}"`);
};
