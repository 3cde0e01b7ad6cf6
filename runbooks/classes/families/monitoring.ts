// Prometheus and its kin, certificates.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';

const judgeSilence = ({ args }: Call): readonly Verdict[] => {
  const verb = args.subcommand.split(' ')[1] ?? args.positionals[0]?.value ?? '';
  if (verb === 'query' || verb === '') return [verdict('R0', 'it shows silences')];
  return verb === 'add' || verb === 'import' || verb === 'update'
    ? [verdict('W2', 'alerts are kept from people')]
    : verb === 'expire'
      ? [verdict('W1', 'alerts come again')]
      : unknown(`amtool silence ${verb}`);
};

export const monitoringFamilies: readonly Family[] = [
  {
    title: 'Monitoring',
    programs: 'promtool',
    rows: [
      row('R0', 'check *,query *,test,tsdb list,tsdb analyze,promql', 'it checks or asks'),
      row('R1', 'tsdb dump,debug *', 'it reads everything'),
      row('W2', 'push *,tsdb create-blocks-from', 'it adds samples'),
    ],
  },
  {
    title: 'Monitoring',
    programs: 'amtool',
    rows: [
      row(
        'R0',
        'alert,alert query,alert list,check-config,config,config show,config routes,cluster,cluster show,template',
        'it shows alerts',
      ),
      row('W2', 'silence,silence *', 'alerts are kept from people', { judge: judgeSilence }),
      row('X3', 'alert add', 'somebody is called'),
    ],
  },
  {
    title: 'Monitoring',
    programs: 'logcli lnav multitail',
    rows: [row('R1', '', 'it reads logs, maybe without end')],
  },
  {
    title: 'Monitoring',
    programs: 'certbot acme.sh lego',
    rows: [
      row('R0', 'certificates,plugins', 'it shows certificates'),
      row('X3', 'renew,certonly,run,register,install,enhance', 'an authority outside gives a certificate', {
        dry: ['--dry-run'],
      }),
      row('X1', 'delete,revoke,unregister', 'the certificate is gone'),
    ],
  },
  {
    title: 'Monitoring',
    programs: 'haproxy caddy traefik envoy',
    rows: [
      row('U', '*,', 'by its configuration', {
        judge: ({ args }) =>
          args.options.has('-c') ||
          args.options.has('-v') ||
          args.positionals[0]?.value === 'validate' ||
          args.positionals[0]?.value === 'version'
            ? [verdict('R0', 'it checks the configuration')]
            : null,
      }),
    ],
  },
  {
    title: 'Stores',
    programs:
      'nodetool cqlsh influx clickhouse-client clickhouse cockroach snowsql sqlcmd sqlplus ldapsearch mongoctl memcached-tool neo4j cypher-shell solr zkCli.sh zookeeper-shell zookeeper-shell.sh curator elasticdump pgbouncer patronictl repmgr barman wal-g pgbackrest stolonctl pg_rewind pg_upgrade',
    rows: [row('U', '*,', 'its verbs are not in the table yet', { judge: judgeNodetool })],
    note: '`nodetool` and `patronictl` status verbs are R0.',
  },
];

function judgeNodetool({ invocation, args }: Call): readonly Verdict[] | null {
  const verb = args.positionals[0]?.value ?? '';
  if (
    invocation.program === 'nodetool' &&
    /^(status|info|ring|describecluster|tpstats|netstats|tablestats|cfstats|compactionstats|gossipinfo|version|gcstats)$/.test(
      verb,
    )
  )
    return [verdict('R0', 'it shows state')];
  return invocation.program === 'patronictl' && /^(list|topology|history|version|show-config)$/.test(verb)
    ? [verdict('R0', 'it shows state')]
    : null;
}
