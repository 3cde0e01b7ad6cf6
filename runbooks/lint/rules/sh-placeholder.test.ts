// SH-PLACEHOLDER: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shPlaceholder } from './sh-placeholder.ts';

const lines = (...text: readonly string[]) =>
  find(shPlaceholder, bash(...text)).map((found) => parseInt(found));

describe('SH-PLACEHOLDER', () => {
  it.each([
    'kubectl delete pod <POD> --namespace shop',
    'docker logs <container-name>',
    'cast call <ADDRESS> "paused()(bool)"',
    'export TOKEN=<your-token>',
    'kubectl logs -n <namespace> <pod-name> --tail 100',
    'psql -h <host> -c "SELECT 1"',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'psql -c "SELECT * FROM orders WHERE id = <ID>"',
    `curl -H 'Authorization: Bearer <TOKEN>' http://localhost/`,
    'psql shop < backup.sql',
    'docker ps # shows <container-name>',
    'diff <(sort a) <(sort b)',
    'kubectl logs $POD',
    'sort <in >out',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));

  it('is one finding for each fence', () => {
    expect(lines('docker logs <NAME>', 'docker stop <NAME>', 'docker rm <OTHER>')).toEqual([2]);
  });

  it('leaves inline code and untyped text alone', () => {
    expect(find(shPlaceholder, '1. Run `docker logs <NAME>`\n')).toEqual([]);
  });
});
