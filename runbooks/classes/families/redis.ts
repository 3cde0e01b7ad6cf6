// redis-cli: what stands behind its options, and what comes on its standard input, are commands of Redis.
import type { CommandClass } from '../../model.ts';
import { row, unknown, verdict, worst, type Call, type Family, type Verdict } from '../class-table.ts';
import { writesTo } from '../paths.ts';

/** Redis' own commands by class; `A|B` where the second word decides. */
export const redisGroups: readonly (readonly [CommandClass, string, string])[] = [
  [
    'R0',
    'it reads',
    'PING ECHO INFO TIME ROLE DBSIZE EXISTS TYPE TTL PTTL EXPIRETIME GET MGET STRLEN GETRANGE SUBSTR GETBIT BITCOUNT BITPOS HGET HMGET HLEN HEXISTS HSTRLEN HRANDFIELD LLEN LINDEX LPOS SCARD SISMEMBER SMISMEMBER SRANDMEMBER ZCARD ZCOUNT ZSCORE ZMSCORE ZRANK ZREVRANK ZLEXCOUNT XLEN XINFO XPENDING PFCOUNT GEOPOS GEODIST GEOSEARCH GEOHASH SCAN HSCAN SSCAN ZSCAN RANDOMKEY OBJECT LASTSAVE COMMAND LOLWUT HELLO SELECT DBSIZE READONLY READWRITE ASKING WAIT WATCH UNWATCH DISCARD QUIT RESET TOUCH JSON.GET JSON.TYPE FT.INFO FT._LIST',
  ],
  [
    'R0',
    'it reads',
    'CONFIG|GET CLIENT|LIST CLIENT|ID CLIENT|INFO CLIENT|GETNAME CLIENT|SETNAME CLUSTER|INFO CLUSTER|NODES CLUSTER|SLOTS CLUSTER|SHARDS CLUSTER|MYID CLUSTER|KEYSLOT CLUSTER|COUNTKEYSINSLOT CLUSTER|LINKS MEMORY|USAGE MEMORY|STATS MEMORY|DOCTOR MEMORY|HELP SLOWLOG|GET SLOWLOG|LEN LATENCY|LATEST LATENCY|DOCTOR LATENCY|HISTORY LATENCY|GRAPH PUBSUB|CHANNELS PUBSUB|NUMSUB PUBSUB|NUMPAT SCRIPT|EXISTS MODULE|LIST ACL|WHOAMI ACL|CAT FUNCTION|LIST FUNCTION|STATS SENTINEL|MASTERS SENTINEL|MASTER SENTINEL|REPLICAS SENTINEL|SLAVES SENTINEL|SENTINELS SENTINEL|GET-MASTER-ADDR-BY-NAME SENTINEL|CKQUORUM',
  ],
  [
    'R1',
    'it reads without a limit, or blocks the server',
    'KEYS MONITOR SUBSCRIBE PSUBSCRIBE SSUBSCRIBE SMEMBERS HGETALL HKEYS HVALS LRANGE ZRANGE ZREVRANGE ZRANGEBYSCORE ZREVRANGEBYSCORE ZRANGEBYLEX XRANGE XREVRANGE XREAD SINTER SUNION SDIFF SORT_RO DUMP LCS FT.SEARCH DEBUG|OBJECT',
  ],
  ['X4', 'it shows or sets credentials', 'AUTH ACL|LIST ACL|GETUSER ACL|USERS ACL|LOG'],
  [
    'W1',
    'the server keeps its data',
    'BGSAVE SAVE BGREWRITEAOF LATENCY|RESET SLOWLOG|RESET MEMORY|PURGE CONFIG|RESETSTAT CLIENT|PAUSE CLIENT|UNPAUSE CLIENT|NO-EVICT PERSIST SENTINEL|RESET',
  ],
  [
    'W2',
    'it changes data or connections',
    'SET SETEX PSETEX SETNX MSET MSETNX GETSET GETDEL GETEX APPEND SETRANGE SETBIT INCR INCRBY INCRBYFLOAT DECR DECRBY DEL UNLINK EXPIRE PEXPIRE EXPIREAT PEXPIREAT RENAME RENAMENX COPY MOVE RESTORE SORT HSET HSETNX HMSET HDEL HINCRBY HINCRBYFLOAT LPUSH RPUSH LPUSHX RPUSHX LPOP RPOP LREM LSET LTRIM LINSERT LMOVE RPOPLPUSH BLPOP BRPOP BLMOVE SADD SREM SPOP SMOVE ZADD ZREM ZINCRBY ZPOPMIN ZPOPMAX ZREMRANGEBYSCORE ZREMRANGEBYRANK XADD XDEL XACK XTRIM XCLAIM XAUTOCLAIM XGROUP XREADGROUP XSETID PFADD PFMERGE GEOADD PUBLISH SPUBLISH MULTI EXEC CONFIG|SET CONFIG|REWRITE CLIENT|KILL CLIENT|UNBLOCK CLUSTER|FAILOVER FAILOVER SENTINEL|FAILOVER SENTINEL|SET SWAPDB BITFIELD BITOP JSON.SET JSON.DEL SINTERSTORE SUNIONSTORE SDIFFSTORE ZUNIONSTORE ZINTERSTORE ZRANGESTORE',
  ],
  [
    'X1',
    'what it deletes is gone',
    'FLUSHALL FLUSHDB SCRIPT|FLUSH FUNCTION|FLUSH FUNCTION|DELETE REPLICAOF SLAVEOF CLUSTER|RESET CLUSTER|FLUSHSLOTS CLUSTER|DELSLOTS DEBUG|RELOAD DEBUG|LOADAOF',
  ],
  [
    'X2',
    'the server is gone, or who may reach it',
    'SHUTDOWN ACL|SETUSER ACL|DELUSER ACL|LOAD ACL|SAVE CLUSTER|FORGET CLUSTER|MEET DEBUG|SEGFAULT DEBUG|SLEEP CLUSTER|REPLICATE CLUSTER|SETSLOT CLUSTER|ADDSLOTS',
  ],
];

