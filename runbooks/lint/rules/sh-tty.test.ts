// SH-TTY: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shTty } from './sh-tty.ts';

const lines = (...text: readonly string[]) => find(shTty, bash(...text)).map((found) => parseInt(found));

describe('SH-TTY', () => {
  it.each([
    'docker compose exec db psql -U postgres shop < backup.sql',
    'docker-compose exec db psql -U postgres < backup.sql',
    'cat backup.sql | docker compose exec db psql -U postgres',
    'docker exec -it shop-db-1 psql -U postgres < backup.sql',
    'gunzip -c b.sql.gz | docker exec -it shop-db-1 psql -U postgres',
    'docker exec shop-db-1 psql -U postgres < backup.sql',
    'cat backup.sql | docker exec shop-db-1 mysql shop',
    'kubectl exec db-0 -- psql -U postgres < backup.sql',
    'docker exec shop-api-1 bash',
    'kubectl exec api-0 -- sh',
    'docker exec -t shop-db-1 pg_dump -U postgres shop > backup.sql',
    'kubectl exec -it db-0 -n shop -- pg_dump -U postgres shop > backup.sql',
    'kubectl exec -it db-0 -- pg_dump -U postgres shop | gzip > backup.sql.gz',
    'docker exec -it db mysqldump shop | tee dump.sql',
    'kubectl exec -ti api-0 -- env | grep DB_POOL',
    'kubectl exec --stdin --tty api-0 -- curl -s localhost:8080/health | jq .',
    'docker exec -it redis redis-cli INFO stats | grep hit',
    'LAG=$(kubectl exec -it db-0 -- psql -tAc "SELECT 1")',
    'if [ "$(docker exec -it redis redis-cli PING)" = PONG ]; then echo ok; fi',
    'podman exec -it db pg_dump shop >> backup.sql',
    'ssh -t db-1 pg_dump shop > backup.sql',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'docker compose exec -T db psql -U postgres shop < backup.sql',
    'docker compose exec db psql -U postgres shop',
    'docker compose exec db pg_dump -U postgres shop > backup.sql',
    'docker exec -i shop-db-1 psql -U postgres < backup.sql',
    'docker exec -it shop-api-1 bash',
    'docker exec shop-db-1 pg_dump -U postgres shop > backup.sql',
    'docker exec shop-db-1 psql -U postgres -c "SELECT 1"',
    'docker exec shop-redis-1 redis-cli INFO | grep used_memory',
    'kubectl exec -i db-0 -- psql -U postgres < backup.sql',
    'kubectl exec -it api-0 -- sh',
    'kubectl exec api-0 -- cat /etc/hosts | grep db',
    'docker run -d redis:7',
    'docker exec -it db sh -c "cat /dumps/shop.sql | psql shop"',
    'kubectl exec -it api-0 -- sh -c "env | grep DB_POOL"',
    'kubectl exec -it db-0 -- psql -c "SELECT 1"',
    'kubectl exec -i db-0 -- pg_dump shop | gzip > b.sql.gz',
    'kubectl exec -it $(kubectl get pod -l app=api -o name) -- bash',
    'for pod in a b; do kubectl exec -it $pod -- uptime; done',
    'ssh -t db-1 sudo systemctl restart postgresql',
    'docker exec -it db psql 2> errors.txt',
    'ssh db-1 pg_dump shop > backup.sql',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));
});
