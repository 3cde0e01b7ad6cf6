// Kinds of SQL statements by their first word, and the words that make one worse or milder.
import type { CommandClass } from '../model.ts';

type Told = readonly [CommandClass, string];

export interface SqlKind {
  /** First words. */
  readonly starts: string;
  /** Words, any of which decides; the first row that has one counts. */
  readonly when: readonly (readonly [string, ...Told])[];
  readonly otherwise: Told;
}

const kind = (starts: string, otherwise: Told, ...when: SqlKind['when']): SqlKind => ({
  starts,
  when,
  otherwise,
});

export const sqlKinds: readonly SqlKind[] = [
  kind(
    'SELECT TABLE VALUES WITH',
    ['R0', 'SELECT reads'],
    ['INSERT UPDATE DELETE MERGE', 'X1', 'a query that changes rows'],
    ['INTO', 'W2', 'it writes a table or a file'],
  ),
  kind('SHOW DESCRIBE DESC USE HELP BEGIN END ABORT SAVEPOINT RELEASE FETCH CLOSE LISTEN UNLISTEN', [
    'R0',
    'it reads, or is about the session',
  ]),
  kind(
    'COMMIT ROLLBACK',
    ['R0', 'it is about the session'],
    ['PREPARED', 'W2', 'it ends the transaction of somebody else'],
  ),
  kind(
    'START',
    ['R0', 'it is about the session'],
    ['REPLICA SLAVE GROUP_REPLICATION', 'W2', 'replication goes on'],
  ),
  kind(
    'RESET',
    ['R0', 'it is about the session'],
    ['MASTER REPLICA SLAVE BINARY', 'X1', 'logs or the place in them are gone'],
    ['PERSIST', 'W2', 'it changes a setting of the server'],
  ),
  kind(
    'SET',
    ['R0', 'it is about the session'],
    ['GLOBAL PERSIST PERSIST_ONLY', 'W2', 'it changes a setting of the server'],
    ['PASSWORD', 'X2', 'it changes a password'],
  ),
  kind(
    'VACUUM',
    ['W1', 'it tidies up; the data stays'],
    ['INTO', 'W2', 'it writes a file'],
    ['FULL', 'W2', 'the table is locked while it is rewritten'],
  ),
  kind('ANALYZE ANALYSE CHECKPOINT CHECK REFRESH OPTIMIZE REINDEX CLUSTER', [
    'W1',
    'it tidies up; the data stays',
  ]),
  kind('INSERT MERGE REPLACE NOTIFY LOCK IMPORT LOAD KILL FLUSH REASSIGN SECURITY COMMENT', [
    'W2',
    'it changes data or sessions',
  ]),
  kind('UPDATE DELETE', ['X1', 'without WHERE it changes every row'], ['WHERE', 'W2', 'it changes rows']),
  kind(
    'DROP',
    ['X1', 'what it drops is gone'],
    ['TABLE CASCADE', 'X1', 'what it drops is gone'],
    ['INDEX VIEW', 'W2', 'it can be made again'],
    ['USER ROLE', 'X2', 'somebody loses access'],
  ),
  kind('TRUNCATE PURGE', ['X1', 'all rows are gone']),
  kind(
    'CREATE',
    ['W2', 'it makes something new'],
    ['FUNCTION PROCEDURE EXTENSION TRIGGER RULE LANGUAGE SERVER', 'U', 'it makes code that runs later'],
    ['USER ROLE', 'X2', 'it changes who may do what'],
  ),
  kind(
    'ALTER',
    ['W2', 'it changes tables or settings'],
    ['USER ROLE', 'X2', 'it changes who may do what'],
    ['DROP', 'X1', 'what it drops is gone'],
  ),
  kind('GRANT REVOKE', ['X2', 'it changes who may do what']),
  kind(
    'COPY',
    ['W2', 'it adds rows, or writes a file on the server'],
    ['PROGRAM', 'U', 'it runs a program on the server'],
    ['INSERT UPDATE DELETE MERGE', 'X1', 'a query that changes rows'],
    ['STDOUT', 'R1', 'it reads a whole table'],
  ),
  kind('PRAGMA', ['R0', 'it shows a setting']),
];
