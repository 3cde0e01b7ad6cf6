// What DAT-LOCKOUT finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datLockout } from './dat-lockout.ts';

describe('DAT-LOCKOUT finds', () => {
  it.each(
    [
      'iptables -A INPUT -j DROP',
      'sudo iptables -P INPUT DROP',
      'iptables -I INPUT -p tcp --dport 22 -j REJECT',
      'sudo ufw enable',
      'ufw deny ssh',
      'firewall-cmd --panic-on',
      'systemctl stop sshd',
      'ip link set eth0 down',
      'chmod -R 777 /',
      'chown -R deploy:deploy /etc',
      'rm -rf ~/.ssh',
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(datLockout, bash(command))).toEqual([expect.stringMatching('^2 ')]),
  );
});

describe('DAT-LOCKOUT leaves alone', () => {
  it.each([
    ['one address', bash('iptables -A INPUT -s 203.0.113.7 -j DROP')],
    ['one port', bash('iptables -A INPUT -p tcp --dport 8080 -j DROP')],
    ['ssh allowed first', bash('ufw allow OpenSSH', 'ufw enable')],
    [
      'connections that stand',
      bash('iptables -I INPUT -m state --state ESTABLISHED -j ACCEPT', 'iptables -A INPUT -j DROP'),
    ],
    ['a rule inside of a container', bash('docker exec web iptables -A INPUT -j DROP')],
    ['the files of an application', bash('chown -R app:app /srv/app')],
    ['a console', `## Break-in\n\nUse the serial console.\n\n${bash('iptables -P INPUT DROP')}`],
    ['a look', bash('iptables -L INPUT -n')],
    ['ssh started anew', bash('systemctl restart sshd')],
  ])('%s', (_, markdown) => expect(find(datLockout, markdown)).toEqual([]));
});