const redisCommands: Readonly<Record<string, readonly [CommandClass, string]>> = Object.fromEntries(
  redisGroups.flatMap(([commandClass, why, names]) =>
    names.split(' ').map((name) => [name, [commandClass, why] as const]),
  ),
);

const passwords = ['requirepass', 'masterauth', 'tls-key-file-pass', 'tls-client-key-file-pass'];

/** `CONFIG GET 'requirep*'`: `?` and `[…]` are taken for any letters. */
const matchesPassword = (pattern: string): boolean => {
  const parts = pattern
    .toLowerCase()
    .replace(/\[[^\]]*\]?|\?/g, '*')
    .split('*');
  return passwords.some((name) => matchesParts(name, parts));
};

const matchesParts = (name: string, [first = '', ...rest]: readonly string[]): boolean => {
  const last = rest.pop();
  if (last === undefined) return name === first;
  let at = name.startsWith(first) ? first.length : -1;
  for (const part of rest) {
    const found = at < 0 ? -1 : name.indexOf(part, at);
    at = found < 0 ? -1 : found + part.length;
  }
  return at >= 0 && name.length - last.length >= at && name.endsWith(last);
};

const judgeWords = (words: readonly string[]): Verdict => {
  const name = (words[0] ?? '').toUpperCase();
  const pair = `${name}|${(words[1] ?? '').toUpperCase()}`;
  const found = redisCommands[pair] ?? redisCommands[name];
  if (found === undefined) return verdict('U', `nobody has said what ${name} does to Redis`);
  // The arguments that make a server run or load something, or write where it shouldn't.
  if (
    pair === 'CONFIG|SET' &&
    /^(dir|dbfilename|requirepass|masterauth|protected-mode|bind|enable-|aclfile|logfile)/i.test(
      words[2] ?? '',
    )
  )
    return verdict('X2', `CONFIG SET ${words[2] ?? ''} changes where it writes or who may reach it`);
  if (pair === 'CONFIG|GET' && words.slice(2).some(matchesPassword))
    return verdict('X4', 'it shows the password of the server');
  if (name === 'HELLO' && words.some((word) => /^auth$/i.test(word)))
    return verdict('X4', 'HELLO … AUTH has a password in it');
  if (
    /RANGE/.test(name) &&
    found[0] === 'R1' &&
    words.slice(2, 4).every((word) => /^\d+$/.test(word)) &&
    words.length > 3
  )
    return verdict('R0', 'it reads a part');
  return verdict(
    found[0],
    `${redisCommands[pair] === undefined ? name : pair.replace('|', ' ')}: ${found[1]}`,
  );
};

