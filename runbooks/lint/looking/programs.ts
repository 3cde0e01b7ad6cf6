// Programs that runbooks name, for telling a command from a sentence where no mark-up does.
export const programs = (
  'docker|docker-compose|podman|kubectl|helm|oc|curl|wget|redis-cli|rpk|psql|pg_dump|pg_restore|mongosh|mysql|systemctl|supervisorctl|journalctl|ssh|scp|rsync|' +
  'aws|gcloud|az|terraform|ansible|ansible-playbook|git|npm|npx|pnpm|yarn|node|python3?|cast|forge|vault|consul|nomad|kafka-[a-z-]+(?:\\.sh)?|rabbitmqctl|etcdctl|nodetool|' +
  'pm2|flyctl|fly|heroku|vercel|wrangler|tail|grep|dig|ping|nc|openssl|certbot|nginx|crontab'
).split('|');
