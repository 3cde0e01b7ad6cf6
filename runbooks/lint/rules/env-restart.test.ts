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
    ['# Edit .env: set LIMIT=9', 'docker compose restart api'],
    ['# Update the environment variables in docker-compose.yml', 'docker compose restart'],
  ])('finds a change told in a comment: %s, %s', (...text) => expect(lines(...text)).toEqual([2]));

  it.each([
    ['# Edit .env: set LIMIT=9', 'docker compose up -d api'],
    ['# Check .env', 'docker compose restart api'],
    ['docker compose restart api', '# Then update .env'],
    ['# Edit .env: set LIMIT=9', 'npm run build'],
  ])('leaves a comment: %s, %s', (...text) => expect(lines(...text)).toEqual([]));

  const item = (text: string) => `${bash('docker compose restart api')}\n${text}\n`;

  it.each(['1. Set `POOL_SIZE` in .env and restart the API', '- Update .env, then restart all services'])(
    'finds in one item: %s',
    (text) => expect(find(envRestart, item(text))).toHaveLength(1),
  );

  it.each([
    '1. Set `POOL_SIZE` in .env and recreate the API',
    '1. Set `POOL_SIZE` in .env and run `docker compose up -d`',
    '1. Check .env and restart the API',
    '1. Restart the API',
  ])('leaves in one item: %s', (text) => expect(find(envRestart, item(text))).toEqual([]));

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
