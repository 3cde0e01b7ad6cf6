// What BLK-MENU finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { blkMenu } from './blk-menu.ts';

describe('BLK-MENU finds', () => {
  it.each([
    [
      'backup and restore',
      `## Backup\n\n${bash('# Create backup', 'pg_dump shop > s.sql', '# Restore', 'psql shop < s.sql')}`,
      '4-7',
    ],
    [
      'options',
      bash('# Option A', 'docker restart api', '# Option B', 'kubectl rollout restart deploy/api'),
      '2-5',
    ],
    [
      'another way',
      bash('docker compose restart', '', '# Or with downtime', 'docker compose down', 'docker compose up -d'),
      '2-6',
    ],
    [
      'environments',
      bash('# Staging', 'ssh staging', './deploy.sh', '# Production', 'ssh prod', './deploy.sh'),
      '2-7',
    ],
    ['systems', bash('systemctl restart redis  # Linux', 'brew services restart redis  # macOS'), '2-3'],
    [
      'sources',
      bash('# From a plain file', 'psql shop < s.sql', '# From an archive', 'zcat s.sql.gz | psql shop'),
      '2-5',
    ],
    [
      'a start that is undone',
      bash('# Start', 'docker compose up -d', '# Stop', 'docker compose down'),
      '2-5',
    ],
    ['one, and then all', bash('supervisorctl restart api', 'supervisorctl restart all'), '2-3'],
    [
      'a list that destroys',
      `## Redis commands\n\n${bash('# Memory', 'redis-cli INFO', '# Keys', 'redis-cli DBSIZE', '# Clear', 'redis-cli FLUSHALL')}`,
      '4-9',
    ],
    [
      'a deed for one case among others',
      bash(
        '# 1. Check',
        'redis-cli ping',
        '# 2. Clear the cache if corrupted',
        'redis-cli FLUSHALL',
        '# 3. Restart',
        'npm start',
      ),
      '2-7',
    ],
    [
      'two cases',
      bash('# If it leaks', 'docker restart api', '# If the queue is full', 'docker restart worker'),
      '2-5',
    ],
    [
      'a request or a script',
      bash(
        '# Using the API',
        'curl -X POST http://shop/backups | jq',
        '# Using the script',
        './test-backup.sh',
      ),
      '2-5',
    ],
  ])('%s', (_, markdown, lines) =>
    expect(find(blkMenu, markdown)).toEqual([expect.stringMatching(`^${lines} `)]),
  );
});

describe('BLK-MENU leaves alone', () => {
  it.each([
    ['a restart in two steps', bash('docker compose down', 'docker compose up -d')],
    ['stop, work, start', bash('docker compose stop api', 'psql shop < s.sql', 'docker compose start api')],
    [
      'a safety dump before a restore',
      `## Restore\n\n${bash('# Safety backup', 'pg_dump shop > before.sql', '# Restore', 'psql shop < s.sql')}`,
    ],
    ['a question with if', bash('# Check if it is up', 'docker ps', '# Clear', 'redis-cli FLUSHALL')],
    ['what is dropped if it exists', bash('# Drop if it exists', 'dropdb shop', '# Make', 'createdb shop')],
    ['looks for two cases', bash('# If on Kubernetes', 'kubectl get pods', '# If on Docker', 'docker ps')],
    ['looks in several ways', bash('# Option A', 'docker ps', '# Option B', 'kubectl get pods')],
    [
      'another way that is a comment',
      bash(
        'kubectl rollout undo deploy/api',
        '',
        '# Or to a revision:',
        '# kubectl rollout undo deploy/api --to-revision=2',
      ),
    ],
    [
      'two fences',
      `${bash('# Option A', 'docker restart api')}\n${bash('# Option B', 'kubectl rollout restart deploy/api')}`,
    ],
    [
      'a new version beside the old one',
      bash('docker compose up -d --scale api=2', 'docker compose stop api-old'),
    ],
    [
      'a list of looks',
      `## Redis commands\n\n${bash('# Memory', 'redis-cli INFO', '# Keys', 'redis-cli DBSIZE', '# Clients', 'redis-cli CLIENT LIST')}`,
    ],
    [
      'steps in order',
      bash(
        '# 1. Pull',
        'docker compose pull',
        '# 2. Start',
        'docker compose up -d',
        '# 3. Check',
        'docker compose ps',
      ),
    ],
  ])('%s', (_, markdown) => expect(find(blkMenu, markdown)).toEqual([]));
});

