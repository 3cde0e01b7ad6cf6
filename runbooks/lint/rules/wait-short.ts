// WAIT-SHORT: a wait, or a grace period, that is shorter than the document says the mechanism takes.
import { drainsCutOff, shortWaits } from '../looking/durations.ts';
import type { Rule } from '../rule.ts';

export const waitShort: Rule = {
  id: 'WAIT-SHORT',
  level: 'high',
  summary: 'a wait is shorter than the mechanism that it waits for',
  why: "The check after it comes too early by the document's own numbers: it fails although all is well, or work in flight is killed.",
  bad: '## Circuit breaker open\n\nThe circuit breaker has a timeout of at most 300 seconds.\n\n1. Restart Kafka: `docker compose restart kafka`\n2. Wait 30 seconds for the circuit breaker to close\n',
  good: '## Circuit breaker open\n\nThe circuit breaker has a timeout of at most 300 seconds.\n\n1. Restart Kafka: `docker compose restart kafka`\n2. Wait 300 seconds for the circuit breaker to close\n',
  *check(document, context) {
    for (const { wait, statement, subject, waitText, statementText } of shortWaits(document)) {
      yield {
        message: `The wait of ${waitText} for the ${subject} is shorter than the ${statementText} that line ${statement.line} gives it.`,
        at: wait,
        related: [{ at: statement, message: `up to ${statementText}` }],
      };
    }
    const cut = drainsCutOff(document, context);
    if (cut === null) return;
    const { stop, more, statement, statementText, graceText, platform } = cut;
    yield {
      message: `Work in flight is given ${statementText} to finish (line ${statement.line}), but ${platform} kills after ${graceText} unless told otherwise, and neither the commands nor the text tell it.`,
      at: stop,
      related: [
        ...more.map((at) => ({ at, message: 'so does this' })),
        { at: statement, message: `${statementText} stated here` },
      ],
      suggestion:
        platform === 'Kubernetes'
          ? 'set terminationGracePeriodSeconds'
          : 'set stop_grace_period, or stop with --timeout',
    };
  },
};
