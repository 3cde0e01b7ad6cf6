// Processes, network, disks, users.
import { plainTool, verbTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

export const systemTools: readonly Tool[] = [
  plainTool('kill', '-s,--signal= -n= -l,--list[=] -L --timeout= -q='),
  plainTool(
    'pkill pgrep killall',
    '-s,--signal= -u,--euid= -U,--uid= -G,--group= -g,--pgroup= -P,--parent= -t,--terminal= -F,--pidfile= -o,--oldest -n,--newest -f,--full -x,--exact -l,--list-name -a,--list-full -c,--count -e,--echo -i,--ignore-case -v,--inverse -d,--delimiter= -w -q,--quiet -y,--younger-than= -r,--regexp',
  ),
  plainTool('top htop iotop atop', '-n= -d= -p= -u= -U= -o= -w[=] -b -H -i -c -s -S -E= -e='),
  plainTool('ps', ''),
  plainTool('perf', '-i,--input= -s,--script= -p,--pid= -t,--tid= -F= -e= -g --stdio -a'),
  plainTool('bpftrace', '-e= -p= -c= -o= -f= -I= -B= -l -v -d --unsafe'),
  plainTool(
    'py-spy rbspy',
    '-p,--pid= -o,--output= -d,--duration= -r,--rate= -f,--format= -n,--nonblocking -s,--subprocesses -t,--threads -l,--locals',
  ),
  plainTool(
    'gdb',
    '-ex,-eval-command= -iex,-init-eval-command= -x,-command= -ix,-init-command= -p,-pid= -c,-core= -s,-symbols= -e,-exec= -cd= -d= -batch -batch-silent -q -quiet -n -nx -nh -args',
    { singleDash: true },
  ),
  plainTool('lsof', '-p= -u= -c= -g= -d= -a -n -P -l -t -r[=] -i[=] +D= -F[=] -s[=] -T[=]'),
  plainTool('ping ping6', '-c= -i= -W= -w= -s= -t= -I= -q= -M= -n -4 -6 -f -D -O -v -q'),
  plainTool('traceroute tracepath mtr', '-m= -p= -w= -q= -i= -c= -n -r,--report -T -I -4 -6 -u -b'),
  plainTool('dig nslookup host drill', '-p= -t= -x= -c= -f= -k= -y= -b= -q= -4 -6'),
  plainTool(
    'nc ncat netcat',
    '-w= -p= -s= -i= -q= -e,--exec= -c,--sh-exec= --lua-exec= -X= -x= -I= -O= -T= -V= -m= -z -v -l,--listen -u -n -k -N -4 -6 -C -d -D -U',
  ),
  plainTool('telnet', '-b= -e= -l= -n= -4 -6'),
  plainTool('socat', '-d -u -U -v -x -t= -T='),
  plainTool(
    'ss netstat',
    '-f,--family= -A,--query= -o -t,--tcp -u,--udp -l,--listening -n,--numeric -p,--processes -a,--all -s,--summary -e -m -i -4 -6 -r -c,--continuous -K,--kill -D,--diag= -F,--filter= -x -w',
  ),
  plainTool(
    'tcpdump tshark ngrep',
    '-i,--interface= -c= -w= -W= -C= -G= -r= -s= -z= -Z= -F= -E= -T= -Y= -f= -B= -n -nn -v -vv -vvv -X -XX -A -e -q -l -U -D -d -t -tttt -S -K',
  ),
  plainTool('nmap', '-p= -o= -oN= -oX= -oG= -oA= -oS= --script= -iL= -T= -sV -sT -sS -Pn -A -F -v -n -6', {
    singleDash: true,
  }),
  verbTool(
    'ip',
    '-f,-family= -n,-netns= -b,-batch= -s -d -o -j -p -4 -6 -br,-brief -c[=] -a',
    'addr, address, a, link, l, route, r, rule, neigh, neighbour, n, netns, -s',
    { singleDash: true },
  ),
  plainTool('tc', '-s,-statistics -d,-details -p,-pretty -j,-json -n,-netns= -b,-batch=', {
    singleDash: true,
  }),
  plainTool(
    'nmcli',
    '-f,--fields= -g,--get-values= -m,--mode= -c,--colors= -w,--wait= -e,--escape= -t -p -a -s,--show-secrets -o',
  ),
  plainTool('chage passwd', '-l,--list -S,--status -a,--all'),
  plainTool(
    'iptables ip6tables',
    '-t,--table= -A,--append= -D,--delete= -I,--insert= -R,--replace= -P,--policy= -N,--new-chain= -L,--list[=] -S,--list-rules[=] -F,--flush[=] -Z,--zero[=] -X,--delete-chain[=] -C,--check= -E= -s,--source= -d,--destination= -p,--protocol= -j,--jump= -i,--in-interface= -o,--out-interface= -m,--match= --dport= --sport= --state= --ctstate= -n,--numeric -v,--verbose -w,--wait[=] --line-numbers -x -M,--modprobe=',
  ),
  verbTool('ufw', '--force --dry-run', 'app'),
  plainTool(
    'firewall-cmd',
    '--zone= --add-port= --remove-port= --add-service= --remove-service= --permanent --reload --list-all --state --get-active-zones --add-rich-rule= --timeout=',
  ),
  verbTool(
    'nft',
    '-f,--file= -a,--handle -n,--numeric -j,--json -c,--check',
    'list, add, delete, flush, insert, replace, reset',
  ),
  plainTool(
    'mount umount',
    '-t,--types= -o,--options= -O= -L= -U= -a,--all -f,--force -l -n -r,--read-only -v -w --bind --rbind --move -R,--recursive',
  ),
  plainTool('getent', '-s,--service= -i,--no-idn'),
  plainTool('sar', '-o,--output= -f= -P= -s= -e= -i= -n= -I= -m= -u -r -b -B -d -q -S -v -w -W -A -p -h -t'),
  plainTool('pidstat', '-e= -C= -G= -p= -T= -U[=] -d -h -H -I -l -r -R -s -t -u -v -V -w'),
  plainTool('sysctl', '-a,--all -n,--values -w,--write -f,-p,--load[=] -e -q -N --system -b -A -X'),
  plainTool(
    'df lsblk blkid free vmstat iostat mpstat uptime',
    '-t,--type= -x,--exclude-type= -B,--block-size= -o,--output[=] --output= -s= -c= -n= -d= -P= -S= -p= -f= -r= -h,--human-readable -m -g -k -T -i -a -w -l -y',
  ),
  plainTool('crontab', '-u= -l -e -r -i'),
  plainTool(
    'dmesg',
    '-l,--level= -f,--facility= -n,--console-level= -s= -F= --since= --until= -c,--read-clear -C,--clear -w,--follow -W -T,--ctime -H -k -x -r -D -E --color[=]',
  ),
  verbTool(
    'timedatectl hostnamectl loginctl localectl resolvectl coredumpctl machinectl',
    '-H,--host= -M,--machine= -p,--property= -i,--interface= --no-pager -a --no-legend',
    '',
  ),
  plainTool('chronyc ntpq ntpdate', '-h= -p -n -a -m -4 -6 -q -u -b'),
  plainTool('logger', '-t,--tag= -p,--priority= -f,--file= -n,--server= -P,--port= -i -s -u,--socket='),
  plainTool('logrotate', '-s,--state= -m,--mail= -l,--log= -f,--force -d,--debug -v,--verbose'),
];
