// What earlier commands leave in the terminal counts for the class of the next.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { classify } from '../../runbooks/classes/classify.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import { commandHash } from '../bindings/command-key.ts';
import { noBindings, type Bindings } from '../bindings/schema.ts';
import { expectedValues } from '../bindings/values.ts';
import { createClearance } from './create-clearance.ts';
import { decide } from './decide.ts';
import { examine, type Examined } from './examine.ts';
import { answerKey } from './gates.ts';
import { createTerminal } from './terminal.ts';

/** The last of them, after the others have run. */
const lastOf = (lines: readonly string[], bindings: Bindings = noBindings): Examined => {
  const runbook = parseRunbook(`## Down\n\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`);
  const [section] = runbook.sections;
  const terminal = createTerminal('/srv/shop');
  const all = runbook.commands.map((action) => {
    if (section === undefined) throw new Error('no section');
    const setting = { runbook, bindings, values: expectedValues(bindings), terminal };
    const examined = examine(action, section, setting);
    terminal.ran(examined);
    return examined;
  });
  expect(all).toHaveLength(lines.length);
  return all.at(-1) as Examined;
};

it.each([
  ['X1', ['OPTS="-X DELETE"', 'curl $OPTS http://api/orders']],
  ['X1', ['A="-X DELETE"', 'B="$A -s"', 'curl $B http://api/orders']],
  ['X1', ['A="-X DELETE"', 'B="$A -s"; curl $B http://api/orders']],
  ['X1', ['OPTS=(-X DELETE)', 'curl "${OPTS[@]}" http://api/orders']],
  ['X1', ['OPTS=-X', 'OPTS+=" DELETE"', 'curl $OPTS http://api/orders']],
  ['X1', ["Q='1; drop table orders'", 'psql -c "select $Q"']],
  ['X1', ["export 'Q=drop table orders'", 'psql -c "$Q"']],
  ['X1', ['Q="drop table orders"', 'psql <<E\n${Q:-select 1};\nE']],
  ['X1', ['Q="select 1"', 'Q="drop table orders"', 'psql -c "$Q"']],
  ['X1', ['Q="drop table orders"', 'Q="select 1" true', 'psql -c "$Q"']],
  ['X1', ['Q="drop table orders"', 'Q="select 1" &', 'psql -c "$Q"']],
  ['X1', ['Q="drop table orders"', 'exit; Q="select 1"', 'psql -c "$Q"']],
  ['X1', ['Q="drop table orders"', 'Q[1]="select 1"', 'psql -c "$Q"']],
  ['X1', ['Q="drop table orders"', 'read -u3 Q <<< "select 1"', 'psql -c "$Q"']],
  ['X1', ['Q="select"', 'export "Q+= 1; drop table orders"', 'psql -c "$Q"']],
  ['X1', ['{ read -r Q; } <<< "drop table orders"', 'psql -c "$Q"']],
  ['X1', ['read -r Q <<< "drop table orders"', 'psql -c "$Q"']],
  ['X1', [': "${Q:=drop table orders}"', 'psql -c "$Q"']],
  ['X1', ['printf -v Q %s "drop table orders"', 'psql -c "$Q"']],
  ['X1', ['set -- "drop table orders"', 'psql -c "$1"']],
  ['X1', ['for q in "select 1" "drop table orders"; do psql -c "$q"; done']],
  ['X1', ['X=\'1; drop table orders\'; psql -c "select $X"']],
  ['X1', ['DIR=$(pwd) Q="drop table orders"', 'psql -c "select \'$DIR\'; $Q"']],
  ['X4', ['F=/etc/shadow', 'cat $F']],
  ['W2', ['cd /etc', 'tee hosts']],
  ['W2', ['cd /', 'cd etc', 'echo x > hosts']],
  ['W2', ['cd -', 'echo x > hosts']],
  ['W2', ['if true; then cd /etc; fi', 'echo x > hosts']],
  ['W2', ['cd /srv/shop', 'cd /etc', 'echo x > hosts']],
  ['X1', ['[ -z "$Q" ] && Q="select 1" || Q="drop table orders"', 'psql -c "$Q"']],
  ['X1', ['ids=(-X)', 'ids+=(DELETE)', 'curl "${ids[@]}" http://api/orders']],
  ['U', [`for i in ${Array.from({ length: 101 }, (_, at) => `w${at}`).join(' ')}; do :; done`, 'ls $i']],
])('%s: %j', (commandClass, lines) => {
  expect(lastOf(lines).classes).toContain(commandClass);
});

