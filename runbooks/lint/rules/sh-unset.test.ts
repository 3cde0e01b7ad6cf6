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

  it('knows that a shell does not live for days', () => {
    const text = `${bash('export NEW_KEY=abc')}\n**Wait for the transition (7 days)**\n\n${bash('export KEY=$NEW_KEY')}`;
    expect(find(shUnset, text)).toEqual([
      '8 `$NEW_KEY` was set at line 2, 7 days before: this shell is a new one; empty, `KEY` becomes empty too.',
    ]);
  });
});
