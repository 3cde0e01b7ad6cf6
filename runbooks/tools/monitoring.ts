// Tools of Prometheus and its kin, of certificates, load and mail.
import { plainTool, verbTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

export const monitoringTools: readonly Tool[] = [
  verbTool(
    'promtool',
    '--http.config.file= -o,--format= --start= --end= --step= --header= --lint= --lint-fatal',
    'check, query, tsdb, push, debug',
  ),
  verbTool(
    'amtool',
    '--alertmanager.url= --config.file= -o,--output= --timeout= -a,--author= -c,--comment= -d,--duration= -s,--start= -e,--end= --http.config.file= --extended -q,--quiet',
    'alert, silence, config, cluster, config routes',
  ),
  plainTool(
    'logcli',
    '--addr= --limit= --since= --from= --to= -o,--output= --username= --password= --org-id= -q,--quiet -t,--tail',
  ),
  verbTool(
    'certbot',
    '-d,--domain= -m,--email= --pre-hook= --post-hook= --deploy-hook= --renew-hook= --manual-auth-hook= --manual-cleanup-hook= -c,--config= --cert-name= --webroot-path= -n,--non-interactive --dry-run --force-renewal --agree-tos --nginx --apache -q,--quiet',
  ),
  verbTool('k6', '-u,--vus= -d,--duration= -i,--iterations= -e,--env= -o,--out= --tag=', 'cloud'),
  plainTool(
    'ab wrk hey vegeta siege bombardier',
    '-n= -c= -t= -d= -m= -H= -s= -z= -q= -T= -p= -k -v --latency -rate= -duration= -targets=',
  ),
  plainTool(
    'mail mailx mutt sendmail swaks msmtp',
    '-s= -r= -c= -b= -a= -f= -F= -S= -t --to= --from= --server= --body= --header= --attach=',
  ),
  plainTool('slack slack-cli pd wall write notify-send', '-c= -t= -m='),
];
