// Command lines of stores: Redis, PostgreSQL, MySQL, SQLite, MongoDB, and of their dumps.
import { plainTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

const pgConnection =
  '-h,--host= -p,--port= -U,--username= -d,--dbname= -w,--no-password -W,--password -v,--verbose -V,--version -?,--help';

export const storeTools: readonly Tool[] = [
  plainTool('nodetool', '-h,--host= -p,--port= -u,--username= -pw,--password= -pwf,--password-file=', {
    singleDash: true,
  }),
  plainTool('patronictl', '-c,--config-file= -d,--dcs-url= -k,--insecure -f,--format='),
  // What stands behind its options is a command for the server, whose words may begin with a dash.
  plainTool(
    'redis-cli valkey-cli keydb-cli',
    '-h,--host= -p,--port= -s,--socket= -a,--pass= -u,--uri= --user= -r,--repeat= -i,--interval= -n,--db= -d= -D= -x -X= -2 -3 -c,--cluster-mode -e --tls --sni= --cacert= --cacertdir= --cert= --key= --insecure --raw --no-raw --csv --json --quoted-json --show-pushes= --stat --latency --latency-history --latency-dist --lru-test= --replica --slave --rdb= --functions-rdb= --pipe --pipe-timeout= --bigkeys --memkeys --hotkeys --memkeys-samples= --scan --pattern= --quoted-pattern= --count= --cursor= --intrinsic-latency= --eval= --ldb --ldb-sync-mode --cluster= --verbose --no-auth-warning --askpass --version --help',
    { stops: true },
  ),
  plainTool(
    'psql',
    `${pgConnection} -c,--command= -f,--file= -F,--field-separator= -L,--log-file= -o,--output= -P,--pset= -R,--record-separator= -T,--table-attr= -v,--set,--variable= -a,--echo-all -A,--no-align -b,--echo-errors -e,--echo-queries -E,--echo-hidden -H,--html -l,--list -n,--no-readline -q,--quiet -s,--single-step -S,--single-line -t,--tuples-only -x,--expanded -X,--no-psqlrc -z,--field-separator-zero -0,--record-separator-zero -1,--single-transaction --csv`,
  ),
  plainTool(
    'pg_dump pg_dumpall pg_basebackup',
    `${pgConnection} -f,--file= -F,--format= -j,--jobs= -n,--schema= -N,--exclude-schema= -t,--table= -T,--exclude-table= -Z,--compress= -E,--encoding= -S,--superuser= -D,--pgdata= -X,--wal-method= -l,--database= -a,--data-only -b,--large-objects -c,--clean -C,--create -O,--no-owner -s,--schema-only -x,--no-privileges --if-exists --inserts -R,--write-recovery-conf -P,--progress -r= -g,--globals-only`,
  ),
  plainTool(
    'pg_restore',
    `${pgConnection} -f,--file= -F,--format= -j,--jobs= -n,--schema= -t,--table= -I,--index= -L,--use-list= -P,--function= -T,--trigger= -S,--superuser= -a,--data-only -c,--clean -C,--create -l,--list -O,--no-owner -s,--schema-only -x,--no-privileges -1,--single-transaction -e,--exit-on-error --if-exists`,
  ),
  plainTool(
    'pg_isready createdb dropdb createuser dropuser reindexdb pgbench',
    `${pgConnection} -t,--timeout= -D,--pgdata= -m,--mode= -l,--log= -f,--file= -c,--client= -T,--time= -q,--quiet -a,--all -i,--initialize -z,--analyze -Z,--analyze-only`,
  ),
  plainTool(
    'vacuumdb',
    `${pgConnection} -t,--table= -n,--schema= -N,--exclude-schema= -j,--jobs= -P,--parallel= -q,--quiet -a,--all -z,--analyze -Z,--analyze-only -f,--full -F,--freeze -e,--echo`,
  ),
  plainTool(
    'pg_ctl',
    '-D,--pgdata= -m,--mode= -l,--log= -o,--options= -p= -t,--timeout= -c,--core-files -s,--silent -w,--wait -W,--no-wait',
  ),
  plainTool(
    'mysql mariadb mysqladmin mysqldump mariadb-dump mysqlcheck',
    '-h,--host= -P,--port= -u,--user= -p,--password[=] -D,--database= -S,--socket= -e,--execute= --defaults-file= --defaults-extra-file= -r,--result-file= -T,--tab= --delete-master-logs,--delete-source-logs -F,--flush-logs --tables --ssl-mode= -N,--skip-column-names -B,--batch -s,--silent -t,--table -v,--verbose -A,--all-databases -f,--force --single-transaction --quick --routines --triggers -w,--where= --protocol= --login-path= -i,--sleep= --init-command= --init-command-add= --pager[=] --tee= --plugin-dir=',
  ),
  plainTool(
    'sqlite3',
    '-cmd= -separator= -init= -readonly -header -json -csv -column -line -bail -batch -interactive',
    {
      singleDash: true,
    },
  ),
  plainTool(
    'mongosh mongo',
    '--eval= --host= --port= -u,--username= -p,--password= --authenticationDatabase= --authenticationMechanism= -f,--file= --tlsCAFile= --tlsCertificateKeyFile= --json[=] --quiet --norc --nodb --shell --tls --ssl --version --help --apiVersion=',
  ),
  plainTool(
    'mongodump mongorestore mongoexport mongoimport mongostat mongotop bsondump',
    '-h,--host= --port= --uri= -u,--username= -p,--password= -d,--db= -c,--collection= -o,--out= -q,--query= -f,--fields= -j,--numParallelCollections= --authenticationDatabase= --archive[=] --nsInclude= --nsExclude= --nsFrom= --nsTo= --dir= --file= --type= --mode= --config= --readPreference= --gzip --oplog --drop --dryRun --ssl --quiet -v,--verbose -n,--rowcount=',
  ),
];
