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
    'docker exec shop-kafka-1 rpk topic consume orders -n 10',
    'docker compose up -d',
    'docker exec -d shop-api-1 npm start',
    'kubectl rollout status deploy/api',
    'psql -c "SELECT 1"',
    'docker run -d redis:7',
  ])('leaves %s', (command) => expect(lines(command, 'docker ps')).toEqual([]));

  it.each([
    ['# Follow the logs', 'docker compose logs -f api'],
    ['# Start the fork', 'anvil'],
    ['docker exec -it shop-api-1 bash'],
    ['kubectl port-forward svc/grafana 3000:80', '# in another terminal', 'curl -f http://localhost:3000'],
    ['psql -U postgres shop', 'SELECT count(*) FROM orders;'],
    ['docker run -it ubuntu bash', 'root@4c01:/# ls'],
    ['docker compose logs -f --until=2s api', 'docker ps'],
  ])('leaves what is meant: %s', (...text) => expect(lines(...text)).toEqual([]));
});
