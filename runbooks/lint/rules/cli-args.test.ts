// CLI-ARGS: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { cliArgs } from './cli-args.ts';

const lines = (...text: readonly string[]) => find(cliArgs, bash(...text)).map((found) => parseInt(found));

describe('CLI-ARGS', () => {
  it.each([
    'cast logs --from-block 100 <PROXY_ADDRESS>',
    'redis-cli DEL "session:*"',
    'redis-cli -h cache:6379 PING',
    'psql -h db:5432 -U postgres',
    'mysql -u root -p $DB_PASSWORD shop',
    'tar -xvfz backup.tar.gz',
    'systemctl nginx restart',
    'service restart nginx',
    'pg_restore -d shop backup.sql',
    'nc -zv db:5432',
    'ping https://shop.example.com',
    'telnet db:5432',
    'kubectl exec api-0 ls /app',
    'kubectl logs api-*',
    'kubectl logs deployment api',
    'kubectl rollout restart api',
    'kubectl scale deployment api',
    'docker logs shop-api-1 shop-web-1',
    'docker exec -it shop-api-1',
    'ps aux | grep node | kill -9',
    'docker ps -aq | docker rm',
    'sudo echo 1 > /proc/sys/vm/drop_caches',
    'docker exec shop-api-1 cd /app',
    'scp -p 2222 dump.sql backup:/srv/',
    'kubectl apply deploy.yaml',
    'kubectl delete k8s/api.yaml',
    'kubectl get pods -f',
    'celery worker -A shop',
    'kubectl delete deployment/api ns shop',
    'kubectl get deployment/api namespace shop',
    'kubectl describe pod/api-0 shop',
    'kubectl rollout restart deployment/api shop',
    'kubectl rollout restart pod/api-0',
    'kubectl rollout restart pods -n shop',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'kubectl delete deployment/api -n shop',
    'kubectl delete deployment/api service/api -n shop',
    'kubectl label pod/api-0 tier=web',
    'kubectl set image deployment/api api=api:2',
    'kubectl get pods api-0 api-1',
    'kubectl rollout restart deployment api worker',
  ])('leaves what kubectl takes: %s', (command) => expect(lines(command)).toEqual([]));

  it.each([
    'cast logs --address 0x1111111111111111111111111111111111111111',
    'cast logs "Transfer(address,address,uint256)"',
    'redis-cli DEL session:7',
    'redis-cli -h cache -p 6379 PING',
    'mysql -u root -p shop',
    'tar xvfz backup.tar.gz',
    'tar -xzf backup.tar.gz',
    'systemctl restart nginx',
    'service nginx restart',
    'pg_restore -d shop backup.dump',
    'nc -zv db 5432',
    'kubectl exec -it api-0 -- ls /app',
    'kubectl logs deployment/api',
    'kubectl logs api-0 api',
    'kubectl rollout restart deployment api',
    'kubectl rollout status deploy/api',
    'kubectl scale deployment api --replicas=3',
    'kubectl scale --replicas=0 -f api.yaml',
    'docker logs --tail 100 shop-api-1',
    'docker exec shop-api-1 ls',
    'lsof -ti :3000 | xargs kill',
    'docker ps -aq | xargs docker rm',
    'kubectl get cm x -o yaml | kubectl delete -f -',
    'echo 1 | sudo tee /proc/sys/vm/drop_caches',
    'kill -9 $(pgrep node)',
    'curl http://shop.example.com:8080/',
    'kubectl apply -f deploy.yaml',
    'kubectl apply -k overlays/prod',
    'kubectl create configmap shop --from-file=shop.yaml',
    'kubectl get -f deploy.yaml',
    'kubectl get pods -w',
    'celery -A shop worker',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));
});
