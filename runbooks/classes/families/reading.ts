// Tools that change the machine, and are asked as often: only what is listed here reads, all else is what their family says.
import { verdict, type Call, type Verdict } from '../class-table.ts';

interface Reads {
  /** Sub-commands, with commas between them; an empty one for none. */
  readonly verbs?: string;
  /** They have sub-commands of their own: `dev` alone shows, and `dev down` does not. */
  readonly nested?: true;
  /** Every option has to be one of them, and one has to be there. */
  readonly options?: string;
}

const reads: Readonly<Record<string, Reads>> = {
  fdisk: { options: '-l --list' },
  sfdisk: { options: '-l --list -d --dump' },
  gdisk: { options: '-l' },
  parted: { options: '-l --list' },
  mdadm: { options: '-D --detail -E --examine -Q --query --scan' },
  zpool: { verbs: 'status,list,get,history' },
  zfs: { verbs: 'list,get' },
  cryptsetup: { verbs: 'status,isLuks' },
  swapon: { options: '-s --summary --show --noheadings --bytes --raw' },
  losetup: { options: '-a --all -l --list' },
  modprobe: { options: '-n --dry-run --show-depends -c --showconfig' },
  ldconfig: { options: '-p --print-cache' },
  hwclock: { options: '-r --show' },
  chage: { options: '-l --list' },
  passwd: { options: '-S --status' },
  'firewall-cmd': {
    options:
      '--list-all --list-ports --list-services --list-rich-rules --state --get-active-zones --get-default-zone --get-zones --zone --permanent',
  },
  nmcli: {
    nested: true,
    verbs:
      ',dev,device,con,connection,general,dev status,dev show,device status,device show,con show,connection show,general status,networking connectivity',
  },
  // `wg show wg0 private-key` shows one.
  wg: { verbs: ',show', nested: true },
  tc: {
    nested: true,
    verbs:
      'qdisc,class,filter,qdisc show,qdisc ls,qdisc list,class show,class ls,class list,filter show,filter ls,filter list',
  },
  brctl: { verbs: 'show,showmacs,showstp' },
  'ovs-vsctl': { verbs: 'show,list-br,list-ports,get,list' },
  'fail2ban-client': { verbs: 'status,ping,version' },
  ethtool: {
    options:
      '-i --driver -k --show-features --show-offload -S --statistics -g --show-ring -a --show-pause -c --show-coalesce -l --show-channels -m --module-info -P --show-permaddr -T --show-time-stamping -n --show-nfc',
  },
  arp: { options: '-a -n -e -v -i' },
};

/** Null where it is not sure that it only reads. */
export const onlyReads = ({ args, invocation: { program, args: all } }: Call): readonly Verdict[] | null => {
  const { verbs, nested, options } = reads[program] ?? {};
  const words = [...args.verbs, ...args.positionals].map(({ value }) => value);
  const verb = words.slice(0, nested ? 2 : 1).join(' ');
  // `ovs-vsctl show -- del-br x`: one call, and another command behind the mark.
  if (all.slice(1).some(({ value }) => value === '--')) return null;
  // nmcli shows passwords then.
  if (args.options.has('--show-secrets')) return null;
  const fits =
    verbs?.split(',').includes(verb) ??
    (args.options.size > 0 &&
      [...args.options.keys()].every((name) => options?.split(' ').includes(name) === true));
  return fits ? [verdict('R0', 'it shows state')] : null;
};
