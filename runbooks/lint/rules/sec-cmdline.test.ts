// Secrets as arguments.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { secCmdline } from './sec-cmdline.ts';

it.each([
  'cast send 0x1 "pause()" --private-key $ADMIN_KEY',
  'mysql -u root -p$MYSQL_ROOT_PASSWORD shop',
  'docker compose exec db mysqldump -u root -ps3cr3tpw shop',
  'redis-cli -a "$REDIS_PASSWORD" info',
  'psql postgres://shop:hunter22@db:5432/shop',
  'mongodump --uri mongodb://root:$MONGO_PASS@db/admin',
  'curl -u admin:hunter22 https://a.dev/x',
  'sshpass -p "$PASS" ssh a@b',
  'docker login -u ci -p $REGISTRY_TOKEN',
  'mongosh --password=$PASS',
  'mongosh $MONGO_URL --eval "db.stats()"',
  'mongorestore --uri="$MONGODB_URI" --drop /b',
  'psql "${DATABASE_URL}" -c "select 1"',
  'docker compose exec db pg_dump "$PROD_DB_URL"',
  'redis-cli -u "$REDIS_URL" ping',
  'curl -H "Authorization: Bearer $TOKEN" https://a.dev/x',
  'curl -H "X-API-Key: your-api-key" https://a.dev/x',
  'curl --header "PRIVATE-TOKEN: <token>" https://a.dev/x',
  'curl "https://a.dev/x?api_key=$KEY"',
  'docker run -d -e DB_PASSWORD=$PASS shop',
  'docker exec -e PGPASSWORD=$PASS db psql -U shop',
  'kubectl create secret generic db --from-literal=password="$NEW"',
  'helm upgrade shop ./chart --set db.password=$PASS',
  'vault kv put secret/db password=$NEW',
  'aws ssm put-parameter --name /a --type SecureString --value "$NEW"',
  'rabbitmqctl change_password shop $NEW',
  `psql -c "ALTER USER shop WITH PASSWORD '$NEW'"`,
  'PGPASSWORD=hunter22 psql -U shop',
  'htpasswd -b .htpasswd admin "$PASS"',
  'aws configure set aws_secret_access_key "$SECRET_KEY"',
  'openssl enc -aes-256-cbc -k hunter22 -in a -out b',
  'cqlsh -u shop -p "$PASS" db-1',
  'ipmitool -H bmc-1 -U admin -P hunter22 power cycle',
  'rabbitmqctl add_user shop "$PASS"',
  'export API_TOKEN=k3yForAll99',
  'echo hunter22Xy | docker login -u shop --password-stdin',
  'echo "hunter22Xy" | sudo -S systemctl restart shop',
  'echo "shop:hunter22Xy" | sudo chpasswd',
  'docker login -u shop -phunter22Xy registry.a.dev',
  'podman login -u shop -p hunter22Xy registry.a.dev',
  'curl -uadmin:hunter22 https://a.dev/x',
  'sshpass -phunter22 ssh a@b',
  `curl -d '{"text":"x"}' https://hooks.slack.com/${'services'}/T0ABC1234/B0DEF4567/aBc1eFghiJKLmnoPQRstuVW2`,
  `curl -d '{}' https://discord.com/api/webhooks/12345678901234567/aBcDeFgHiJkLmNoPqRsTuVwXyZ012345`,
  'export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYzy9uKq3Lm2',
  'export GITHUB_TOKEN=ghp_aB3dEf6hIj9lMn2pQr5tUv8xYz1',
  'REDISCLI_AUTH=hunter22 redis-cli ping',
  'http POST https://a.dev/x "Authorization: Bearer sk_live_51HabcdefXYZ0923"',
  'curl -H "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc123def" https://a.dev/x',
])('finds %s', (command) => {
  expect(places(secCmdline, bash(command))).toEqual(['2']);
});

it.each([
  'mysql -u root -p shop',
  'PGPASSWORD="$PASS" psql -U shop',
  'PGPASSWORD=postgres psql -U shop',
  'export PGPASSWORD="$(vault kv get -field=password secret/db)"',
  'export API_TOKEN=<token>',
  'export API_TOKEN=your-token-1',
  'export TOKEN_FILE=/run/secrets/t0ken',
  'mongosh "$MONGO_HOST"',
  'psql "$DB_NAME"',
  'curl "$API_URL/health"',
  'curl "$WEBHOOK_URL" -d x',
  'curl -H "x-admin: true" https://a.dev/x',
  'curl -H "Idempotency-Key: 1" https://a.dev/x',
  'curl -H @headers.txt https://a.dev/x',
  'docker run -d -e POSTGRES_PASSWORD=postgres postgres',
  'docker run -d -e DB_PASSWORD shop',
  'docker run -d -e DB_PASSWORD_FILE=/run/secrets/db shop',
  'kubectl create secret generic db --from-file=password',
  'vault kv put secret/db password=-',
  'aws ssm put-parameter --name /a --type String --value x1',
  'curl -u "$USER" https://a.dev/x',
  'mkdir -p /data',
  'docker run -p 8080:80 nginx',
  'ssh -p 2222 host',
  'cast send 0x1 "pause()" --account admin',
  'aws secretsmanager create-secret --name a --secret-string file://a.txt',
  'ansible-playbook --private-key ~/.ssh/id site.yml',
  'ansible-playbook --private-key id_ed25519 site.yml',
  'redis-cli ping',
  'cast send 0x1 "pause()" --password-file pw',
  'kubectl get secret --token-ttl 1h',
])('leaves alone: %s', (command) => {
  expect(find(secCmdline, bash(command))).toEqual([]);
});

it('tells one option of one program once', () => {
  expect(places(secCmdline, bash('cast send a --private-key $A', 'cast send b --private-key $B'))).toEqual([
    '2',
  ]);
});

it('believes the runbook where it sets the address', () => {
  expect(
    find(secCmdline, bash('export MONGO_URL=mongodb://localhost:27017/shop', 'mongosh "$MONGO_URL"')),
  ).toEqual([]);
});

it.each([
  'htpasswd -c .htpasswd admin',
  'aws configure set region eu-west-1',
  'openssl enc -aes-256-cbc -pass file:/run/key -in a -out b',
  'openssl x509 -in cert.pem -noout -enddate',
  'ipmitool -H bmc-1 -U admin -f /run/bmc power status',
  'rabbitmqctl list_users',
  'echo $REGISTRY_PASSWORD | docker login -u shop --password-stdin',
  'echo "<password>" | docker login -u shop --password-stdin',
  'echo your-password | docker login -u shop --password-stdin',
  'cat token.txt | docker login -u shop --password-stdin',
  'echo shop | sudo tee /etc/motd',
  'docker run -p8080:80 nginx',
  'curl -uadmin https://a.dev/x',
  'curl -d x https://hooks.slack.com/services/XXX/YYY/ZZZ',
  'curl -d x https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
  'curl -d x https://hooks.slack.com/services/$SLACK_TOKEN',
  'curl -d x "$SLACK_WEBHOOK_URL"',
  'curl -d x https://discord.com/api/webhooks/<id>/<token>',
  'export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'export AWS_SECRET_ACCESS_KEY=xxx',
  'export AWS_SECRET_ACCESS_KEY=...',
  'export TOKEN_PATH=/run/secrets/t0ken',
])('leaves alone, too: %s', (command) => expect(find(secCmdline, bash(command))).toEqual([]));
