// SH-TWICE: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shTwice } from './sh-twice.ts';

const lines = (...text: readonly string[]) => find(shTwice, bash(...text)).map((found) => parseInt(found));

describe('SH-TWICE', () => {
  it.each([
    ['pg_dump shop > b-$(date +%H%M%S).sql', 'gzip b-$(date +%H%M%S).sql'],
    ['pg_dump shop > /backup/b-$(date +%F-%T).sql', 'aws s3 cp /backup/b-$(date +%F-%T).sql s3://shop/'],
    ['pg_dump shop > b-`date +%s`.sql', 'ls -l b-`date +%s`.sql'],
    ['tar czf b-$(date +%F).tgz /data', 'scp b-$(date +%F).tgz backup:/srv/'],
    ['kubectl cp db-0:/b.sql ./b-$(date +%F).sql', 'gzip ./b-$(date +%F).sql'],
  ])('finds %s', (...text) => expect(lines(...text)).toEqual([2]));

  it.each([
    ['pg_dump shop > b-$(date +%F).sql'],
    ['FILE=b-$(date +%F).sql', 'pg_dump shop > $FILE', 'gzip $FILE'],
    ['pg_dump shop > a-$(date +%F).sql', 'pg_dump users > b-$(date +%F).sql'],
    ['echo "start $(date +%T)"', 'sleep 5', 'echo "end $(date +%T)"'],
    ['pg_dump shop > b-$(date +%F).sql', 'gzip b-*.sql'],
    ['pg_dump shop > b-$(date +%F).sql', 'pg_dump shop > b-$(date +%F).sql'],
  ])('leaves %s', (...text) => expect(lines(...text)).toEqual([]));
});
