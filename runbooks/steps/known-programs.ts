// Programs that people type in runbooks, and what looks like a command and is none.

const programs = new Set(
  (
    'docker docker-compose podman kubectl helm kustomize minikube kind k9s crictl ctr nerdctl oc eksctl argocd flux istioctl linkerd ' +
    'curl wget http redis-cli redis-server rpk kafka-topics.sh kafka-topics kafka-consumer-groups.sh kafka-consumer-groups ' +
    'kafka-console-consumer kafka-console-producer kcat zookeeper-shell rabbitmqctl rabbitmq-diagnostics nats ' +
    'psql pg_dump pg_dumpall pg_restore pg_ctl pg_isready pgbackrest patronictl mysql mysqldump mysqladmin mongosh mongo mongodump mongorestore sqlite3 ' +
    'cqlsh nodetool influx etcdctl consul vault nomad ' +
    'grep egrep zgrep rg awk sed cat tail head less jq yq sort uniq wc cut tr xargs tee find ls ll cd pwd cp mv rm mkdir rmdir touch ln ' +
    'chmod chown stat file diff tar gzip gunzip zcat unzip zip dd mount umount lsblk ' +
    'ps kill pkill pgrep killall top htop free uptime vmstat iostat iotop sar dmesg lsof strace tcpdump du df w who uname hostname date ' +
    'systemctl service journalctl supervisorctl crontab pm2 nginx haproxy apachectl ' +
    'npm npx node pnpm yarn bun deno python python3 pip pip3 poetry uv ruby rails rake bundle php composer java jstack jmap jcmd go cargo ' +
    'make git gh ssh scp sftp rsync sudo su aws gcloud gsutil az bq terraform terragrunt ansible ansible-playbook pulumi packer ' +
    'cast anvil forge geth openssl certbot dig nslookup host nc ncat telnet ss netstat ping traceroute mtr ip ifconfig iptables nft ufw arp ' +
    'export unset source echo printf env set alias bash sh zsh sleep time timeout watch nohup true false exit test read wait trap eval exec ' +
    'apt apt-get yum dnf brew apk dpkg rpm snap promtool amtool logcli mimirtool k6 ab hey wrk vegeta flyctl fly heroku vercel netlify wrangler ' +
    'manage.py celery gunicorn uvicorn artisan alembic prisma flyway liquibase ceph rados zpool zfs mc rclone restic velero sops age gpg base64 xxd od ' +
    'knife chef-client puppet salt salt-call tf tofu cdk sam sls docker-machine vagrant skaffold stern kubectx kubens etcdutl rke k3s kubeadm talosctl cilium hubble istio sops velero ' +
    'truncate logrotate ncdu fuser vi vim nano fsck mkfs swapoff swapon lvextend vgs lvs pvs resize2fs growpart xfs_growfs shutdown reboot bosh cf ' +
    'pg_basebackup pg_rewind pg_resetwal pgbench pgbouncer mysqlbinlog mysqlcheck mysqlsh xtrabackup innobackupex redis-benchmark redis-sentinel smartctl nvidia-smi ' +
    'systemd-analyze sysctl ulimit ethtool nmcli resolvectl chronyc timedatectl ntpq ldapsearch kinit'
  ).split(' '),
);

// Programs whose names are words of English, too.
const alsoWords = new Set(
  (
    'make kill service node watch find time test head cat top free less sort cut host file go source set read wait exit date who http ' +
    'kind tail tar echo mount stat env fly age touch diff link ip helm nomad consul vault flux influx nats wget influx ruby composer ' +
    'java rails php mongo mysql mc w ss hey packer bundle export watch true false exec trap eval alias uniq heroku vercel git docker kubectl terraform ansible nginx python deno brew curl ping'
  ).split(' '),
);

const proseNext =
  /^(?:the|a|an|sure|if|to|is|are|was|be|for|your|our|any|each|every|with|on|in|and|or|of|until|this|that|these|those|it|not|out|has|have|will|should|must|can|at|by|from|when|as|into)$/i;

/** The program that a command begins with, variables before it left out: `FOO=1 sudo ls` → `sudo`. */
export const firstWord = (command: string): string => {
  const [first = ''] = /\S+/.exec(command) ?? [];
  if (!assigned.test(first)) return first;
  const words = command.trimStart().split(/\s+/, 20);
  return words.find((word) => !assigned.test(word)) ?? '';
};

const assigned = /^[A-Za-z_]\w*=/;
const script = /^(?:~|\.{0,2})\/[\w.~/-]*[\w-]$/;
const scriptFile = /^[\w./~-]+\.(?:sh|bash|js|mjs|ts|py|rb|pl|php)$/;

/** A known program or a script's path at the place of a command, and no sentence that happens to begin with such a word. */
export const startsLikeCommand = (line: string): boolean => {
  const text = line.trim();
  if (/^[A-Za-z_]\w*=(?:\S|$)/.test(text) && firstWord(text) === '') return true;
  const program = firstWord(text);
  if (/^(?:if|for|while|until|case|function)$/.test(program)) return /[;$[(]|\b(?:in|do|then)\b/.test(text);
  if (script.test(program) || scriptFile.test(program)) return true;
  if (!programs.has(program)) return false;
  const next =
    text
      .slice(text.indexOf(program) + program.length)
      .trimStart()
      .split(/\s+/, 1)[0] ?? '';
  return !(alsoWords.has(program) && proseNext.test(next));
};

const inlineScript = /^\.{0,2}\/[\w.-]+(?:\/[\w.-]+)*\.(?:sh|js|ts|py)$/;

/** Inline code to type, and not a name or a value: a known program with at least one argument, or a script by its path. */
export const looksLikeCommand = (code: string): boolean => {
  const program = firstWord(code);
  if (inlineScript.test(program)) return true;
  return programs.has(program) && code.trim().split(/\s+/).at(-1) !== program && startsLikeCommand(code);
};
