// SH-BLOCKING: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shBlocking } from './sh-blocking.ts';

const lines = (...text: readonly string[]) => find(shBlocking, bash(...text)).map((found) => parseInt(found));

describe('SH-BLOCKING', () => {
  it.each([
    'tail -f /var/log/shop.log',
    'docker compose logs -f api',
    'kubectl logs -f deploy/api',
    'journalctl -u shop -f',
    'ping db.internal',
    'anvil --fork-url https://rpc.example.com',
    'kubectl port-forward svc/grafana 3000:80',
    'docker stats',
    'watch -n 5 kubectl get pods',
    'top',
    'redis-cli MONITOR',
    'docker exec shop-kafka-1 rpk topic consume orders',
    'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders',
    'docker compose up',
    'docker exec -it shop-api-1 bash',
    'kubectl get pods -w',
    'while true; do date; sleep 1; done',
    'git revert abc123',
    'git commit -a',
    'git rebase -i HEAD~3',
    'kafka-console-consumer.sh --bootstrap-server k:9092 --topic orders --from-beginning --max-messages 2',
    'less /var/log/shop.log',
    'journalctl -u shop | less',
    'vi /etc/pgbouncer/pgbouncer.ini',
    'sudo nano /etc/shop.conf',
    'kubectl edit configmap shop -n shop',
    'sudo systemctl edit shop',
    'crontab -e',
    'mongostat --host db-1',
    'kafka-server-start.sh config/server.properties',
    'vault server -config=/etc/vault.hcl',
    'ssh db-2 "sudo -u postgres pg_ctl start -D /var/lib/postgresql/data"',
    'kubectl exec -it db-0 -- pg_ctl restart -D /data',
    'gcloud logging tail "resource.type=k8s"',
    'patronictl -c /etc/patroni/patroni.yml failover shop',
    'terraform apply',
    'terraform destroy -target=module.db',
    'docker system prune -a',
    'sudo apt-get install pgbouncer',
    'mysqldump -u root -p shop > shop.sql',
    'psql -W -h db -U shop',
    'gcloud sql instances failover shop-db',
    'az group delete --name shop',
    'velero backup delete nightly',
    'redis-cli --cluster reshard cache-1:6379',
    'docker login registry.shop.dev',
    'sudo passwd deploy',
    'ssh-keygen -t ed25519',
    'gcloud auth login',
    'sudo journalctl -u shop --since "1 hour ago"',
    'journalctl -u shop -n 200',
    'rpk topic consume orders -n 5',
    'kcat -b kafka:9092 -C -t orders -c 5',
  ])('finds %s before other commands', (command) => expect(lines(command, 'docker ps')).toEqual([2]));

  it.each([
    'tail -n 100 /var/log/shop.log',
    'docker compose logs --tail 100 api',
    'kubectl port-forward svc/grafana 3000:80 &',
    'ping -c 4 db.internal',
    'docker stats --no-stream',
    'top -b -n 1',
    'timeout 10 tail -f /var/log/shop.log',
    'tail -f /var/log/shop.log | grep -m1 ready',
    'docker exec shop-kafka-1 rpk topic consume orders --offset :end',
    'docker exec shop-kafka-1 timeout 10 rpk topic consume orders -n 10',
    'docker compose up -d',
    'docker exec -d shop-api-1 npm start',
    'kubectl rollout status deploy/api',
    'psql -c "SELECT 1"',
    'docker run -d redis:7',
    'git revert --no-edit abc123',
    'git revert -n abc123',
    'git commit -m "Revert"',
    'git commit -am "Revert"',
    'git rebase main',
    'kafka-console-consumer.sh --bootstrap-server k:9092 --topic orders --max-messages 2 --timeout-ms 9000',
    'journalctl -u shop | less -F',
    'journalctl -u shop -n 20',
    'journalctl -u shop --no-pager',
    'journalctl -u shop | grep -c ERROR',
    'journalctl -u shop > shop.log',
    'journalctl --disk-usage',
    'kcat -b kafka:9092 -C -t orders -c 5 -e',
    'vim -es -c "%s/a/b/g" -c wq /etc/shop.conf',
    'crontab -l',
    'pg_ctl start -D /data -l /var/log/pg.log',
    'ssh db-2 "pg_ctl start -D /data -l /var/log/pg.log"',
    'kafka-server-start.sh -daemon config/server.properties',
    'patronictl -c /etc/patroni/patroni.yml list',
    'patronictl failover shop --candidate pg-2 --force',
    'terraform apply -auto-approve',
    'terraform apply plan.tfplan',
    'terraform plan -out plan.tfplan',
    'docker system prune -af',
    'docker system df',
    'sudo apt-get update',
    'sudo apt-get install -y pgbouncer',
    'mysqldump -u root -p"$MYSQL_PASSWORD" shop > shop.sql',
    'yes | docker volume prune',
    'echo "$TOKEN" | docker login --username ci --password-stdin',
    'redis-cli --cluster info cache-1:6379',
    'redis-cli create',
    'gcloud sql instances list',
    'ssh-keygen -R db-1',
    'grep -i error app.log',
    'gh run list',
  ])('leaves %s', (command) => expect(lines(command, 'docker ps')).toEqual([]));

  it.each([
    ['# Follow the logs', 'docker compose logs -f api'],
    ['# Start the fork', 'anvil'],
    ['docker exec -it shop-api-1 bash'],
    ['terraform apply'],
    ['vi /etc/shop.conf'],
    ['#!/bin/bash', 'terraform apply', 'terraform output'],
    ['kubectl port-forward svc/grafana 3000:80', '# in another terminal', 'curl -f http://localhost:3000'],
    ['psql -U postgres shop', 'SELECT count(*) FROM orders;'],
    ['docker run -it ubuntu bash', 'root@4c01:/# ls'],
    ['docker compose logs -f --until=2s api', 'docker ps'],
    ['docker exec -it shop-api-1 bash', 'cat /etc/hosts'],
    ['# Watch', 'watch kubectl get pods'],
    ['systemctl stop shop', 'npm run dev'],
    ['# 1. Edit .env file', 'nano /opt/shop/.env', '# 2. Recreate containers', 'docker compose up -d'],
    ['# Ubuntu/Debian', 'apt install jq', '# macOS', 'brew install jq'],
    [
      '# Interactive shell',
      'docker exec -it web-1 sh',
      '# Run single command',
      'docker exec web-1 cat /etc/hosts',
    ],
  ])('leaves what is meant: %s', (...text) => expect(lines(...text)).toEqual([]));

  const remedy = (...text: readonly string[]) =>
    find(shBlocking, `## Resolution\n\n${bash(...text)}`).map((found) => parseInt(found));

  it.each([
    { text: ['lsof -ti :3000 | xargs kill', 'npm run dev'], at: [5] },
    { text: ['# Watch the pods come back', 'watch kubectl get pods'], at: [5] },
    { text: ["watch 'ps aux | grep node'"], at: [4] },
    { text: ['git revert abc123'], at: [4] },
  ])('finds as the last line of a remedy: $text', ({ text, at }) => expect(remedy(...text)).toEqual(at));

  it.each([
    ['# Watch until all pods are ready', 'watch kubectl get pods'],
    ['# Stop with Ctrl-C', 'watch kubectl get pods'],
    ['kubectl get pods', 'kubectl port-forward svc/grafana 3000:80'],
    ['# In another terminal', 'kubectl get pods', 'npm run dev'],
    ['npm run dev'],
    ['# Follow the logs', 'docker compose logs -f api'],
  ])('leaves as the last line of a remedy: %s', (...text) => expect(remedy(...text)).toEqual([]));

  it.each([
    '1. Inspect logs: docker compose logs -f api\n2. Restart it',
    '1. Inspect logs: `kubectl logs api-0 -f`\n2. Restart it',
    '1. Look into the log: `tail -f /var/log/shop.log`\n2. Restart it',
  ])('finds a step that the next one waits for: %j', (text) =>
    expect(find(shBlocking, `## Fix\n\n${text}\n`)).toEqual([
      expect.stringMatching(/^3 .* step 2 comes behind it/),
    ]),
  );

  it.each([
    '1. Restart it\n2. Inspect logs: docker compose logs -f api',
    '1. Inspect logs: docker compose logs --tail 9 api\n2. Restart it',
    '1. Follow the logs in another terminal: `docker compose logs -f api`\n2. Restart it',
    '1. Tail the logs: `docker compose logs -f api`\n2. Restart it',
    '- Logs: `docker compose logs -f api`\n- Status: `docker compose ps`',
  ])('leaves steps: %j', (text) => expect(find(shBlocking, `## Fix\n\n${text}\n`)).toEqual([]));
});
