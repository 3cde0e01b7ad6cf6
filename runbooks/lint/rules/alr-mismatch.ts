// Two statements of one threshold that don't agree.
import { contradictionsOf } from '../looking/contradictions.ts';
import { retriesAfterHold } from '../looking/retries.ts';
import { ruleContradictions } from '../looking/rule-contradictions.ts';
import { severityContradictions } from '../looking/severity-contradictions.ts';
import { windowContradictions } from '../looking/window-contradictions.ts';
import type { Found, LintContext, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument, { rules }: LintContext): readonly Found[] => [
  ...contradictionsOf(document),
  ...windowContradictions(document),
  ...severityContradictions(document),
  ...retriesAfterHold(document),
  ...(rules === null ? [] : ruleContradictions(document, rules)),
];

export const alrMismatch: Rule = {
  id: 'ALR-MISMATCH',
  level: 'medium',
  summary: 'two statements of one threshold differ',
  why: 'Nobody knows which of the two the pager has. One half of the team waits for 3 s while the other half is called at 2 s.',
  bad: '## SLOs\n\n| Metric | Target | Window | Alert Threshold |\n|---|---|---|---|\n| RPC p95 latency | < 2s | 5 minutes | > 3s |\n\n## CRITICAL: SlowRPCCalls\n\n**Alert:** p95 RPC latency > 2s for 5 minutes\n',
  good: '## SLOs\n\n| Metric | Target | Window | Alert Threshold |\n|---|---|---|---|\n| RPC p95 latency | < 2s | 5 minutes | > 3s |\n\n## CRITICAL: SlowRPCCalls\n\n**Alert:** p95 RPC latency > 3s for 5 minutes\n',
  check,
};
