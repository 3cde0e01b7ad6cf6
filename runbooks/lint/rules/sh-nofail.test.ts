// SH-NOFAIL: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shNofail } from './sh-nofail.ts';

const lines = (...text: readonly string[]) => find(shNofail, bash(...text)).map((found) => parseInt(found));

describe('SH-NOFAIL', () => {
  it.each([
    'curl http://localhost:8080/health',
    'curl -s https://shop.example.com/api/ready | jq',
    'curl -sS http://localhost:9090/-/healthy',
    'curl http://localhost:3000/healthz && echo up',
    'curl -s http://localhost/status > /dev/null',
    'kubectl exec api-0 -- curl -s localhost:8080/readyz',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'curl -f http://localhost:8080/health',
    'curl -sSf http://localhost:8080/health',
    'curl --fail-with-body http://localhost:8080/health',
    'curl -i http://localhost:8080/health',
    'curl -sI http://localhost:8080/health',
    `curl -s -o /dev/null -w '%{http_code}' http://localhost:8080/health`,
    'curl -s http://localhost:8080/health | grep -q healthy',
    `curl -s http://localhost:8080/health | jq -e '.redis'`,
    'test "$(curl -s http://localhost:8080/health)" = ok',
    'curl http://localhost:8080/api/orders',
    'curl -X POST http://localhost:8080/api/orders/upload',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));

  it('takes what verifies for a check, whatever its URL', () => {
    expect(lines('# Verify the order API', 'curl http://localhost:8080/orders')).toEqual([3]);
  });
});
