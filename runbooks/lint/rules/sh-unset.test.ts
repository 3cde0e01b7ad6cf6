// SH-UNSET: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shUnset } from './sh-unset.ts';

const lines = (...text: readonly string[]) => find(shUnset, bash(...text)).map((found) => parseInt(found));

describe('SH-UNSET', () => {
  it.each([
    'rm -rf $CACHE_DIR/*',
    'sudo rm -rf "$DATA_DIR"/tmp',
    'rm -r ${BUILD}/',
    'export API_KEY=$NEW_API_KEY',
    'mongosh $MONGO_URL --eval "db.stats()"',
    'psql $DATABASE_URL -c "SELECT 1"',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    ['rm -rf "${CACHE_DIR:?}"/*'],
    ['CACHE_DIR=/var/cache/shop', 'rm -rf $CACHE_DIR/*'],
    ['rm -rf $HOME/.cache/shop'],
    ['export NEW_API_KEY=$(openssl rand -hex 16)', 'export API_KEY=$NEW_API_KEY'],
    ['export PATH=$HOME/bin:$PATH'],
    ['source .env', 'psql $DATABASE_URL -c "SELECT 1"'],
    ['psql "$DATABASE_URL" -c "SELECT 1"'],
  ])('leaves %s', (...text) => expect(lines(...text)).toEqual([]));

  it.each([
    'knife node delete --yes web-$env-1.c.shop-$project.internal',
    'mongorestore --uri mongodb://db --db $DB_NAME --drop /backups/shop',
    'rm -rf /opt/shop/releases/$RELEASE',
    'aws s3 rm s3://shop-backups/$PREFIX/ --recursive',
    'aws ec2 delete-volume --region $WHERE --volume-id vol-1',
    'terraform destroy -auto-approve -target=x "module.db-$stage-"',
    'helm uninstall shop-$stage --no-hooks',
  ])('finds what removes: %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    ['env=prod', 'knife node delete --yes web-$env-1.internal'],
    ['# $env is the environment', 'knife node delete --yes web-$env-1.internal'],
    ['read -r env', 'knife node delete --yes web-$env-1.internal'],
    ['for env in a b; do', '  knife node delete --yes web-$env-1.internal', 'done'],
    ['mongorestore --db ${DB_NAME:?} --drop /backups/shop'],
    ["ssh web-1 'rm -rf /opt/shop/$RELEASE'"],
    ["docker exec db sh -c 'rm -rf /data/old-$X-files'"],
    ['echo "delete web-$env-1"'],
    ['source prod.env', 'knife node delete --yes web-$env-1.internal'],
    ["awk '{print $1}' delete.txt"],
  ])('leaves what removes: %s', (...text) => expect(lines(...text)).toEqual([]));

  it.each([
    ['ssh $STANDBY "systemctl stop postgresql"', '`ssh` takes `"systemctl stop postgresql"` for the host'],
    ['ssh postgres@$STANDBY uptime', '`postgres@` is what is left'],
    ['psql -h $REPLICA -U postgres -c "SELECT 1"', '`-h` takes `-U` for its value'],
    ['kubectl get pods -n $NAMESPACE', '`-n` has no value'],
    [
      'aws ecs describe-services --cluster $STACK --services api',
      '`--cluster` takes `--services` for its value',
    ],
    ['kubectl set env deployment/api STRIPE_KEY=$NEW_KEY', '`STRIPE_KEY` is set to nothing'],
    ['docker run --rm -e STRIPE_KEY=$STRIPE_KEY shop/api check', '`STRIPE_KEY` is set to nothing'],
    ['kubectl create secret generic s --from-literal=key="$NEW_KEY"', '`key` is set to nothing'],
    ['curl -X DELETE https://$SEARCH/orders', 'the address has no host'],
    [
      'curl -fsS -H "Authorization: Bearer $ADMIN" http://shop/admin',
      '`Authorization: Bearer` is what is left',
    ],
    ['mongorestore --db "$DB_NAME" --drop /backups/shop', '`--db` gets an empty value'],
    ['kubectl exec db-0 -- psql -U $OWNER -c "SELECT 1"', '`-U` takes `-c` for its value'],
    ['docker exec db sh -c "dropdb $OLD_DB"', '`dropdb` is what is left'],
    ['psql shop < $DUMP', 'there is no file behind `<`, and nothing runs'],
    ['PGPASSWORD=$SECRET psql -h db -c "SELECT 1"', '`PGPASSWORD` becomes empty too'],
    ['kubectl delete pod $POD -n shop', '`kubectl` is left without it'],
    ['aws s3 rm s3://$BUCKET', 'the address has no host'],
  ])('finds what anything needs: %s', (command, then) =>
    expect(find(shUnset, bash(command))).toEqual([
      expect.stringMatching(new RegExp(`^2 .*; empty, ${then.replace(/[$?.|(){}[\]]/g, '\\$&')}\\.$`)),
    ]),
  );

  it.each([
    ['NODE=db-2', 'ssh $NODE uptime'],
    ['POD=$(kubectl get pod -l app=api -o name)', 'kubectl exec $POD -- ls'],
    ['for node in a b; do ssh $node uptime; done'],
    ['kubectl get pods -o name | while read -r pod; do kubectl logs $pod; done'],
    ['read -p "Host: " HOST', 'ssh $HOST uptime'],
    ['# NODE is the host that leads now', 'ssh $NODE uptime'],
    ['source ./prod.env', 'ssh $NODE uptime'],
    ['ssh ${NODE:-db-1} uptime'],
    ['ssh ${NODE:?which node} uptime'],
    ["ssh db-1 'du -sh $PGDATA'"],
    ["docker exec db sh -c 'pg_dump $POSTGRES_DB'"],
    ["jq --arg x 1 '.a == $x' f.json"],
    ["awk -v n=1 '{ print $n, $NF }' f.txt"],
    ['echo "$NODE is the leader"'],
    ['aws s3 ls --profile $AWS_PROFILE'],
    ['kubectl --kubeconfig $KUBECONFIG get nodes'],
    ['ls $HOME/.kube'],
    ['$KAFKA_HOME/bin/kafka-topics.sh --list'],
    ['ls $PGDATA'],
    ['exit ${PIPESTATUS[0]}'],
    ["curl -s --data-urlencode 'query=rate(x[$__range])' http://p:9090/api/v1/query"],
    ['psql -c "UPDATE x SET price = \\$PRICE"'],
    ['if [ -z "$CI" ]; then exit 1; fi'],
  ])('leaves what is known: %s', (...text) => expect(lines(...text)).toEqual([]));

  it('tells of all of them at once', () =>
    expect(find(shUnset, bash('ssh $OLD_NODE uptime', 'ssh $NEW_NODE uptime'))).toHaveLength(1));

  it.each([
    'Replace `$env` by the environment.',
    '| `env` | `$env` |\n|--|--|',
    'Set RELEASE to the old release.',
  ])('takes %j for an explanation', (said) => {
    const text = `${said}\n\n${bash(/RELEASE/.test(said) ? 'rm -rf /opt/shop/$RELEASE' : 'knife node delete --yes web-$env-1.internal')}`;
    expect(find(shUnset, text)).toEqual([]);
  });

  it('knows that a shell does not live for days', () => {
    const text = `${bash('export NEW_KEY=abc')}\n**Wait for the transition (7 days)**\n\n${bash('export KEY=$NEW_KEY')}`;
    expect(find(shUnset, text)).toEqual([
      '8 `$NEW_KEY` was set at line 2, 7 days before: this shell is a new one; empty, `KEY` becomes empty too.',
    ]);
  });
});
