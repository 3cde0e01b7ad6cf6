// Service managers, and the journal.
import { optionTable } from './options.ts';
import { plainTool, verbTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

export const serviceTools: readonly Tool[] = [
  {
    ...verbTool(
      'systemctl',
      '-H,--host= -M,--machine= -t,--type= -p,--property= -P= -s,--signal= -n,--lines= -o,--output= --state= --kill-whom= --kill-who= --root= --job-mode= --what= --timestamp= --preset-mode= --user --system --global -a,--all -l,--full -q,--quiet --no-pager --no-block --no-legend --plain --now --runtime -f,--force -r,--recursive --failed --no-reload --show-types --wait --no-ask-password --value',
    ),
  },
  {
    ...verbTool('journalctl', '', ''),
    hasVerbs: false,
    own: optionTable(
      '-u,--unit= -n,--lines[=] -S,--since= -U,--until= -p,--priority= -o,--output= -g,--grep= -t,--identifier= -b,--boot[=] -D,--directory= -M,--machine= -c,--cursor= --after-cursor= -F,--field= --user-unit= --file= --root= --vacuum-size= --vacuum-time= --vacuum-files= --facility= -f,--follow -e,--pager-end -x,--catalog -k,--dmesg -r,--reverse -q,--quiet -a,--all -l,--full --no-pager --user --system --utc --no-full --no-hostname -m,--merge --rotate --flush --sync --disk-usage --list-boots --verify --header -N,--fields',
      { abbreviates: true },
    ),
  },
  verbTool(
    'supervisorctl',
    '-c,--configuration= -s,--serverurl= -u,--username= -p,--password= -i,--interactive -r,--history-file= -h,--help',
  ),
  plainTool('service', '--status-all --full-restart'),
  verbTool('rc-service', '-s,--ifstarted -i,--ifexists -q,--quiet'),
  verbTool('initctl', '--system --user -q,--quiet'),
  verbTool(
    'pm2',
    '--name= -n= -i,--instances= --lines= --update-env --nostream --raw --json -f,--force -s,--silent -a,--update-env --only= --env=',
  ),
  verbTool('monit', '-c= -g= -d= -l= -p= -i -v'),
  verbTool('sv', '-w= -v'),
  verbTool('launchctl', ''),
  plainTool('nginx', '-s= -c= -p= -g= -e= -t -T -q -v -V -h'),
  // No sub-commands as others have them: `apachectl stop --help` stops.
  plainTool('apachectl apache2ctl', '-f= -d= -k= -t -S -M'),
  plainTool('haproxy', '-f= -p= -sf= -st= -c -v -vv', { singleDash: true }),
];