const judge = ({ args, stdin }: Call): readonly Verdict[] => {
  const words = args.positionals;
  const modes = optionClasses(args.options);
  const password = args.options.has('--pass')
    ? [verdict('X4', 'the password is in the list of processes')]
    : [];
  if (modes.length > 0) return [...password, ...modes];
  if (words[0] !== undefined && !words[0].literal) return unknown('the command for Redis isn’t a plain word');
  if (words.length > 0) return [...password, judgeWords(words.map(({ value }) => value))];
  if (stdin.kind === 'text') return [...password, ...judgeLines(stdin.text)];
  return unknown(
    stdin.kind === 'unread' ? 'its commands come from a file or a pipe' : 'its commands are typed',
  );
};

const judgeLines = (text: string): readonly Verdict[] => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const found = lines.map((line) =>
    judgeWords(
      line
        .replace(/^-\w+ \S+ /, '')
        .split(/\s+/)
        .map((word) => word.replace(/^["']|["']$/g, '')),
    ),
  );
  const top = worst(found.map(({ commandClass }) => commandClass));
  return found.filter(({ commandClass }) => commandClass === top).slice(0, 1);
};

/** Options with which it does something else than to send the words behind them. */
const optionClasses = (options: Call['args']['options']): readonly Verdict[] => {
  const has = (...names: readonly string[]): boolean => names.some((name) => options.has(name));
  const found: Verdict[] = [];
  if (has('--eval', '--pipe', '--ldb', '--functions-rdb'))
    found.push(verdict('U', 'its commands are in another file'));
  if (
    has(
      '--bigkeys',
      '--memkeys',
      '--hotkeys',
      '--scan',
      '--stat',
      '--latency',
      '--latency-history',
      '--latency-dist',
      '--intrinsic-latency',
    )
  )
    found.push(verdict('R1', 'it reads all keys, or never ends'));
  if (has('--lru-test')) found.push(verdict('X1', 'it fills the server with keys'));
  if (has('--rdb')) found.push(writesTo(options.get('--rdb')?.at(-1)?.value ?? null));
  const cluster = options.get('--cluster')?.at(-1)?.value?.value;
  if (cluster !== undefined) found.push(clusterClass(cluster));
  return found;
};

const clusterClass = (command: string): Verdict => {
  if (/^(check|info|help)$/.test(command)) return verdict('R0', 'it shows the cluster');
  const loses = /^(del-node|create|call|import)$/.test(command);
  return verdict(loses ? 'X1' : 'W2', `--cluster ${command} changes the cluster`);
};

/** `redis-check-aof --fix` cuts the file where it breaks off. */
export const redisFilesFamily: Family = {
  title: 'Stores',
  programs: 'redis-check-rdb redis-check-aof valkey-check-rdb valkey-check-aof',
  rows: [
    row('R0', '', 'it reads a file of Redis', {
      options: { '--fix': ['W2', 'what follows the first mistake in the file is cut off'] },
    }),
  ],
};

export const redisFamily: Family = {
  title: 'Stores',
  programs: 'redis-cli valkey-cli keydb-cli',
  rows: [row('U', '', 'its commands are typed, or in another file', { judge })],
  note: 'By the command of Redis, as listed below; commands on standard input are read line by line where the line holds them. `EVAL` is unknown.',
};
