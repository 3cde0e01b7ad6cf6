// Codes in sentences that people are told to type, and such that are only spoken of.
import { expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';

const commandsIn = (text: string): readonly string[] =>
  parseRunbook(`# Disk full\n\n## Clean up\n\n${text}\n`).commands.map(({ command }) => command);

it.each([
  ['Run `apt-get clean` to free space.', ['apt-get clean']],
  ['First run `df -h`, then `du -sh /var/*`.', ['df -h', 'du -sh /var/*']],
  ['Stop the database using `sudo service mysql stop` (this may never return).', ['sudo service mysql stop']],
  ['It can be useful to run the command `sudo ncdu /srv`, where /srv is the volume.', ['sudo ncdu /srv']],
  ['You can remove them by running: `find /tmp -mtime +45 -delete`', ['find /tmp -mtime +45 -delete']],
  ['Log in to the primary.\n\n`sudo -u postgres psql shop`', ['sudo -u postgres psql shop']],
  [
    'Scan it first, with the following command:\n`sudo du -hc --max-depth=1 /srv`',
    ['sudo du -hc --max-depth=1 /srv'],
  ],
  ['If the pod is stuck, use `kubectl delete pod api-0`.', ['kubectl delete pod api-0']],
  ['- Restart it with `systemctl restart shop`', ['systemctl restart shop']],
  [
    '- For manual scaling: `kubectl scale deploy/api --replicas=5`',
    ['kubectl scale deploy/api --replicas=5'],
  ],
  ['Check the space that is left: `df -h /var`', ['df -h /var']],
  ['Please execute `nodetool repair shop` on each node.', ['nodetool repair shop']],
  ['Once it is idle, restart it via `docker restart shop-api`.', ['docker restart shop-api']],
  [
    'If this does not help, try `git pull --rebase` and then `make deploy`.',
    ['git pull --rebase', 'make deploy'],
  ],
  ['You need to run `terraform init -upgrade` once.', ['terraform init -upgrade']],
  [
    'See if you can copy it elsewhere, and then entirely truncate that log: `truncate -s 0 /var/log/shop.log`.',
    ['truncate -s 0 /var/log/shop.log'],
  ],
  ['- `docker compose ps -a`: who runs', ['docker compose ps -a']],
  ['Then restart it (`docker compose restart db`).', ['docker compose restart db']],
  ['Look at the logs and then restart it (with `docker restart db`).', ['docker restart db']],
  ['As a last resort: `docker compose down -v`.', ['docker compose down -v']],
  ['If that does not help: `docker compose down`', ['docker compose down']],
  ['Notfalls: `docker compose down`', ['docker compose down']],
  ['To see who holds the lock: `lsof /var/lib/dpkg/lock`', ['lsof /var/lib/dpkg/lock']],
])('told: %s', (text, expected) => {
  expect(commandsIn(text)).toEqual(expected);
});

it.each([
  'The nightly job runs `find /tmp -mtime +7 -delete`.',
  'Do not run `docker system prune -a` here.',
  'Never use `kill -9 1` on this host.',
  'This is caused by `npm install` filling the cache.',
  'The output of `df -h` looks like this.',
  'When you run `kubectl drain node-1`, its pods move away.',
  'After running `apt-get update` the cache grows.',
  'The cron script will run `certbot renew` each night.',
  'Use `docker` and `kubectl` here.',
  'Use `--force` with care.',
  'Set `export` rules in `/etc/exports`.',
  'In the above example, `find -type d` finds all folders.',
  'It is the same as `systemctl restart shop`, but slower.',
  'Rather than `rm -rf /data`, move it away.',
  'The alert fires when `node exporter` is gone.',
  'Someone had run `rm -rf /data` by hand.',
  'Entry point: `python app.py`',
  'Example: `kubectl get pods -n shop`',
  'Deletes go through `psql -f purge.sql` once a week.',
  'With its name you can run a `velero restore` command.',
  'They use `helm upgrade shop` for this.',
  '- The thing `docker compose down -v` does',
  '- `docker compose down -v`: never here',
  '- `find -type d` - finds all folders, in the example above',
  '- `docker compose down -v` removes the data',
  'The pods were restarted (`kubectl rollout restart deploy/api`).',
  'Restarting takes long (`docker compose restart db` waits).',
  'See also the manual (`git help commit`).',
  'If it fails, the log shows: `docker compose up -d`',
  'As an example: `kubectl get pods -n shop`',
  '`curl -s http://shop/health` returns `ok`.',
])('only spoken of: %s', (text) => {
  expect(commandsIn(text)).toEqual([]);
});

it.each([
  ['`curl -s http://shop/health` returns `ok`.', ['curl -s http://shop/health']],
  ['`df -h /data` should show less than 80 %.', ['df -h /data']],
  ['The health of `curl -s http://shop/health` is fine.', []],
  ['`redis` returns.', []],
  ['`docker compose ps` is a command of Docker.', []],
])('where something is verified: %s', (text, expected) => {
  expect(
    parseRunbook(`# Disk full\n\n## Verify\n\n${text}\n`).commands.map(({ command }) => command),
  ).toEqual(expected);
});

it('commands of a reference are only named', () => {
  expect(parseRunbook('## Useful commands\n\n- `docker compose ps -a`: who runs\n').commands).toEqual([]);
});

it.each([
  'Do **not** run `docker system prune -a` here',
  'Never use `kill -9 1` on this host',
  'Avoid `rm -rf /data`',
])('forbidden in a step: %s', (text) => {
  expect(commandsIn(`1. ${text}`)).toEqual([]);
});
