// FENCE-PROSE: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { fenceProse } from './fence-prose.ts';

const lines = (...text: readonly string[]) => find(fenceProse, bash(...text)).map((found) => parseInt(found));

describe('FENCE-PROSE', () => {
  it.each([
    ['Post in Slack that checkout is down'],
    ['Open the dashboard and check latency'],
    ['1. Restart the gateway'],
    ['NAME      READY   STATUS    RESTARTS'],
    ['Wait until all pods are ready.'],
  ])('finds %s', (...text) => expect(lines('docker ps', ...text)).toEqual([3]));

  it('finds a fence of comments alone', () => {
    expect(lines('# Check the Grafana dashboards', '# Review recent alerts')).toEqual([1]);
  });

  it.each([
    ['docker compose restart api'],
    ['./rollback.sh production now'],
    ['SELECT count(*) FROM orders;'],
    ['Get-Service -Name shop'],
    ['Rscript report.R today'],
    ['FOO=bar make deploy'],
    ['# docker system prune -a'],
    ['# Restart', 'docker compose restart api'],
    ['echo "Post in Slack that checkout is down"'],
  ])('leaves %s', (...text) => expect(lines(...text)).toEqual([]));

  it('leaves fences of other languages', () => {
    expect(find(fenceProse, '```text\nPost in Slack that checkout is down\n```\n')).toEqual([]);
  });
});
