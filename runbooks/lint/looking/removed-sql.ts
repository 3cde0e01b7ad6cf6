// What SQL called once and servers no longer have, by the client that sends it.
import { row, type Removed } from './removed.ts';

/** Forks and older versions that still have the words of before. */
const olderMysql = /mariadb|aurora|mysql[ :-]?(5|8\.0)|percona[^\n]{0,20}(5\.7|8\.0)/i;

const replication: readonly (readonly [RegExp, string, string])[] = [
  [/^show slave status\b/i, 'SHOW SLAVE STATUS', 'SHOW REPLICA STATUS'],
  [/^(start|stop|reset) slave\b/i, 'START SLAVE, STOP SLAVE', 'START REPLICA, STOP REPLICA'],
  [/^change master to\b/i, 'CHANGE MASTER TO', 'CHANGE REPLICATION SOURCE TO'],
  [/^show master status\b/i, 'SHOW MASTER STATUS', 'SHOW BINARY LOG STATUS'],
  [/^reset master\b/i, 'RESET MASTER', 'RESET BINARY LOGS AND GTIDS'],
];

/** In SQL: what the statement calls, by the client that sends it. */
export const removedSql: readonly Removed[] = [
  row(
    'psql',
    /\bpg_(start|stop)_backup\s*\(/i,
    'pg_start_backup',
    'PostgreSQL 15',
    'pg_backup_start, pg_backup_stop',
  ),
  row(
    'psql',
    /\bpg_(current|last|switch)_xlog\w*\s*\(|\bpg_xlog\w+\s*\(|\bpg_switch_xlog\b|\bpg_is_xlog_replay_paused\b/i,
    'its name with xlog',
    'PostgreSQL 10',
    'the same name with wal and lsn',
  ),
  row(
    'psql',
    /\b(sent|write|flush|replay)_location\b.*\bpg_stat_replication\b/is,
    'sent_location, replay_location',
    'PostgreSQL 10',
    'sent_lsn, replay_lsn',
  ),
  row('psql', /\bprocpid\b|\bcurrent_query\b/i, 'procpid, current_query', 'PostgreSQL 9.2', 'pid, query'),
  ...replication.map(([words, what, instead]) => ({
    ...row('mysql', words, what, 'MySQL 8.4', instead, 'medium'),
    keptBy: olderMysql,
  })),
];
