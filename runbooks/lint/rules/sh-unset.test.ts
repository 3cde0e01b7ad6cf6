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
    ['rm -rf /tmp/$RUN'],
    ['export NEW_API_KEY=$(openssl rand -hex 16)', 'export API_KEY=$NEW_API_KEY'],
    ['export PATH=$HOME/bin:$PATH'],
    ['source .env', 'psql $DATABASE_URL -c "SELECT 1"'],
    ['psql "$DATABASE_URL" -c "SELECT 1"'],
    ['kubectl get pods -n $NAMESPACE'],
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
    ['mongorestore --db "$DB_NAME" --drop /backups/shop'],
    ['mongorestore --db ${DB_NAME:?} --drop /backups/shop'],
    ['mongorestore --drop --db $DB_NAME'],
    ['kubectl delete pod $POD -n shop'],
    ['kubectl delete deployment/$NAME'],
    ['kubectl delete pod api-0 -n $NAMESPACE'],
    ['curl -X DELETE https://$HOST/index'],
    ["ssh web-1 'rm -rf /opt/shop/$RELEASE'"],
    ["docker exec db sh -c 'rm -rf /data/old-$X-files'"],
    ['kubectl get pods web-$env-1'],
    ['echo "delete web-$env-1"'],
    ['source prod.env', 'knife node delete --yes web-$env-1.internal'],
    ["awk '{print $1}' delete.txt"],
    ['aws s3 rm s3://$BUCKET'],
  ])('leaves what removes: %s', (...text) => expect(lines(...text)).toEqual([]));

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
