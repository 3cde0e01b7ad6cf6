// CMP-SERVICE: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find, withCompose } from '../testing/find.ts';
import { cmpService } from './cmp-service.ts';

const context = withCompose('services:\n  api: { image: a }\n  db: { image: b }\n');
const lines = (text: string) => find(cmpService, bash(text), context).map((found) => parseInt(found));

describe('CMP-SERVICE', () => {
  it.each([
    'docker compose restart backend',
    'docker compose logs --tail 100 web',
    'docker-compose exec postgres psql',
    'docker compose up -d --scale worker=3',
    'docker compose stop api-old',
  ])('finds %s', (text) => expect(lines(text)).toEqual([2]));

  it.each([
    'docker compose restart api',
    'docker compose logs -f --tail 100 api db',
    'docker compose exec -T db psql -U postgres',
    'docker compose up -d --scale api=3',
    'docker compose -f monitoring.yml restart grafana',
    'docker compose restart <service>',
    'docker compose ps',
  ])('leaves %s', (text) => expect(lines(text)).toEqual([]));
});
