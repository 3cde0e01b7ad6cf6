// The network: what asks, and what may cut the machine off.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
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
  if (args.options.has('--exec') || args.options.has('--sh-exec'))
    return unknown('it runs another program for whoever connects');
  if (args.options.has('-z')) return [verdict('R0', 'it asks whether a port is open')];
  if (args.options.has('--listen')) return unknown('it waits for whoever connects');
  if (stdin.kind === 'text')
    return /^(stats|ruok|mntr|srvr|stat|conf|version|PING|INFO|GET )/i.test(stdin.text.trim())
      ? [verdict('R0', 'it asks a server for its state')]
      : unknown('what the text does to the server is not known');
  return stdin.kind === 'unread'
    ? [verdict('W2', 'it sends what it gets')]
    : [verdict('R1', 'it stays connected')];
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

const judgeIp = ({ args, invocation }: Call): readonly Verdict[] => {
  const words = invocation.args.map(({ value }) => value).filter((word) => !word.startsWith('-'));
  if (/^(net|v)/.test(words[0] ?? '') && (words[1] ?? '').startsWith('e'))
    return unknown('it runs a program in another network');
  if (args.options.has('-batch')) return unknown('its commands are in another file');
  if (words.includes('monitor')) return [verdict('R1', 'it never ends')];
  return words.some(
    (word) =>
      /^(add|del|delete|set|flush|replace|change|append|up|down|a)$/.test(word) && words.indexOf(word) > 0,
  )
    ? [verdict('X2', 'it may cut the machine off')]
    : [verdict('R0', 'it shows the network')];
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
    'dig nslookup host drill whois traceroute tracepath mtr arp arping getent ethtool nmap',
    'R0',
    'it asks the network',
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
    rows: [row('R0', 'list *', 'it shows rules'), row('X2', '*,', 'it may cut the machine off')],
  },
  {
    title: 'Network',
    programs: 'tc',
    rows: [
      row('X2', '*,', 'it may cut the machine off', {
        judge: ({ invocation }) =>
          invocation.args.some(({ value }) => /^(show|ls|list)$/.test(value))
            ? [verdict('R0', 'it shows the network')]
            : null,
      }),
    ],
  },
  oneRow(
    'Network',
    'firewall-cmd ifup ifdown nmcli wg wg-quick dhclient brctl ovs-vsctl fail2ban-client socat',
    'X2',
    'it may cut the machine off, or open it',
  ),
];
