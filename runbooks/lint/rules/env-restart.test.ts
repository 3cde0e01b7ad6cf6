// ENV-RESTART: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { envRestart } from './env-restart.ts';

const lines = (...text: readonly string[]) => find(envRestart, bash(...text)).map((found) => parseInt(found));

describe('ENV-RESTART', () => {
  it.each([
    ['export READ_ONLY=true', 'docker compose restart api'],
    ['unset DEGRADED_MODE', 'docker-compose restart api'],
    ["sed -i 's/LIMIT=.*/LIMIT=9/' .env", 'docker compose restart'],
    ['vim docker-compose.yml', 'docker compose restart api'],
    ['echo "LIMIT=9" >> .env', 'docker compose restart api'],
    ['export POOL_SIZE=50', 'sudo systemctl restart shop'],
    ['export POOL_SIZE=50', 'kubectl rollout restart deployment/api'],
    ['export POOL_SIZE=50', 'pm2 restart api'],
    ['sudo nano /etc/systemd/system/shop.service', 'sudo systemctl restart shop'],
  ])('finds %s, %s', (...text) => expect(lines(...text)).toEqual([2]));

  it('finds a change told in text before the restart', () => {
    const yaml = ['```yaml', '# docker-compose.yml', 'environment:', '  LIMIT: 9', '```'];
    const text = ['# Limits', '', ...yaml, '', '1. Restart: `docker compose restart api`', ''].join('\n');
    expect(find(envRestart, text)[0]).toMatch(/^3-9 `docker compose restart` \(line 9\) does not apply/);
  });

  it('knows how this runbook restarts', () => {
    const text = `${bash('docker compose restart api')}\n- Update \`POOL_SIZE\` in .env\n- Restart the API\n`;
    expect(find(envRestart, text)[0]).toMatch(
      /^5-6 `docker compose restart`, by which this runbook restarts/,
    );
  });

  it.each([
    ['export READ_ONLY=true', 'docker compose up -d api'],
    ['export SERVICE=api', 'docker compose restart $SERVICE'],
    ['export KUBECONFIG=prod.yaml', 'kubectl rollout restart deployment/api'],
    ['docker compose restart api'],
    ['export READ_ONLY=true', 'docker compose up -d', 'docker compose restart web'],
    ['sudo nano /etc/nginx/nginx.conf', 'sudo systemctl restart nginx'],
    [
      'sudo nano /etc/systemd/system/shop.service',
      'sudo systemctl daemon-reload',
      'sudo systemctl restart shop',
    ],
    ['export POOL_SIZE=50', 'pm2 restart api --update-env'],
    ['kubectl set env deployment/api POOL_SIZE=50', 'kubectl rollout restart deployment/api'],
  ])('leaves %s, %s', (...text) => expect(lines(...text)).toEqual([]));
});
