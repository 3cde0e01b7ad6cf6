// TGT-CWD: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find, withCompose } from '../testing/find.ts';
import { tgtCwd } from './tgt-cwd.ts';

const lines = (text: string) => find(tgtCwd, text).map((found) => parseInt(found));
const two = bash(
  'cd /opt/shop/staging',
  'docker compose restart api',
  'cd /opt/shop/production',
  'docker compose restart api',
);

describe('TGT-CWD', () => {
  it.each([
    'docker compose down',
    'docker-compose up -d',
    'docker compose exec db psql -U postgres',
    './rollback.sh production',
    'sudo docker compose restart',
  ])('finds %s beside two folders', (command) => expect(lines(two + bash(command))).toEqual([8]));

  it('is one finding for all of a document', () => {
    expect(lines(two + bash('docker compose down', 'docker compose up -d'))).toEqual([8]);
  });

  it.each([
    two,
    two + bash('cd /opt/shop/production', 'docker compose down'),
    two + bash('docker compose -f /opt/shop/production/compose.yaml down'),
    two + bash('docker compose -p staging down'),
    two + bash('docker ps'),
    bash('cd /opt/shop', 'docker compose restart api') + bash('docker compose down'),
    `Run all commands from the \`/opt/shop/production\` folder.\n\n${two}${bash('docker compose down')}`,
  ])('leaves %j', (text) => expect(lines(text)).toEqual([]));

  it.each([
    'tail -n 50 logs/app.log',
    'grep -c ERROR ./logs/app.log',
    'du -sh logs/',
    'kubectl apply -f platform/kafka/cluster.yaml',
  ])('finds a path in a folder that is never named: %s', (command) =>
    expect(lines(bash(command))).toEqual([2]),
  );

  it.each([
    bash('tail -n 50 /var/log/app.log'),
    bash('cd /opt/shop', 'tail -n 50 logs/app.log'),
    `From the root of the repository:\n\n${bash('kubectl apply -f deploy/api.yaml')}`,
    bash('git clone https://example.com/shop.git', 'kubectl apply -f deploy/api.yaml'),
    `From the project's folder:\n\n${bash('docker compose exec api tail -n 50 logs/app.log')}`,
    bash('ssh web-1 tail -n 50 logs/app.log'),
    bash('kubectl apply -f api.yaml'),
    bash('kubectl apply -f https://example.com/a/b.yaml'),
    bash('grep "logs/app" /etc/fstab'),
    `## Useful commands\n\n${bash('tail -n 50 logs/app.log')}`,
  ])('leaves %j', (text) => expect(lines(text)).toEqual([]));

  const steps = (...fences: readonly string[]) => `## Resolution\n\n${fences.join('\nThen:\n\n')}`;

  it('finds the same relative cd twice', () => {
    expect(lines(steps(bash('cd infra/db', 'make check'), bash('cd infra/db', 'make all')))).toEqual([11]);
  });

  it.each([
    steps(bash('cd infra/db', 'make check'), bash('cd ../..', 'cd infra/db', 'make all')),
    steps(bash('cd /srv/infra', 'make check'), bash('cd /srv/infra', 'make all')),
    steps(bash('cd ~/infra', 'make check'), bash('cd ~/infra', 'make all')),
    steps(bash('(cd infra/db && make check)'), bash('(cd infra/db && make all)')),
    steps(bash('cd infra/db', 'make check'), bash('cd', 'cd infra/db', 'make all')),
    `## Resolution 1\n\n${bash('cd infra/db', 'make a')}\n## Resolution 2\n\n${bash('cd infra/db', 'make b')}`,
    steps(bash('cd infra/$ENV', 'make check'), bash('cd infra/$ENV', 'make all')),
  ])('leaves %j', (text) => expect(lines(text)).toEqual([]));

  it.each([
    'terraform apply -target=module.db',
    'terraform destroy',
    'tofu plan',
    'terraform import module.ns.kubernetes_namespace.shop shop',
    'terraform state rm module.db',
    'terragrunt apply',
  ])('finds a state that nobody names: %s', (command) => expect(lines(bash(command))).toEqual([2]));

  it.each([
    bash('cd infra/production', 'terraform apply'),
    bash('terraform -chdir=infra/production apply'),
    bash('terraform workspace select production', 'terraform apply'),
    `In the folder of the cluster:\n\n${bash('terraform apply')}`,
    `# Shop\n\n## Lost state\n\nFrom the infrastructure repository, run:\n\n${bash('terraform plan')}`,
    bash('terraform version'),
    `## Useful commands\n\n${bash('terraform plan')}`,
    'Somebody typed `terraform destroy`.',
  ])('leaves a state that is named: %j', (text) => expect(lines(text)).toEqual([]));

  it.each([
    'docker compose restart api',
    'docker-compose logs --tail 20 api',
    'docker compose exec db psql -U shop -c "SELECT 1"',
    'npm run migrate',
    'pnpm run seed:prices',
    'make failover',
    './scripts/deploy.sh',
    'python3 tools/warm_cache.py --all',
    'bash ops/drain.sh',
  ])('finds a tool of a project whose folder is never named: %s', (command) =>
    expect(lines(`## Recovery\n\n${bash(command)}`)).toEqual([4]),
  );

  const chapter = (title: string, ...commands: readonly string[]) => `## ${title}\n\n${bash(...commands)}\n`;

  it('leaves Compose whose file is given', () => {
    const text = `## Recovery\n\n${bash('docker compose restart api', 'make check')}`;
    expect(find(tgtCwd, text, withCompose('services:\n  api:\n    image: api\n'))).toEqual([
      expect.stringMatching(/^5 /),
    ]);
  });

  it('finds one in a procedure that does not go where another one goes', () => {
    expect(
      lines(chapter('Deploy', 'cd /opt/shop', 'make deploy') + chapter('Restart', 'make restart')),
    ).toEqual([11]);
  });

  it.each([
    chapter('Recovery', 'cd /opt/shop', 'docker compose restart api'),
    chapter('Access', 'ssh ops@shop-1', 'cd /opt/shop') + chapter('Recovery', 'make restart'),
    `Run everything in the repository.\n\n${chapter('Recovery', 'npm run migrate')}`,
    chapter('Recovery', 'docker compose -f /opt/shop/compose.yaml restart api'),
    chapter('Recovery', 'docker compose -p shop restart api'),
    chapter('Recovery', 'docker compose ls'),
    chapter('Recovery', 'make -C /opt/shop restart'),
    chapter('Recovery', 'npm --prefix /opt/shop run migrate'),
    chapter('Recovery', 'npm install -g pm2'),
    chapter('Recovery', '/opt/shop/restart.sh'),
    chapter('Recovery', 'python3 -c "print(1)"'),
    chapter('Recovery', 'ssh shop-1 ./restart.sh'),
    chapter('Local development', 'docker compose up -d'),
    chapter('Useful commands', 'docker compose ps'),
    'Type `npm run migrate`.',
  ])('leaves a tool of a project: %j', (text) => expect(lines(text)).toEqual([]));

  const shop = (preamble: string): string =>
    `# Shop\n\n${preamble}\n\n${chapter('Redis is down', 'docker compose restart redis')}`;

  it.each([
    'Run every command in /srv/shop.',
    'All commands are run in `/srv/shop`.',
    'All commands run from /srv/shop on shop-1.',
    'SSH to shop-1 and change to /srv/shop first.',
    'The Compose project lives in `/srv/shop` on host shop-1; run the commands there.',
    'First: `cd /srv/shop`',
    'Log in to shop-1, then go to `~/shop`.',
    'Everything below assumes that you are in **/opt/shop**.',
    'Unless it says otherwise, commands are to be executed from `/srv/shop/`.',
    '> You work in `/home/ops/shop` on shop-1.',
    'Commands are relative to `$HOME/shop`.',
    'The stack is deployed on shop-1. Its compose file is `/srv/shop/compose.yaml`.',
    '- Host: shop-1\n- Project: `/srv/shop`\n- Logs: `/var/log/shop`',
    '| what | where |\n| --- | --- |\n| Host | shop-1 |\n| Project folder | `/srv/shop` |',
    'The code is checked out under\n`/srv/shop`.',
    'Always stay in /srv/shop.',
    'Run everything from /srv/shop, never from your home.',
    'In /srv/shop on shop-1:',
    'Please run these from /srv/shop:',
    'Become shop and `cd /srv/shop`.',
    'Alle Befehle in `/srv/shop` ausführen.',
    'Toutes les commandes sont lancées depuis `/srv/shop`.',
  ])('takes %j for where one works', (preamble) => expect(lines(shop(preamble))).toEqual([]));

  it.each([
    'Logs are in `/var/log/shop`.',
    'Backups are written to /srv/backups.',
    'The nightly job runs in /srv/jobs.',
    'All commands are logged in /srv/audit.',
    'The app answers at /api/v1/orders and /healthz.',
    'The application writes its data to /srv/data.',
    'Run `/srv/shop/restart.sh` never by hand.',
    'Dumps of the project are copied to /srv/dumps.',
    'Move the dump to /srv/dumps.',
    'Backup directory: `/srv/backups`',
    'Run the commands on shop-1 and/or shop-2.',
    'Look for large files in /var/lib/docker.',
    'Do not run commands in /srv/old.',
    'The project used to be in /srv/old.',
    'In /var/log/shop:',
    'Source: /src/orders/retry.ts',
    'The project page is at https://wiki.example.com/shop/ops.',
    'It took 3/4 of all commands in 2/3 of the time.',
  ])('does not take %j for it', (preamble) => expect(lines(shop(preamble))).toHaveLength(1));

  it('takes what one procedure says for that one only, and not for what stands above it', () => {
    const go = '1. Change to `/srv/shop`.\n\n';
    const restart = bash('docker compose restart redis');
    expect(lines(`# Shop\n\n## Redis is down\n\n${go}${restart}`)).toEqual([]);
    expect(lines(`# Shop\n\n## Redis is down\n\n${restart}\n${go}`)).toEqual([6]);
    expect(lines(`# Shop\n\n## Redis is slow\n\n${go}## Redis is down\n\n${restart}`)).toEqual([10]);
    expect(lines(`# Shop\n\n## Redis is down\n\n${restart}\n## Access\n\n${go}`)).toEqual([]);
  });

  it.each(['tail -n 50 logs/app.log', 'terraform apply'])('takes it for %s as well', (command) =>
    expect(lines(`# Shop\n\nRun every command in /srv/shop.\n\n${chapter('Slow', command)}`)).toEqual([]),
  );

  const prod = 'docker compose -f compose.prod.yaml ps';
  it.each([
    bash(prod, 'docker compose restart api'),
    bash('docker-compose -f docker-compose.prod.yml stop api', 'docker-compose up -d api'),
    bash(prod, 'docker compose exec api env'),
    bash(prod, 'docker compose logs --tail 20 api'),
    bash('docker compose --file compose.prod.yaml pull', 'docker compose up -d'),
    bash(prod, 'sudo docker compose down'),
  ])('finds Compose without its file: %j', (text) => expect(lines(text)).toEqual([3]));

  it.each([
    bash(prod, 'docker compose -f compose.prod.yaml restart api'),
    bash('export COMPOSE_FILE=compose.prod.yaml', prod, 'docker compose restart api'),
    `## Production\n\n${bash(prod)}\n## Local development\n\n${bash('docker compose up -d')}`,
    `In the folder \`/opt/shop\`:\n\n${bash('docker compose ps', 'docker compose restart api')}`,
    bash(prod, 'docker compose version'),
    bash(prod, 'docker ps'),
    bash(prod, 'docker compose -p shop restart api'),
    '```bash\ndocker compose -f docker-compose.yml -f docker-compose.prod.yml up -d\ndocker compose logs --tail 20 api\n```\n',
  ])('leaves Compose: %j', (text) => expect(lines(text)).toEqual([]));

  it.each([
    'find -type d -ctime +1 -exec rm -rf {} +',
    'find . -name "*.wal" -delete',
    'find ./ -mtime +7 -delete',
    'sudo find . -type f -size +1G -exec rm {} \\;',
    'find -mtime +30 | xargs rm -f',
    'find . -mtime +30 -print0 | xargs -0 rm',
    'find -L . -name core -delete',
    'find -name "*.log.gz" -delete',
  ])('finds a deletion wherever one is: %s', (command) =>
    expect(lines(`## Disk full\n\n${bash(command)}`)).toEqual([4]),
  );

  it.each([
    ['find /srv/uploads -mtime +30 -delete'],
    ['cd /srv/uploads', 'find . -mtime +30 -delete'],
    ['cd /srv/uploads && find . -mtime +30 -delete'],
    ['find . -mtime +30'],
    ['find "$DIR" -mtime +30 -delete'],
    ['find . -name "*.pyc" -print'],
    ['find ~/exports -name "*.csv" -delete'],
    ['ls . | xargs -n1 echo'],
  ])('leaves a deletion in a folder that is named: %s', (...commands) =>
    expect(lines(`## Disk full\n\n${bash(...commands)}`)).toEqual([]),
  );
});
