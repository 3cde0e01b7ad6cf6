// CMP-SCALE: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find, withCompose } from '../testing/find.ts';
import { cmpScale } from './cmp-scale.ts';

const fixed = withCompose(
  'services:\n  api: { image: a, container_name: shop-api }\n  web: { image: b, ports: ["8080:80"] }\n  worker: { image: c, ports: ["9000"] }\n',
);
const lines = (text: readonly string[], context = {}) =>
  find(cmpScale, bash(...text), context).map((found) => parseInt(found));

describe('CMP-SCALE', () => {
  it.each([
    ['docker compose up -d --scale api=3'],
    ['docker compose up -d --scale web=2'],
    ['docker compose scale web=2'],
    ['docker-compose up -d --scale=api=2'],
  ])('finds with the Compose file: %s', (...text) => expect(lines(text, fixed)).toEqual([2]));

  it.each([
    ['docker compose up -d --scale api=3', 'docker logs shop-api'],
    ['docker compose up -d --scale api=2', 'docker inspect shop-api-production'],
  ])('finds in the document alone: %s', (...text) => expect(lines(text)).toEqual([2]));

  it.each([
    ['docker compose up -d --scale worker=3'],
    ['docker compose up -d --scale api=1'],
    ['docker compose up -d --scale web=0'],
  ])('leaves with the Compose file: %s', (...text) => expect(lines(text, fixed)).toEqual([]));

  it.each([
    ['docker compose up -d --scale api=3'],
    ['docker compose up -d --scale api=3', 'docker logs shop-api-1'],
    ['docker compose up -d --scale api=3', 'docker logs shop-db'],
  ])('leaves in the document alone: %s', (...text) => expect(lines(text)).toEqual([]));
});
