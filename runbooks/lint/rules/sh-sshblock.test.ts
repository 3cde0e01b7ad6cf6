// SH-SSHBLOCK: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shSshblock } from './sh-sshblock.ts';

const lines = (...text: readonly string[]) => find(shSshblock, bash(...text)).map((found) => parseInt(found));

describe('SH-SSHBLOCK', () => {
  it.each([
    ['ssh deploy@web-1', 'cd /opt/shop', 'docker compose restart api'],
    ['ssh -i key.pem ubuntu@10.0.0.1', 'systemctl status shop'],
    ['ssh -p 2222 web-1', 'sudo reboot'],
    ['gcloud compute ssh web-1 --zone europe-west1-b', 'docker ps'],
    ['vagrant ssh', 'sudo systemctl restart shop'],
    ['ssh web-1', '# Restart the service there'],
    ['kubectl debug node/worker-1 -it --image=alpine', 'df -h'],
    ['kubectl exec -it api-0 -- sh', 'cat /etc/hosts'],
    ['oc rsh api-0', 'ls /data'],
    ['docker exec -it shop-api-1 bash', 'npm run migrate', 'exit', 'docker ps'],
    ['docker compose exec db psql -U postgres', 'SELECT 1;'],
    ['psql -U postgres shop', 'SELECT count(*) FROM orders;'],
    ['mysql -u root', 'SHOW PROCESSLIST;'],
    ['mongosh', 'rs.status()'],
    ['redis-cli -h cache', 'INFO memory'],
    ['sudo -i', 'systemctl restart shop'],
    ['sudo su', 'systemctl restart shop'],
    ['su - postgres', 'psql -c "SELECT 1"'],
    ['screen -S deploy', './deploy.sh'],
    ['tmux new -s deploy', './deploy.sh'],
  ])('finds %s', (...text) => expect(lines(...text)).toEqual([2]));

  it.each([
    ['ssh web-1 uptime', 'docker ps'],
    ["ssh web-1 'cd /opt/shop && docker compose restart api'", 'curl -f http://web-1/health'],
    ['ssh -N -L 5432:db:5432 bastion &', 'psql -h localhost'],
    ['docker ps', 'ssh web-1'],
    ['ssh web-1', 'exit'],
    ['ssh web-1 <<EOF', 'uptime', 'EOF', 'docker ps'],
    ['# Staging', 'ssh staging-1', '# Production', 'ssh production-1'],
    ['docker exec -it shop-api-1 bash', 'docker ps'],
    ['docker exec -it shop-api-1 bash'],
    ['kubectl exec -it api-0 -- sh', 'kubectl get pods'],
    ['kubectl debug -it api-0 --image=busybox -- df -h', 'df -h'],
    ['psql -U postgres shop', 'docker ps'],
    ['psql -c "SELECT 1"', 'ls'],
    ['psql -U postgres <<SQL', 'SELECT 1;', 'SQL', 'ls'],
    ['psql -U postgres shop', 'shop=# SELECT count(*) FROM orders;'],
    ['docker run -it ubuntu bash', 'root@4c01:/# ls'],
    ['sudo -u postgres psql -c "SELECT 1"', 'ls'],
    ['su - postgres -c "psql -l"', 'ls'],
    ['screen -dmS deploy ./deploy.sh', 'ls'],
    ['screen -ls', 'ls'],
    ['tmux ls', 'ls'],
    ['bash deploy.sh', 'ls'],
  ])('leaves %s', (...text) => expect(lines(...text)).toEqual([]));

  it('says that a second login starts from the first host', () => {
    const [found] = find(shSshblock, bash('ssh a', 'docker ps', 'ssh b', 'docker ps'));
    expect(found).toMatch(/the `ssh` of line 4 starts on the first host/);
  });
});
