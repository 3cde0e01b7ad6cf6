// SH-STDERR: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shStderr } from './sh-stderr.ts';

const lines = (...text: readonly string[]) => find(shStderr, bash(...text)).map((found) => parseInt(found));

describe('SH-STDERR', () => {
  it.each([
    'docker logs api | grep error',
    'docker logs --tail 100 api | tail -5',
    'sudo docker logs api | less',
    'podman logs api | wc -l',
    'docker container logs api | head',
    'docker service logs shop_api | grep error',
    'docker logs api > api.log',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'docker logs api 2>&1 | grep error',
    'docker logs api |& grep error',
    'docker logs api &> api.log',
    'docker logs api > api.log 2>&1',
    'docker logs --tail 100 api',
    'docker compose logs api | grep error',
    'docker-compose logs api | grep error',
    'kubectl logs api-0 | grep error',
    'docker ps | grep api',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));

  it('is one finding for all of a document', () => {
    expect(find(shStderr, bash('docker logs a | grep x', 'docker logs b | grep x'))).toHaveLength(1);
  });
});
