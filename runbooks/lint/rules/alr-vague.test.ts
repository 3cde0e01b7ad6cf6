// Trend words for conditions.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { alrVague } from './alr-vague.ts';

const item = (name: string, text: string): string => `## Alerts\n\n1. **${name}**\n   - Monitor: ${text}\n`;

it.each([
  ['increasing', item('Rate Limit Approaching', 'Rate limit rejections increasing')],
  ['spikes', '- Error Rates: Track error codes and alert on spikes.\n'],
  ['high', '## CRITICAL: HighLatency\n\n**Alert:** latency is high\n'],
  ['spiking', item('Errors', 'error count spiking')],
  [
    'a metric that spikes, as a symptom',
    '## Incident: Errors\n\n**Symptoms**:\n\n- `http_errors_total` spiking\n- 500 errors in the logs\n',
  ],
  [
    'the same where another place has the number',
    `${item('Errors', '`http_errors_total` > 5/min')}\n## Incident: Errors\n\n**Symptoms**:\n\n- \`http_errors_total\` increasing\n`,
  ],
  [
    'symptoms of opinion',
    '## Slow checkout\n\n**Symptoms**:\n\n- High latency\n- Users complain\n\n**Steps**:\n\n1. Look\n',
  ],
  ['growing', '## WARNING: QueueGrowing\n\n**Trigger**: queue growing\n'],
])('finds %s', (_, markdown) => {
  expect(places(alrVague, markdown)).toHaveLength(1);
});

it.each([
  [
    'symptoms with one number',
    '## Slow\n\n**Symptoms**:\n\n- latency increasing\n- p95 over 2s\n\n**Steps**:\n\n1. Look\n',
  ],
  [
    'symptoms with a state',
    '## Slow\n\n### Symptoms\n\n- Slow pages\n- Pods in CrashLoopBackOff\n\n### Fix\n\n1. Look\n',
  ],
  [
    'symptoms with an event',
    '## Slow\n\n### Symptoms\n\n- High latency\n- Health check fails\n\n### Fix\n\n1. Look\n',
  ],
  [
    'symptoms beside their alert',
    '## Slow\n\n**Alert:** p95 > 2s for 5 minutes\n\n**Symptoms**:\n\n- Slow pages\n- High load\n',
  ],
  ['symptoms without a trend', '## Login\n\n**Symptoms**:\n\n- Users complain\n- The page looks odd\n'],
  ['a number', item('Errors', 'error rate > 5% for 5 minutes')],
  ['an expression', item('Errors', '`rate(errors_total[5m]) > 1`')],
  ['an event', '## ALERT: X\n\n**Trigger**: Job exhausted all retries\n'],
  [
    'told with a number elsewhere',
    `${item('Error Rate', 'error rate spiking')}\n## CRITICAL: HighErrorRate\n\n**Alert:** error rate > 5% for 5 minutes\n`,
  ],
  [
    'how bad an incident is',
    '## Severity Levels\n\n| Severity | Condition | Response |\n|---|---|---|\n| P1 | Error rate > 10% | now |\n| P3 | Elevated latency | later |\n',
  ],
  [
    'a row with its metric',
    '## Alerts\n\n| Alert | Meaning |\n|---|---|\n| High error rate after a deployment | `http_requests_total{status="5xx"}` rises |\n',
  ],
])('leaves alone: %s', (_, markdown) => {
  expect(find(alrVague, markdown)).toEqual([]);
});
