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
  ['growing', '## WARNING: QueueGrowing\n\n**Trigger**: queue growing\n'],
])('finds %s', (_, markdown) => {
  expect(places(alrVague, markdown)).toHaveLength(1);
});

it.each([
  ['a symptom', '## Slow\n\n**Symptoms**:\n\n- latency increasing\n\n**Steps**:\n\n1. Look\n'],
  ['a number', item('Errors', 'error rate > 5% for 5 minutes')],
  ['an expression', item('Errors', '`rate(errors_total[5m]) > 1`')],
  ['an event', '## ALERT: X\n\n**Trigger**: Job exhausted all retries\n'],
  [
    'told with a number elsewhere',
    `${item('Error Rate', 'error rate spiking')}\n## CRITICAL: HighErrorRate\n\n**Alert:** error rate > 5% for 5 minutes\n`,
  ],
])('leaves alone: %s', (_, markdown) => {
  expect(find(alrVague, markdown)).toEqual([]);
});
