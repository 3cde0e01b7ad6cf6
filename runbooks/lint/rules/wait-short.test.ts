// What WAIT-SHORT finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { find, withCompose } from '../testing/find.ts';
import { waitShort } from './wait-short.ts';

const steps = (wait: string, statement: string): string =>
  `## Fix\n\n1. Restart: \`docker compose restart -t 60 kafka\`\n2. ${wait}\n\n## Settings\n\n- ${statement}\n`;
const drain = (statement: string, command: string): string =>
  `## Shutdown\n\n${statement}\n\n## Restart\n\n\`\`\`bash\n${command}\n\`\`\`\n`;

describe('WAIT-SHORT finds', () => {
  it.each([
    ['a setting', steps('Wait 30 seconds for the circuit breaker', '`CIRCUIT_BREAKER_MAX_TIMEOUT`: 300s')],
    ['a back-off', steps('Wait 1 minute for back-off to end', 'Retries use a back-off of up to 10 minutes')],
    ['a cool-down', steps('Wait 10 seconds until the cooldown is over', 'The cool-down period is 2 minutes')],
  ])('%s', (_, markdown) => expect(find(waitShort, markdown)).toEqual([expect.stringMatching('^4 ')]));

  it.each([
    [
      "Docker's ten seconds",
      drain('On SIGTERM it waits for in-flight orders (30s timeout).', 'docker compose restart api'),
    ],
    ['the same for stop', drain('Graceful shutdown takes up to 45 seconds.', 'docker stop api')],
    [
      "Kubernetes' thirty seconds",
      drain('Workers drain for up to 2 minutes on SIGTERM.', 'kubectl rollout restart deploy/worker'),
    ],
  ])('%s', (_, markdown) => expect(find(waitShort, markdown)).toEqual([expect.stringMatching('^8 ')]));
});

describe('WAIT-SHORT leaves alone', () => {
  const stated = 'On SIGTERM it waits for in-flight orders (30s timeout).';
  it.each([
    [
      'a wait that is long enough',
      steps('Wait 5 minutes for the circuit breaker', '`CIRCUIT_BREAKER_MAX_TIMEOUT`: 300s'),
    ],
    ['another mechanism', steps('Wait 30 seconds for the pods', '`CIRCUIT_BREAKER_MAX_TIMEOUT`: 300s')],
    [
      'an alert on it',
      steps('Wait 30 seconds for the circuit breaker', 'Alert: circuit breaker open > 5 minutes'),
    ],
    ['a drain within ten seconds', drain('On SIGTERM it drains for 5 seconds.', 'docker stop api')],
    ['a time that is given', drain(stated, 'docker compose restart --timeout 60 api')],
    [
      'a setting that the text names',
      drain(`${stated} \`stop_grace_period\` is 40s.`, 'docker compose restart api'),
    ],
    ['no stop at all', drain(stated, 'docker compose ps')],
  ])('%s', (_, markdown) => expect(find(waitShort, markdown)).toEqual([]));

  it('a grace period of the compose file', () => {
    const compose = withCompose('services:\n  api:\n    image: shop/api\n    stop_grace_period: 40s\n');
    expect(find(waitShort, drain(stated, 'docker compose restart api'), compose)).toEqual([]);
  });
});
