// Keys of Redis that a fault changes, each with its former value beside it: copied by the same script that changes it, so that
// nothing gets between, and no value gets into the journal. Given back only where nobody has touched it since.
import type { RedisConnection } from '../../core/redis.ts';

export type Change =
  | { readonly do: 'set'; readonly to: string }
  | { readonly do: 'decrement'; readonly by: number }
  | { readonly do: 'delete' }
  | { readonly do: 'other-type' };

/** Keys that begin so are gameday's own. */
export const ownPrefix = 'gameday:';
const indexOf = (mark: string): string => `${ownPrefix}former:${mark}`;
const noteOf = (mark: string): string => `${ownPrefix}put-back:${mark}`;
/** Where a key's former value is. */
export const formerKey = (mark: string, key: string): string => `${indexOf(mark)}:${key}`;

// How what became of each key is told to whoever proves it; passes by itself.
const noteSeconds = 900;

const digest = `
local function digest(key)
  if redis.call('EXISTS', key) == 0 then return 'absent' end
  return redis.sha1hex(redis.call('DUMP', key))
end`;

const changeScript = `${digest}
local index, key, copy, what, value = KEYS[1], KEYS[2], KEYS[3], ARGV[1], ARGV[2]
if redis.call('HEXISTS', index, key) == 1 then return end
if redis.call('EXISTS', key) == 1 then redis.call('COPY', key, copy, 'REPLACE') end
if what == 'set' then
  redis.call('SET', key, value, 'KEEPTTL')
elseif what == 'decrement' then
  redis.call('DECRBY', key, value)
elseif what == 'delete' then
  redis.call('DEL', key)
else
  local ttl = redis.call('PTTL', key)
  local isText = redis.call('TYPE', key).ok == 'string'
  redis.call('DEL', key)
  if isText then redis.call('RPUSH', key, 'gameday') else redis.call('SET', key, 'gameday') end
  if ttl > 0 then redis.call('PEXPIRE', key, ttl) end
end
redis.call('HSET', index, key, digest(key))`;

const putBackScript = `${digest}
local index, note = KEYS[1], KEYS[2]
local entries = redis.call('HGETALL', index)
for at = 1, #entries, 2 do
  local key = entries[at]
  local copy = index .. ':' .. key
  if digest(key) == entries[at + 1] then
    redis.call('DEL', key)
    if redis.call('EXISTS', copy) == 1 then redis.call('RENAME', copy, key) end
    redis.call('HSET', note, key, 'put back')
  else
    redis.call('DEL', copy)
    redis.call('HSET', note, key, 'left alone')
  end
end
redis.call('DEL', index)
if #entries > 0 then redis.call('EXPIRE', note, ARGV[1]) end`;

/** Doing it twice changes nothing. */
export const changeKeys = async (
  { client }: RedisConnection,
  mark: string,
  keys: readonly string[],
  change: Change,
): Promise<void> => {
  const value = change.do === 'set' ? change.to : change.do === 'decrement' ? String(change.by) : '';
  for (const key of keys)
    await client.eval(changeScript, 3, indexOf(mark), key, formerKey(mark, key), change.do, value);
};

export const putBack = async ({ client }: RedisConnection, mark: string): Promise<void> => {
  await client.eval(putBackScript, 2, indexOf(mark), noteOf(mark), noteSeconds);
};

export interface PutBack {
  /** Keys that are still changed, as far as gameday knows. */
  readonly open: number;
  readonly putBack: readonly string[];
  /** Somebody changed them since: theirs counts. */
  readonly leftAlone: readonly string[];
}

export const readPutBack = async ({ client }: RedisConnection, mark: string): Promise<PutBack> => {
  const notes = Object.entries(await client.hgetall(noteOf(mark)));
  const those = (what: string): readonly string[] =>
    notes.filter(([, note]) => note === what).map(([key]) => key);
  return {
    open: await client.hlen(indexOf(mark)),
    putBack: those('put back'),
    leftAlone: those('left alone'),
  };
};
