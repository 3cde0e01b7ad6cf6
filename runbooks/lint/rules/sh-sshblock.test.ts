// SH-SSHBLOCK: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shSshblock } from './sh-sshblock.ts';

const lines = (...text: readonly string[]) => find(shSshblock, bash(...text)).map((found) => parseInt(found));

describe('SH-SSHBLOCK', () => {
  it.each([
    ['ssh deploy@web-1', 'cd /opt/shop', 'docker compose restart api'],
    ['ssh -i key.pem ubuntu@10.0.0.1', 'systemctl status shop'],
    ['ssh -p 2222 web-1', 'sudo reboot'],
    ['gcloud compute ssh web-1 --zone europe-west1-b', 'docker ps'],
    ['vagrant ssh', 'sudo systemctl restart shop'],
  ])('finds %s', (...text) => expect(lines(...text)).toEqual([2]));

  it.each([
    ['ssh web-1 uptime', 'docker ps'],
    ["ssh web-1 'cd /opt/shop && docker compose restart api'", 'curl -f http://web-1/health'],
    ['ssh -N -L 5432:db:5432 bastion &', 'psql -h localhost'],
    ['docker ps', 'ssh web-1'],
    ['ssh web-1', 'exit'],
    ['ssh web-1 <<EOF', 'uptime', 'EOF', 'docker ps'],
    ['# Staging', 'ssh staging-1', '# Production', 'ssh production-1'],
  ])('leaves %s', (...text) => expect(lines(...text)).toEqual([]));

  it('says that a second login starts from the first host', () => {
    const [found] = find(shSshblock, bash('ssh a', 'docker ps', 'ssh b', 'docker ps'));
    expect(found).toMatch(/the `ssh` of line 4 starts on the first host/);
  });
});
