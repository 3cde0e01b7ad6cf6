// supervisorctl: a program is the Compose service of that name; `all` are all of the system's.
import { asksForHelp, helpText } from './help.ts';
import { dateTime, secondsSince, uptime } from './times.ts';
import { told, ToolError, type Outcome, type Tool, type World } from './tool.ts';
import { actOn, findUnit, unitsOf, type Unit } from './units.ts';

const knows = [
  'status [NAME…|all]',
  'start, stop, restart, signal SIGNAL, pid, tail [-f] NAME…|all',
  'reread, update, reload, avail, version',
];

export const supervisorctl: Tool = async (argv, world) => {
  if (asksForHelp(argv)) {
    world.print(helpText('supervisorctl', 'Programs are the Compose services of the system.', knows));
    return told;
  }
  const [verb, ...names] = withoutOptions(argv);
  if (verb === undefined) {
    // Its own prompt, at which nobody types.
    world.print('supervisor> ');
    world.handOver('waits for input at its own prompt');
    return world.forever();
  }
  const units = await unitsOf(world);
  const command = commands[verb];
  if (command === undefined) throw new ToolError(`*** Unknown syntax: ${[verb, ...names].join(' ')}`, 2);
  return command(names, units, world);
};

const withoutOptions = (argv: readonly string[]): readonly string[] => {
  const [first = '', second] = argv;
  if (['-c', '-s', '-u', '-p'].includes(first) && second !== undefined) return withoutOptions(argv.slice(2));
  return first.startsWith('-') ? withoutOptions(argv.slice(1)) : argv;
};

type Command = (names: readonly string[], units: readonly Unit[], world: World) => Promise<Outcome> | Outcome;

const status: Command = (names, units, world) => {
  const asked = names.length === 0 || names.includes('all') ? units.map(({ name }) => name) : names;
  const codes = asked.map((name) => {
    const unit = findUnit(units, name);
    if (unit === undefined) {
      world.print(`${name}: ERROR (no such process)\n`);
      return 4;
    }
    const [state, description] = stateOf(unit, world.now());
    world.print(`${unit.name.padEnd(32)} ${state.padEnd(9)} ${description}\n`);
    return state === 'RUNNING' ? 0 : 3;
  });
  return { exitCode: Math.max(0, ...codes), effect: 'none' };
};

const stateOf = ({ state, main }: Unit, now: Date): readonly [string, string] => {
  if (state === 'active')
    return ['RUNNING', `pid ${main.pid}, uptime ${uptime(secondsSince(main.startedAt, now))}`];
  const when = dateTime(new Date(main.finishedAt));
  return state === 'failed' ? ['EXITED', when] : ['STOPPED', when];
};

const act =
  (verb: 'start' | 'stop' | 'restart'): Command =>
  async (names, units, world) => {
    if (names.length === 0) {
      throw new ToolError(
        `Error: ${verb} requires a process name\n${verb} <name>\t\t${verb} a process\n${verb} all\t\t${verb} all processes`,
        2,
      );
    }
    const asked = names.includes('all') ? units.map(({ name }) => name) : names;
    const effects: string[] = [];
    let exitCode = 0;
    const steps = verb === 'restart' ? (['stop', 'start'] as const) : ([verb] as const);
    let known = units;
    for (const step of steps) {
      for (const name of asked) {
        const unit = findUnit(known, name);
        if (unit === undefined) exitCode = 1;
        const refusal = unit === undefined ? 'no such process' : refusalOf(unit, step);
        world.print(
          refusal === null
            ? `${name}: ${step === 'stop' ? 'stopped' : 'started'}\n`
            : `${name}: ERROR (${refusal})\n`,
        );
        if (unit !== undefined && refusal === null) effects.push(await actOn(world, unit, step));
      }
      known = await unitsOf(world);
    }
    return { exitCode, effect: effects.join(', ') || 'none' };
  };

const refusalOf = ({ state }: Unit, step: 'start' | 'stop'): string | null => {
  if (step === 'start') return state === 'active' ? 'already started' : null;
  return state === 'active' ? null : 'not running';
};

const signal: Command = async ([name = '', ...names], units, world) => {
  const asked = names.includes('all') ? units : names.map((one) => findUnit(units, one));
  let exitCode = 0;
  for (const [index, unit] of asked.entries()) {
    if (unit?.state === 'active') {
      for (const container of unit.containers)
        await world.engine.act(container, 'kill', name.replace(/^SIG/, ''));
      world.print(`${unit.name}: signalled\n`);
    } else {
      exitCode = 1;
      world.print(
        `${unit?.name ?? names[index] ?? ''}: ERROR (${unit === undefined ? 'no such process' : 'not running'})\n`,
      );
    }
  }
  return { exitCode, effect: `sent ${name} to ${names.join(', ')}` };
};

const pid: Command = (names, units, world) => {
  const asked = names.includes('all') ? units.map(({ name }) => name) : names;
  if (asked.length === 0) world.print('1\n');
  for (const name of asked) {
    const unit = findUnit(units, name);
    if (unit === undefined) throw new ToolError(`No such process ${name}`);
    world.print(`${unit.state === 'active' ? unit.main.pid : 0}\n`);
  }
  return told;
};

const tail: Command = async (words, units, world) => {
  const follow = words.includes('-f');
  const [name = '', channel = 'stdout'] = words.filter((word) => !word.startsWith('-'));
  const unit = findUnit(units, name);
  if (unit === undefined) throw new ToolError(`${name}: ERROR (no such process name)`);
  const effect = `showed the ${channel} of the service ${unit.name}`;
  if (follow) world.handOver(effect);
  const exitCode = await world.run([
    'docker',
    'logs',
    '--tail',
    '20',
    ...(follow ? ['-f'] : []),
    unit.main.name,
  ]);
  return { exitCode, effect };
};

const noted =
  (text: string): Command =>
  (_, __, world) => {
    world.print(text);
    return { exitCode: 0, effect: 'written down only' };
  };

const avail: Command = (_, units, world) => {
  for (const { name } of units) world.print(`${name.padEnd(32)} in use    auto      999:999\n`);
  return told;
};

const commands: Readonly<Record<string, Command>> = {
  status,
  start: act('start'),
  stop: act('stop'),
  restart: act('restart'),
  signal,
  pid,
  tail,
  avail,
  reread: noted('No config updates to processes\n'),
  update: noted(''),
  reload: noted('Restarted supervisord\n'),
  version: (_, __, world) => {
    world.print('4.2.5\n');
    return told;
  },
};
