// Scaled for an incident: with and without a way back.
import { describe, expect, it } from 'vitest';
import { verRollback } from '../rules/ver-rollback.ts';
import { bash, find } from '../testing/find.ts';

const found = (title: string, ...lines: readonly string[]): number =>
  find(verRollback, `## ${title}\n\n### Remediation\n\n${bash(...lines)}`).length;

describe('scaled up, and never back', () => {
  it.each([
    ['High latency', 'kubectl scale deployment/api -n shop --replicas=5'],
    ['Consumer lag', 'kubectl -n shop scale --replicas 10 deploy/worker'],
    [
      'Traffic spike',
      'aws autoscaling set-desired-capacity --auto-scaling-group-name shop --desired-capacity 6',
    ],
    ['High error rate', 'aws ecs update-service --cluster shop --service api --desired-count 4'],
    ['Queue backlog', 'heroku ps:scale worker=4'],
    ['Overload', 'docker service scale shop_api=8'],
    ['Slow responses', 'oc scale dc/api --replicas=3'],
    ['Connections exhausted', 'kubectl scale statefulset pgbouncer --replicas=3 -n db'],
  ])('%s: %s', (title, ...lines) => expect(found(title, ...lines)).toBe(1));

  it.each([
    ['High latency', 'kubectl scale deployment/api --replicas=5', '# Scale back down when it is over'],
    [
      'High latency',
      'kubectl scale deployment/api --replicas=0',
      'kubectl scale deployment/api --replicas=3',
    ],
    ['High latency', 'kubectl get hpa', 'kubectl scale deployment/api --replicas=5'],
    ['Stuck worker', 'kubectl scale deployment/api --replicas=1'],
    ['Deployment failure', 'kubectl scale deployment/api --replicas=3'],
    ['Recovery of the cluster', 'kubectl scale statefulset/kafka --replicas=3'],
    [
      'High latency',
      '# The original number of replicas: kubectl get deploy',
      'kubectl scale deploy/a --replicas=5',
    ],
    ['High latency', 'kubectl get deployment/api'],
    ['High latency', 'aws autoscaling describe-auto-scaling-groups'],
  ])('leaves alone: %s: %s', (title, ...lines) => expect(found(title, ...lines)).toBe(0));
});
