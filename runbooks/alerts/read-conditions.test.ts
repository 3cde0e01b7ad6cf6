// Conditions in all forms that people write; a number that is no threshold must not become one.
import { expect, it } from 'vitest';
import { readMarkdown } from '../markdown/document.ts';
import { readConditions } from './read-conditions.ts';
import { wholeOf } from './statement.ts';

const read = (text: string): readonly string[] => {
  const leaf = readMarkdown(`- ${text}`).leaves[0];
  if (leaf?.kind !== 'paragraph') throw new Error('no paragraph');
  return readConditions(wholeOf(leaf.inline)).map(
    ({ form, metric, isMetricName, comparator, value, unit, quantile, windowMs, holdMs }) =>
      [
        form,
        `${metric ?? '-'}${isMetricName ? '!' : ''}`,
        `${comparator ?? '-'} ${value ?? '-'}${unit === null ? '' : ` ${unit}`}`,
        ...(quantile === null ? [] : [`q${quantile}`]),
        ...(windowMs === null ? [] : [`over ${windowMs / 1000}s`]),
        ...(holdMs === null ? [] : [`for ${holdMs / 1000}s`]),
      ].join(' | '),
  );
};

it.each([
  // T2: PromQL
  ['`queue_depth > 100`', ['T2 | queue_depth! | > 100']],
  [
    '`rate(a_total{code=~"5.."}[5m]) / rate(b_total[5m]) > 0.05` for 10m',
    ['T2 | a_total! | > 0.05 | over 300s | for 600s'],
  ],
  ['`histogram_quantile(0.99, rate(x_bucket[5m])) > 2`', ['T2 | x_bucket! | > 2 | q0.99 | over 300s']],
  ['`x_seconds{p99} > 5`', ['T2 | x_seconds! | > 5 | q0.99']],
  ['`5 < queue_depth`', ['T2 | queue_depth! | > 5']],
  ['`(a_b > 3) and on() (up == 1)`', ['T2 | a_b! | > 3']],
  ['`up{job="a"} == 0` for 1m', ['T2 | up! | == 0 | for 60s']],
  ['sum(rate(x_total[1m])) > 5', ['T2 | x_total! | > 5 | over 60s']],
  // T2: what gives something or nothing
  ['`absent(up{job="a"})` for 5m', ['T2 | up! | - - | for 300s']],
  ['fires on `absent(up)`', ['T2 | up! | - -']],
  ['absent(up{job="a"}) for 5m', ['T2 | up! | - - | for 300s']],
  ['`up{job="a"} unless on (x) b_c` for 5m', ['T2 | up! | - - | for 300s']],
  ['`rate(x_total[5m])` over 5 for 5m', ['T3 | rate(x_total[5m]) | > 5 | for 300s']],
  // T3: a metric in code, the comparator outside
  ['`jobs_dead` > 0', ['T3 | jobs_dead! | > 0']],
  ['`x_ms_p99` \\> 2000ms', ['T3 | x_ms_p99! | > 2000 ms | q0.99']],
  ['confirm `up` is 0', ['T3 | up! | == 0']],
  // T4: counts in a window
  ['10+ errors in 5 minutes', ['T4 | errors | >= 10 | over 300s']],
  ['More than 5 restarts in 10 minutes', ['T4 | restarts | > 5 | over 600s']],
  ['5 or more failures within any 10 minute window', ['T4 | failures | >= 5 | over 600s']],
  ['retries over 50/min', ['T4 | retries | > 50 | over 60s']],
  ['Zero successful orders in 10 minutes', ['T4 | successful orders | == 0 | over 600s']],
  ['no orders processed for 5 minutes', ['T4 | orders processed | == 0 | over 300s']],
  ['3 consecutive health check failures', ['T4 | health check failures | >= 3']],
  // T5: prose with a hold
  ['error rate > 10% for 2+ minutes', ['T5 | error rate | > 10 % | for 120s']],
  ['DLQ has > 10 items for 5+ minutes', ['T5 | DLQ | > 10 items | for 300s']],
  ['CPU usage above 80% for more than 10 minutes', ['T5 | CPU usage | > 80 % | for 600s']],
  ['disk free drops below 10 %', ['T5 | disk free | < 10 %']],
  ['fewer than 2 replicas', ['T5 | replicas | < 2']],
  ['Error rate exceeds 5% over the last 5m', ['T5 | Error rate | > 5 % | over 300s']],
  ['lag &gt; 1,000 messages', ['T5 | lag | > 1000 messages']],
  ['lag > 10 000 messages', ['T5 | lag | > 10000 messages']],
  ['lag above 10\u00a0000', ['T5 | lag | > 10000']],
  ["lag > 1'000'000", ['T5 | lag | > 1000000']],
  ['lag > 10_000 for 5 minutes', ['T5 | lag | > 10000 | for 300s']],
  ['lag above 20 k', ['T5 | lag | > 20000']],
  ['lag above 1.5M for 5m', ['T5 | lag | > 1500000 | for 300s']],
  ['lag above 5m', ['T5 | lag | > 5 m']],
  ['memory > 20 KB', ['T5 | memory | > 20 kb']],
  ['more than 3 500 errors in 5 minutes', ['T4 | 500 errors | > 3 | over 300s']],
  ['more than 1 message/s over 15 min', ['T4 | message | > 1 | over 900s']],
  ['more than 50 messages per minute over 1 hour', ['T4 | messages | > 50 | over 3600s']],
  ['request rate < 1 per second', ['T5 | request rate | < 1 /s']],
  ['certificate expires in less than 7 days', ['T5 | certificate expires in | < 7 days']],
  [
    'memory > 1.5GiB or cpu > 80% for 5m',
    ['T5 | memory | > 1.5 gib | for 300s', 'T5 | cpu | > 80 % | for 300s'],
  ],
  ['heap is at least 90 %', ['T5 | heap | >= 90 %']],
  ['Erreurs supérieures à 5% pendant 10 minutes', ['T5 | Erreurs | > 5 % | for 600s']],
  ['Fehlerrate über 5% für 5 Minuten', ['T5 | Fehlerrate | > 5 % | for 300s']],
  ['connections > 90 / 100 for 1m', ['T5 | connections | > 0.9 | for 60s']],
  ['errors > 5 / 10 min', ['T4 | errors | > 5 | over 600s']],
  ['temperature > 35 °C for 10 min', ['T5 | temperature | > 35 °c | for 600s']],
  ['lag > 2,5 s', ['T5 | lag | > 2.5 s']],
  ['lag > 0,125 s', ['T5 | lag | > 0.125 s']],
  ['lag > 1,500.5', ['T5 | lag | > 1500.5']],
  // Durations of several parts, and two windows
  ['cpu > 90% for 1 hour and 30 minutes', ['T5 | cpu | > 90 % | for 5400s']],
  ['cpu > 90% for 1h 30m', ['T5 | cpu | > 90 % | for 5400s']],
  ['cpu > 90% over 1 hour and 30 minutes', ['T5 | cpu | > 90 % | over 5400s']],
  ['cpu > 90% for 5 minutes and 10 minutes later', ['T5 | cpu | > 90 % | for 300s']],
  ['cpu > 90% for 5 minutes and 2 machines', ['T5 | cpu | > 90 % | for 300s']],
  [
    'burn rate > 14.4 over 1h and 5m',
    ['T4 | burn rate | > 14.4 | over 3600s', 'T4 | burn rate | > 14.4 | over 300s'],
  ],
  ['lag >= 10 for 3 of 5 datapoints within 15 minutes', ['T4 | lag | >= 10 | over 900s']],
  ['lag >= 10 for 3 of 5 datapoints', ['T5 | lag | >= 10']],
  // Ranges
  [
    'error rate between 5% and 10% for 5m',
    ['T5 | error rate | >= 5 % | for 300s', 'T5 | error rate | <= 10 % | for 300s'],
  ],
  ['latency between 500ms and 1s', ['T5 | latency | >= 500 ms', 'T5 | latency | <= 1 s']],
  // The same again
  [
    'cpu > 90 % for 5 min (warning), > 80 % for 5 min (critical)',
    ['T5 | cpu | > 90 % | for 300s', 'T5 | cpu | > 80 % | for 300s'],
  ],
  [
    'error rate > 10% or > 5% for 10m',
    ['T5 | error rate | > 10 % | for 600s', 'T5 | error rate | > 5 % | for 600s'],
  ],
  ['cpu > 90 % (warning), memory > 80 %', ['T5 | cpu | > 90 %', 'T5 | memory | > 80 %']],
  // German and French
  ['Fehlerquote > 2,5 % seit 5 Minuten', ['T5 | Fehlerquote | > 2.5 % | for 300s']],
  ['Latenz größer als 500 ms für 5 min', ['T5 | Latenz | > 500 ms | for 300s']],
  ['Fehlerquote über 2 % länger als 5 Minuten', ['T5 | Fehlerquote | > 2 % | for 300s']],
  ['freier Platz liegt unter 10 % seit mehr als 5 Minuten', ['T5 | freier Platz | < 10 % | for 300s']],
  ['Lauf dauert länger als 5 Minuten', ['T5 | Lauf dauert | > 5 minuten']],
  ["taux d'erreur dépasse 5 % pendant plus de 10 minutes", ["T5 | taux d'erreur | > 5 % | for 600s"]],
  ['latence supérieure à 2,5 s depuis 5 minutes', ['T5 | latence | > 2.5 s | for 300s']],
  ['plus de 5 erreurs en 10 minutes', ['T4 | erreurs | > 5 | over 600s']],
  // T6: percentiles
  ['p99.9 latency >= 1.5s for 2m', ['T6 | p99.9 latency | >= 1.5 s | q0.999 | for 120s']],
  ['p95 latency > 2s for 5+ minutes', ['T6 | p95 latency | > 2 s | q0.95 | for 300s']],
  ['99th percentile latency is greater than 500 ms', ['T6 | 99th percentile latency | > 500 ms | q0.99']],
  ['sync age above 5 m', ['T5 | sync age | > 5 m']],
  ['p99 > 300ms (sustained 15m)', ['T6 | p99 | > 300 ms | q0.99 | for 900s']],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

it.each([
  ['The instance has been down for more than 5 minutes'],
  ['restart within 5 minutes'],
  ['see ticket 1234, step 3 of 5'],
  ['HTTP 500 errors on port 8080'],
  ['version 2.0 in 5 minutes'],
  ['the limit is 100'],
  ['`queue_depth` of the last 5 minutes'],
  ['5 engineers are on call'],
  ['Post at 10:30, then every 15 minutes'],
  ['`a -> b` => c'],
  ['look at `rate(x_total[5m])` for 5m'],
  ['`rate(x_total[5m])`'],
  ['`web-1` for 5m'],
  ['call them between 10:00 and 12:30'],
  ['steps between 2 and 4'],
  ['for between 5 and 10 minutes'],
  ['down seit mehr als 5 Minuten'],
  ['en panne depuis plus de 5 minutes'],
  ['steps 1,2 and 3'],
])('no threshold in: %s', (text) => {
  expect(read(text)).toEqual([]);
});