it.each([
  [['HOST=api', 'curl -s "http://$HOST/health"']],
  [['ID=$(docker ps -q -f "name=(a|b)")', 'docker inspect $ID']],
  [['export API_TOKEN=abcdefgh12345', 'curl -H "X-Key: $API_TOKEN" http://api/']],
  [['cd /tmp', 'echo x > notes']],
  [['cd sub', 'echo x > notes']],
  [['cd /srv/shop', 'docker compose logs api > out.log']],
  [['cd "/srv/shop/"', 'cp a b']],
  [['(cd /etc) ; true', 'echo x > hosts']],
  [['Q="drop table orders"', 'Q="select 1"', 'psql -c "$Q"']],
  [['for s in a b c d e f g h; do down+=" $s"; done; echo "$down"', 'echo "looked at:$down"']],
  [[...[...'abcdefghij'].map((letter) => `P="/${letter}:$P"`), 'echo $P']],
  [[...[...'abcdefghij'].map((letter) => `X+=${letter}`), 'echo $X']],
  [['ids+=("$s"); docker compose logs "${ids[@]}"']],
  [['(cd /etc; ls)', 'docker compose ps']],
  [['s=api', 'for s in api db; do docker compose restart $s; done']],
  [['MSG="it\'s; rm -rf / # \\"done\\""', 'echo $MSG "$MSG"']],
])('nothing more: %j', (lines) => {
  const { commandClass, read } = lastOf(lines);
  expect(commandClass).toBe(classify(read).commandClass);
});

it('a value of bindings.yaml counts, a made-up secret does not', () => {
  const bindings: Bindings = {
    placeholders: { QUERY: 'drop table orders', KEY: { secret: true } },
    commands: [],
  };
  expect(lastOf(['psql -c "$QUERY"'], bindings).classes).toContain('X1');
  const call = 'redis-cli --pass "$KEY" PING';
  expect(lastOf([call], bindings).classes).toEqual(classify(readCommand(call)).classes);
});

it('an approved line is not approved in another folder', () => {
  const command = 'docker compose exec -T redis redis-cli CONFIG SET maxmemory 1mb > out';
  const bindings: Bindings = {
    placeholders: {},
    commands: [{ command, approve: ['W2'], hash: commandHash(command) }],
  };
  const permit = { approved: new Set<never>(), commands: new Set<string>() };
  expect(decide(lastOf([command], bindings), permit)).toBeNull();
  expect(decide(lastOf(['cd /srv/shop', command], bindings), permit)).toBeNull();
  const elsewhere = decide(lastOf(['cd sub', command], bindings), permit);
  expect(elsewhere).toMatchObject({ held: 'blocked', reason: expect.stringContaining('as it stands') });
});

it('a yes is for the classes that were shown', () => {
  const asked = lastOf(['OPTS=-s', 'curl -X POST $OPTS http://api/orders']);
  const permit = { approved: new Set<never>(), commands: new Set([answerKey(asked)]) };
  expect(decide(asked, permit)).toBeNull();
  const worse = lastOf(['OPTS="-X DELETE"', 'curl -X POST $OPTS http://api/orders']);
  expect(decide(worse, permit)).toMatchObject({ needs: ['X1', 'W2'] });
});

describe('a clearance', () => {
  const document = '## Down\n\n```bash\nOPTS="-X DELETE"\ncurl -s $OPTS http://api/orders\n```\n';
  const runbook = parseRunbook(document);
  const [section] = runbook.sections;
  const [first, second] = runbook.commands;
  if (section === undefined || first === undefined || second === undefined) throw new Error(document);
  const ctx = { clock: systemClock, signal: new AbortController().signal };
  const cleared = async (runs: boolean): Promise<string> => {
    const clearance = createClearance({
      runbook,
      bindings: noBindings,
      values: expectedValues(noBindings),
      terminal: createTerminal('/srv/shop'),
      permit: { approved: new Set(), commands: new Set() },
      stack: {
        engine: { kind: 'private' },
        services: ['api'],
        ownContainers: () => Promise.resolve([]),
      } as never,
      stores: [],
    });
    await clearance.clear(first, section, ctx);
    if (runs) clearance.showed(first.command, '');
    return (await clearance.clear(second, section, ctx)).commandClass;
  };

  it('counts what has run, and nothing else', async () => {
    expect([await cleared(false), await cleared(true)]).toEqual(['R0', 'X1']);
  });
});