describe('BLK-MENU and "if …" as a comment', () => {
  const etcd = ['# Check the cluster', 'etcdctl endpoint health', ''];

  it.each([
    [
      'one case, and a change for everybody',
      [
        ...etcd,
        '# If etcd down, restart etcd first',
        'sudo systemctl restart etcd',
        '',
        '# Then restart Patroni',
        'sudo systemctl restart patroni',
      ],
    ],
    [
      'with a number',
      [
        '# 1. Scale up',
        'kubectl scale deploy/api --replicas=5',
        '# 2. If pods are pending, restart the scheduler',
        'systemctl restart kube-scheduler',
      ],
    ],
    [
      'otherwise',
      ['# If the primary answers', 'systemctl restart api', '# Otherwise', 'systemctl restart db'],
    ],
    [
      'when',
      [
        '# When the queue is stuck, restart the worker',
        'docker restart worker',
        '# Deploy the fix',
        'docker compose up -d api',
      ],
    ],
    [
      'in case of',
      [
        '# Restart the API',
        'docker restart api',
        '# In case of errors roll back',
        'kubectl rollout undo deploy/api',
      ],
    ],
    [
      'two cases',
      ['# If memory is full', 'docker restart api', '# If the disk is full', 'docker image prune -f'],
    ],
    [
      'cases by number',
      ['# Case 1: stuck worker', 'docker restart worker', '# Case 2: stuck broker', 'docker restart broker'],
    ],
    [
      'scenarios',
      [
        '# Scenario A: one node',
        'systemctl restart etcd',
        '# Scenario B: all nodes',
        'systemctl restart patroni',
      ],
    ],
    ['a check and one case', [...etcd, '# If etcd is down', 'sudo systemctl restart etcd']],
    [
      'what is done if a look says so, in words of its own',
      ['# Look', 'docker ps', '# If necessary, restart it', 'docker restart api'],
    ],
    [
      'options of which the first is told in words',
      [
        '# Option A: move the DNS name by hand',
        '',
        '# Option B: in the cluster',
        'kubectl -n shop set env deploy/api DB_HOST=db-2',
        '# Option C: by its chart',
        'helm upgrade shop ./chart --set db=db-2 -n shop',
      ],
    ],
    ['what is done if needed', ['# Look', 'docker ps', '# Restart if needed', 'docker restart api']],
    [
      'a case behind what is done in any case',
      [
        '# Restart the worker',
        'docker restart worker',
        '# Restart the API if it hangs',
        'docker restart api',
      ],
    ],
    [
      'a change that warns of itself',
      [
        '# More consumers',
        'kubectl scale deploy/worker --replicas=4',
        '# More partitions (irreversible)',
        'kafka-topics --bootstrap-server kafka:9092 --alter --topic orders --partitions 12',
      ],
    ],
    [
      'one script in ways that exclude each other',
      [
        '# The newest',
        './scripts/restore.sh --newest',
        '# A certain one',
        './scripts/restore.sh --file a.dump',
      ],
    ],
  ])('finds %s', (_, lines) => expect(find(blkMenu, bash(...lines))).toHaveLength(1));

  it.each([
    [
      'one case of which the change itself decides',
      ['docker ps', '# Restart if it is down', 'test -f /run/api.pid || docker restart api'],
    ],
    [
      'a case with a look of its own',
      ['# If it has exited, see why, and start it', 'docker logs --tail 20 api', 'docker start api'],
    ],
    ['a check below one case', ['# Restart if stuck', 'docker restart api', '# Look', 'docker ps']],
    [
      'a look for one case',
      ['# Look', 'docker ps', '# If it restarts, its log', 'docker logs --tail 50 api'],
    ],
    [
      'a warning above the only change',
      ['docker ps', '# Empty the cache (irreversible)', 'redis-cli -h cache FLUSHDB'],
    ],
    ['one script in two steps', ['./scripts/restore.sh --check', './scripts/restore.sh --check --confirm']],
    ['two scripts', ['./scripts/restore.sh --latest', './scripts/replay.sh --since 1h']],
    [
      'two targets of one script',
      ['./scripts/restart.sh --service api', './scripts/restart.sh --service web'],
    ],
    [
      'what is made if it is not there',
      ['# If it does not exist, create it', 'kubectl create ns shop', '# Deploy', 'kubectl apply -f a.yaml'],
    ],
    [
      'a case that the shell decides',
      [
        '# If it is down, restart it',
        'systemctl is-active etcd || systemctl restart etcd',
        '# Restart Patroni',
        'systemctl restart patroni',
      ],
    ],
    ['a case of two steps', ['# If etcd is down', 'systemctl restart etcd', 'systemctl restart patroni']],
    [
      'a case, and looks',
      ['# If etcd is down', 'systemctl restart etcd', '# Look again', 'etcdctl endpoint health'],
    ],
    [
      'a question',
      ['# Check if etcd is down', 'systemctl restart etcd', '# Restart Patroni', 'systemctl restart patroni'],
    ],
    [
      'what one may want',
      [
        '# If you want more replicas',
        'kubectl scale deploy/api --replicas=5',
        '# Restart',
        'kubectl rollout restart deploy/api',
      ],
    ],
    [
      'two ways to look',
      ['# Find large keys', 'redis-cli --bigkeys', '# Or by hand', 'redis-cli DEBUG OBJECT orders'],
    ],
    [
      'two ways to see what is there',
      [
        '# Verify access',
        'aws secretsmanager list-secrets',
        '# or',
        'vault status',
        '# Is it there?',
        'bfg --version',
      ],
    ],
    [
      'a way that is told by comments alone',
      ['# Via Web UI: click Deploy', '', '# Via CLI', 'docker service update --force shop'],
    ],
  ])('leaves alone %s', (_, lines) => expect(find(blkMenu, bash(...lines))).toEqual([]));
});

it('BLK-MENU leaves alone a block that is for one case as a whole', () => {
  const block = bash(
    'unset DEGRADED',
    'docker compose restart api',
    '',
    '# Work off the queue',
    'docker compose restart worker',
  );
  expect(find(blkMenu, `1. **When the API is back:**\n${block.replace(/^(?=.)/gm, '   ')}`)).toEqual([]);
});

it.each(['O si es Docker:', 'Oder mit Compose:', 'Ou avec Compose :', 'Opción B: Compose'])(
  'finds the other way behind "# %s"',
  (comment) => {
    const fence = (text: string): string =>
      `## Fix\n\n\`\`\`bash\nhelm rollback shop 3\n# ${text}\ndocker compose up -d api\n\`\`\`\n`;
    expect(find(blkMenu, fence(comment))).toHaveLength(1);
    expect(find(blkMenu, fence('API:'))).toEqual([]);
  },
);
