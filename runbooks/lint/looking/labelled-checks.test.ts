// Areas to check without anything to check them with.
import { describe, expect, it } from 'vitest';
import { stepNocmd } from '../rules/step-nocmd.ts';
import { find } from '../testing/find.ts';

const found = (title: string, ...items: readonly string[]): number =>
  find(
    stepNocmd,
    `# API runbook\n\n## High latency\n\n### ${title}\n\n${items.map((item) => `- ${item}\n`).join('')}`,
  ).length;

describe('labelled checks', () => {
  it.each([
    [
      'Root Cause Investigation',
      '**Resources**: Check CPU and memory',
      '**Network**: Check firewall and DNS',
    ],
    ['Investigation', 'Database: verify connectivity', 'Cache: verify that it answers'],
    [
      'Diagnosis',
      '**Queue** : x',
      '**Queue**: Inspect the backlog',
      '**Consumers**: Check that all are running',
    ],
    ['What to check', 'Storage: ensure that there is space', 'Locks: check for long transactions'],
    ['Triage', '**Traffic:** Check request volume', '**Errors:** Check failing endpoints'],
    ['Initial checks', 'Certificates: validate expiry', 'Time: verify clock skew'],
    ['Troubleshooting', 'Pods: check restarts', 'Nodes: check memory pressure'],
    ['Diagnostic checks', 'Replication: check lag on replicas', 'Disk: check latency of volumes'],
  ])('%s: %s', (title = '', ...items) => expect(found(title, ...items)).toBe(1));

  it.each([
    ['Investigation', '**Resources**: Check CPU with `top`', '**Network**: Check DNS with `dig api`'],
    ['Investigation', '**Resources**: Check [the board](https://g.dev)', '**Network**: see below'],
    ['Investigation', '**Resources**: Check the Grafana dashboard', '**Network**: Check the status page'],
    ['Prevention', '**Resources**: Check CPU weekly', '**Network**: Check DNS weekly'],
    ['Post-incident checklist', 'Alerts: check that they fired', 'Timeline: check that it is complete'],
    ['Likely causes', 'Resources: CPU is exhausted', 'Network: DNS fails'],
    ['Investigation', 'Resources: CPU and memory', 'Network: firewall'],
    ['Investigation', 'Vendor: check with the vendor', 'Team: check with the team'],
    ['Investigation', 'Owner: check if the team is there'],
    ['Background', 'Resources: check CPU and memory', 'Network: check firewall and DNS'],
  ])('leaves alone: %s: %s', (title = '', ...items) => expect(found(title, ...items)).toBe(0));
});
