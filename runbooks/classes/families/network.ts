// The network: what asks, and what may cut the machine off.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { sent } from './asks.ts';
import { onlyReads } from './reading.ts';
import { oneRow } from './one-row.ts';

const judgePing = ({ args, invocation }: Call): readonly Verdict[] => {
  if (args.options.has('-f')) return [verdict('W2', 'it floods the network')];
  return [
    args.options.has('-c') || args.options.has('-w') || invocation.program !== 'ping'
      ? verdict('R0', 'it asks a number of times')
      : verdict('R1', 'it never ends'),
  ];
};

const judgeNc = ({ args, stdin }: Call): readonly Verdict[] => {
  if (['--exec', '--sh-exec', '--lua-exec'].some((name) => args.options.has(name)))
    return unknown('it runs another program for whoever connects');
  if (args.options.has('-z')) return [verdict('R0', 'it asks whether a port is open')];
  if (args.options.has('--listen')) return unknown('it waits for whoever connects');
  return stdin.kind === 'none' ? [verdict('R1', 'it stays connected')] : sent(stdin);
};

const judgeSs = ({ args }: Call): readonly Verdict[] => {
  if (args.options.has('--kill')) return [verdict('W2', 'connections are cut')];
  return [
    args.options.has('--continuous') ? verdict('R1', 'it never ends') : verdict('R0', 'it shows connections'),
  ];
};

const judgeTcpdump = ({ args }: Call): readonly Verdict[] => {
  if (args.options.has('-z')) return unknown('it runs a program on each file');
  const writes =
    args.options.has('-w') && args.options.get('-w')?.at(-1)?.value?.value !== '-'
      ? [verdict('W1', 'it writes a file')]
      : [];
  return [verdict('R1', 'it shows what goes over the wire, secrets included'), ...writes];
};

const judgeIptables = ({ args, invocation }: Call): readonly Verdict[] => {
  const changes = [
    '--append',
    '--delete',
    '--insert',
    '--replace',
    '--policy',
    '--new-chain',
    '--flush',
    '--delete-chain',
    '-E',
  ].some((name) => args.options.has(name));
  if (invocation.program.endsWith('-save')) return [verdict('R0', 'it shows rules')];
  if (changes || invocation.program.endsWith('-restore'))
    return [verdict('X2', 'it may cut the machine off')];
  return [
    args.options.has('--zero') ? verdict('W1', 'counters begin anew') : verdict('R0', 'it shows rules'),
  ];
};

/** Its words are joined: behind a `;` in any of them stands another command. */
const judgeNft = ({ invocation: { args } }: Call): readonly Verdict[] | null =>
  args.some(({ value }) => /[;\n]/.test(value)) ? [verdict('X2', 'it may cut the machine off')] : null;

/** Words may be cut short; `s` is `set` for links and `show` for all others. */
const ipShows = /^(|sho?w?|li?s?t?|lst|ls|ge?t?|help)$/;

const judgeIp = ({ args }: Call): readonly Verdict[] => {
  const [object = '', verb = ''] = [...args.verbs, ...args.positionals].map(({ value }) => value);
  if (/^(net|v)/.test(object) && verb.startsWith('e')) return unknown('it runs a program in another network');
  if (args.options.has('-batch')) return unknown('its commands are in another file');
  if (/^mo?n?i?t?o?r?$/.test(object)) return [verdict('R1', 'it never ends')];
  return ipShows.test(verb) || (verb === 's' && !object.startsWith('l'))
    ? [verdict('R0', 'it shows the network')]
    : [verdict('X2', 'it may cut the machine off')];
};

const judgeIfconfig = ({ args }: Call): readonly Verdict[] => [
  args.positionals.length > 1
    ? verdict('X2', 'it may cut the machine off')
    : verdict('R0', 'it shows the network'),
];

export const networkFamilies: readonly Family[] = [
  oneRow('Network', 'ping ping6', 'R0', 'it asks a number of times', judgePing, 'Without `-c` R1.'),
  oneRow(
    'Network',
    'dig nslookup host drill whois traceroute tracepath mtr arping getent',
    'R0',
    'it asks the network',
    ({ args, invocation }) =>
      invocation.program === 'getent' && /^g?shadow$/.test(args.positionals[0]?.value ?? '')
        ? [verdict('X4', 'it shows hashes of passwords')]
        : null,
  ),
  oneRow(
    'Network',
    'ethtool arp',
    'X2',
    'it may cut the machine off',
    (call) => (call.args.options.size === 0 ? [verdict('R0', 'it shows the network')] : onlyReads(call)),
    'Showing is R0.',
  ),
  oneRow(
    'Network',
    'nmap',
    'R0',
    'it asks the network',
    ({ args }) => (args.options.has('--script') ? unknown('scripts may do more than to ask') : null),
    '`--script` is U.',
  ),
  oneRow('Network', 'nc ncat netcat', 'R1', 'it stays connected', judgeNc, '`-z` R0; what it sends decides.'),
  oneRow('Network', 'ss netstat', 'R0', 'it shows connections', judgeSs),
  oneRow('Network', 'tcpdump tshark ngrep', 'R1', 'it shows what goes over the wire', judgeTcpdump),
  oneRow(
    'Network',
    'iptables ip6tables iptables-save ip6tables-save iptables-restore ip6tables-restore',
    'X2',
    'it may cut the machine off',
    judgeIptables,
    '`-L` and `-S` are R0.',
  ),
  oneRow('Network', 'ip', 'R0', 'it shows the network', judgeIp, 'Whatever adds, deletes or sets is X2.'),
  oneRow('Network', 'ifconfig route', 'R0', 'it shows the network', judgeIfconfig),
  {
    title: 'Network',
    programs: 'ufw',
    rows: [
      row('R0', 'status,show,version,app *', 'it shows rules', { dry: ['--dry-run'] }),
      row(
        'X2',
        'allow,deny,reject,limit,delete,insert,enable,disable,reload,reset,default,route,logging,prepend',
        'it may cut the machine off',
        { dry: ['--dry-run'] },
      ),
    ],
  },
  {
    title: 'Network',
    programs: 'nft',
    rows: [
      row('R0', 'list *', 'it shows rules', { judge: judgeNft }),
      row('X2', '*,', 'it may cut the machine off'),
    ],
  },
  {
    title: 'Network',
    programs: 'tc',
    rows: [row('X2', '*,', 'it may cut the machine off', { judge: onlyReads })],
  },
  oneRow(
    'Network',
    'firewall-cmd ifup ifdown nmcli wg wg-quick dhclient brctl ovs-vsctl fail2ban-client socat',
    'X2',
    'it may cut the machine off, or open it',
    onlyReads,
    'Showing is R0.',
  ),
];
