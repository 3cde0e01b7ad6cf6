// CMP-NAME: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find, withCompose } from '../testing/find.ts';
import { cmpName } from './cmp-name.ts';

const context = withCompose(
  'name: shop\nservices:\n  api: { image: a }\n  db: { image: b, container_name: shop-postgres }\n',
);
const lines = (text: string) => find(cmpName, bash(text), context).map((found) => parseInt(found));

describe('CMP-NAME', () => {
  it.each([
    'docker logs shop-api',
    'docker exec api ls',
    'docker exec -it shop_api_1 sh',
    'docker cp shop-db-1:/backup.sql .',
    'docker restart db',
    'docker inspect shop-api-production',
  ])('finds %s', (text) => expect(lines(text)).toEqual([2]));

  it.each([
    'docker logs shop-api-1',
    'docker logs shop-api-2',
    'docker exec shop-postgres ls',
    'docker exec grafana ls',
    'docker logs <container>',
    'docker logs $CONTAINER',
    'docker compose logs api',
    'docker logs 4c01db0b339c',
  ])('leaves %s', (text) => expect(lines(text)).toEqual([]));
});
