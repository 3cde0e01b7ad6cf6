// Incidents that nothing reports.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { secNoalert } from './sec-noalert.ts';

const steps = '1. Stop the services\n2. Rotate the secrets\n';
const alerts = [
  '# Shop\n\n## Alerts\n',
  '1. **Circuit Breaker Open**\n   - Metric: `breaker_state == 1`\n',
  '2. **DLQ Size**\n   - Metric: `dlq_size > 100`\n',
  '3. **Failure Rate High**\n   - Metric: `rate(failed_total[5m]) > 1`\n',
].join('\n');
const issue = (title: string, symptom = 'orders are late'): string =>
  `\n## Issue: ${title}\n\n**Symptoms**:\n- ${symptom}\n\n**Resolution**:\n1. Restart it\n2. Look again\n`;

it.each([
  ['a breach', `# A\n\n### Security Breach\n\n${steps}`, '3'],
  ['an intrusion', `# A\n\n## Responding to an intrusion\n\n${steps}`, '3'],
  ['a compromise', `# A\n\n## Compromised host\n\n${steps}`, '3'],
  ['unauthorized access', `# A\n\n## Unauthorized access\n\n${steps}`, '3'],
  [
    'a breach in a list',
    '# A\n\n## Emergencies\n\n- **Security Incident:**\n  - Rotate secrets\n  - Restrict access\n',
    '5',
  ],
  ['an issue beside alerts for others', alerts + issue('Orders Not Processing'), '14'],
])('finds %s', (_, markdown, place) => {
  expect(places(secNoalert, markdown)).toEqual([place]);
});

it.each([
  ['a breach with its alert', `# A\n\n## Security Breach\n\nAlert: UnauthorizedLogins\n\n${steps}`],
  ['a breach with detection', `# A\n\n## Security Breach\n\nDetection: audit log.\n\n${steps}`],
  ['an issue with an alert of its name', alerts + issue('Circuit Breaker Open')],
  ['an issue with a metric', alerts + issue('Orders late', '`orders_pending_total` grows')],
  ['no alerts at all', `# Shop\n${issue('Orders Not Processing')}`],
  [
    'a breach in a list, with its signal',
    '# A\n\n## Emergencies\n\n- **Security Incident:**\n  - Alert: UnauthorizedLogins\n  - Rotate secrets\n',
  ],
  ['a remark about breaches', '# A\n\n## Prevention\n\n- Security incident drills:\n  - one\n  - two\n'],
  ['a title without steps', '# A\n\n## Security Breach\n\nSee the security team.\n'],
  ['a step of the answer', '# Rotation\n\n### Step 2: Identify Compromised Secret\n\n1. List\n2. Compare\n'],
])('leaves alone: %s', (_, markdown) => {
  expect(find(secNoalert, markdown)).toEqual([]);
});
