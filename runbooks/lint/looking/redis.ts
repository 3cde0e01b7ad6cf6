// What a redis-cli call asks its server.
import { optionTable, readOptions } from '../../tools/options.ts';
import type { Call } from './calls.ts';
import { oncePer } from './once.ts';

export interface RedisCommand {
  /** In upper case, e.g. `FLUSHALL`; '' for an interactive session or a mode such as --bigkeys. */
  readonly name: string;
  readonly args: readonly string[];
  /** Modes: `--scan`, `--bigkeys`. */
  readonly options: readonly string[];
}

const table = optionTable(
  '-h= -p= -s= -a,--pass= -u= --user= -n= -r= -i= -d= -D= -t= --pattern= --cacert= --cert= --key= --sni= --rdb= --count= --eval= -c --tls --raw --no-raw --csv --json --scan --bigkeys --memkeys --hotkeys --stat --latency --no-auth-warning --askpass -3 -2 -e --insecure',
  { stops: true, singleDash: true },
);

export const redisClients: readonly string[] = ['redis-cli', 'valkey-cli', 'keydb-cli'];

export const redisOf = (call: Call): RedisCommand | null =>
  redisClients.includes(call.program) ? readRedis(call) : null;

const readRedis = oncePer(({ invocation }: Call): RedisCommand => {
  const { options, positionals } = readOptions(invocation.args, table);
  const [name = '', ...args] =
    positionals.length === 1
      ? (positionals[0]?.value ?? '').trim().split(/\s+/)
      : positionals.map(({ value }) => value);
  return { name: name.toUpperCase(), args, options: options.map((option) => option.name) };
});

const writes = new Set(
  'SET SETEX PSETEX SETNX MSET GETSET APPEND INCR INCRBY DECR DECRBY DEL UNLINK EXPIRE PERSIST RENAME HSET HMSET HDEL HINCRBY LPUSH RPUSH LPOP RPOP LREM LSET LTRIM SADD SREM SPOP ZADD ZREM ZINCRBY XADD XDEL XTRIM XACK XGROUP FLUSHALL FLUSHDB SHUTDOWN REPLICAOF SLAVEOF FAILOVER SWAPDB RESTORE MIGRATE PUBLISH'.split(
    ' ',
  ),
);

export const redisChanges = ({ name, args }: RedisCommand): boolean =>
  writes.has(name) ||
  (/^(?:CONFIG|CLIENT|SCRIPT|CLUSTER|ACL|FUNCTION)$/.test(name) &&
    /^(?:SET|REWRITE|KILL|FLUSH|FAILOVER|RESET|FORGET|SETUSER|DELUSER|DELETE)$/i.test(args[0] ?? ''));
