// CMP-V1V2: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { cmpV1v2 } from './cmp-v1v2.ts';

const lines = (...text: readonly string[]) => find(cmpV1v2, bash(...text)).map((found) => parseInt(found));

describe('CMP-V1V2', () => {
  it.each([
    { text: ['docker-compose restart api', 'docker exec shop-api-1 ls'], at: 3 },
    { text: ['docker exec flash-sale-redis-1 redis-cli PING', 'docker-compose restart redis'], at: 2 },
    { text: ['docker compose restart api', 'docker logs shop_api_1'], at: 3 },
    { text: ['docker-compose ps api', 'docker cp shop-api-1:/x .'], at: 3 },
    { text: ['docker compose ps', 'docker compose up -d', 'docker-compose restart api'], at: 4 },
    { text: ['docker-compose ps', 'docker-compose up -d', 'docker compose logs api'], at: 4 },
  ])('finds $text', ({ text, at }) => expect(lines(...text)).toEqual([at]));

  it.each([
    ['docker compose restart api', 'docker exec shop-api-1 ls'],
    ['docker-compose restart api', 'docker exec shop_api_1 ls'],
    ['docker-compose restart api', 'docker exec shop-api ls'],
    ['docker-compose restart api', 'docker exec node-1 ls'],
    ['docker compose -f docker-compose.yml up -d'],
    ['docker exec shop-api-1 ls'],
  ])('leaves %s', (...text) => expect(lines(...text)).toEqual([]));
});
