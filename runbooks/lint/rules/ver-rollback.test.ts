// What VER-ROLLBACK finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { verRollback } from './ver-rollback.ts';

const section = (title: string, ...lines: readonly string[]): string =>
  `# Runbook\n\n## ${title}\n\n${bash(...lines)}`;

describe('VER-ROLLBACK finds', () => {
  it.each([
    ['a deployment', section('Deployment', 'kubectl set image deploy/api api=shop/api:2')],
    ['an upgrade', section('Upgrading PostgreSQL', 'helm upgrade pg bitnami/postgresql')],
    ['a migration', section('Database migrations', 'npx prisma migrate deploy')],
    ['a release', section('Releasing', './deploy.sh production')],
    ['steps in words', '# Runbook\n\n## Deployment\n\n1. Merge the pull request\n2. Deploy to production\n'],
  ])('%s', (_, markdown) => expect(find(verRollback, markdown)).toEqual([expect.stringMatching('^3 ')]));
});

describe('VER-ROLLBACK leaves alone', () => {
  it.each([
    [
      'a way back beside it',
      `${section('Deployment', 'kubectl set image deploy/api api=a:2')}\nTo go back: \`kubectl rollout undo\`.\n`,
    ],
    [
      'a way back elsewhere',
      `${section('Deployment', './deploy.sh')}\n## Rollback\n\n${bash('./rollback.sh')}`,
    ],
    ['a restart', section('Restart', 'docker compose restart')],
    ['a failed deployment', section('Deployment failures', 'kubectl rollout restart deploy/api')],
    ['a look at deployments', section('Deployment', 'kubectl get deployments')],
    ['a picture of it', '# Runbook\n\n## Deployment architecture\n\nThree nodes.\n'],
  ])('%s', (_, markdown) => expect(find(verRollback, markdown)).toEqual([]));
});
