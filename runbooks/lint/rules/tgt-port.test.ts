// TGT-PORT: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find, withCompose } from '../testing/find.ts';
import { tgtPort } from './tgt-port.ts';

const context = withCompose(
  'services:\n  api: { image: a, ports: ["8081:3000"] }\n  prometheus: { image: "prom/prometheus:v3", ports: ["9090:9090"] }\n',
);
const lines = (text: readonly string[], given = {}) =>
  find(tgtPort, bash(...text), given).map((found) => parseInt(found));

describe('TGT-PORT', () => {
  it.each([
    ['kubectl port-forward svc/api 8080:3000 &', 'curl -f http://localhost:3000/health'],
    [
      'kubectl port-forward -n shop svc/prometheus 19090:9090 &',
      "curl -g 'localhost:9090/api/v1/query?query=up'",
    ],
    [
      "curl 'http://localhost:9090/api/v1/query?query=up'",
      'curl -s http://localhost:9090/metrics | grep orders_total',
    ],
    ['curl http://localhost:9090/api/v1/targets', 'curl http://localhost:9090/health'],
  ])('finds %s', (...text) => expect(lines(text)).toEqual([3]));

  it.each([
    ['curl http://localhost:3000/health'],
    ['curl -s http://localhost:9090/metrics | grep orders_total'],
  ])('finds with the Compose file: %s', (...text) => expect(lines(text, context)).toEqual([2]));

  it.each([
    ['kubectl port-forward svc/api 8080:3000 &', 'curl -f http://localhost:8080/health'],
    ['kubectl port-forward svc/api 3000 &', 'curl -f http://localhost:3000/health'],
    ["curl 'http://localhost:9090/api/v1/query?query=up'", 'curl http://localhost:8080/health'],
    [
      "curl 'http://localhost:9090/api/v1/query?query=up'",
      'curl -s http://localhost:9090/metrics | grep prometheus_tsdb',
    ],
    ['curl http://localhost:9090/-/healthy'],
  ])('leaves %s', (...text) => expect(lines(text)).toEqual([]));

  it.each([
    ['curl http://localhost:8081/health'],
    ['curl http://localhost:9090/-/ready'],
    ['docker compose exec api curl localhost:3000/health'],
  ])('leaves with the Compose file: %s', (...text) => expect(lines(text, context)).toEqual([]));

  describe('where Compose runs the monitoring alone', () => {
    const monitoring = withCompose(
      'services:\n  grafana: { image: "grafana/grafana:11", ports: ["3001:3000"] }\n  prometheus: { image: "prom/prometheus:v3", ports: ["19090:9090"] }\n',
    );

    it.each([
      ['curl http://localhost:3000/health'],
      ['curl -X POST http://localhost:3000/api/v1/score'],
      ['curl http://localhost:9090/health'],
    ])('leaves %s', (...text) => expect(lines(text, monitoring)).toEqual([]));

    it.each([
      ['curl "http://localhost:9090/api/v1/query?query=up"'],
      ['curl http://localhost:3000/api/dashboards/home'],
    ])('finds %s', (...text) => expect(lines(text, monitoring)).toEqual([2]));
  });

  it('leaves a port that two services have inside', () => {
    const two = withCompose(
      'services:\n  a: { image: a, ports: ["8081:3000"] }\n  b: { image: b, ports: ["8082:3000"] }\n',
    );
    expect(lines(['curl http://localhost:3000/health'], two)).toEqual([]);
  });
});
